# Ciò che si dice di una mappa delle opinioni.
