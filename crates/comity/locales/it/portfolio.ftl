# Ciò che si dice di un portafoglio di eventi.
