# Ciò che si dice delle valutazioni.
