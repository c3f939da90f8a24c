# Ciò che si dice degli effetti messi insieme.
