# Ciò che tutti i rapporti e i comandi condividono, in italiano.
#
# I nomi tratti dai dati arrivano come testo. I numeri interi scelgono la forma plurale e sono raggruppati dal
# programma; ogni altra cifra arriva già scritta come si deve.

## Numeri e date

# Le parti di un intervallo restano sulla stessa riga.
interval = [da{ "\u00A0" }{ $low }{ "\u00A0" }a{ "\u00A0" }{ $high }]
list = { $rest } e { $last }
chance = { $kind ->
    [rare] in meno di 1 confronto su 10.000
    [one] in non più di 1 confronto su { $of }
    [many] in non più di { $of } confronti su 100
   *[usual] in quasi tutti i confronti
}
month = { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
}
month-short = { $month ->
    [1] gen
    [2] feb
    [3] mar
    [4] apr
    [5] mag
    [6] giu
    [7] lug
    [8] ago
    [9] set
    [10] ott
    [11] nov
   *[12] dic
}
date-long = { $day ->
    [1] 1º
   *[other] { $day }
} { $month } { $year }
month-and-year = { $month } { $year }
date-short = { $day } { $month }
date-and-time = { $date }, ore { $time }
date-from = { $elides ->
    [yes] a partire dall’{ $date }
   *[no] a partire dal { $date }
}
date-and-time-from = dalle { $time } { $elides ->
    [yes] dell’{ $date }
   *[no] del { $date }
}
row = riga { $row }
row-from = dalla riga { $row }

## Ogni pagina e tabella

column-date = data
column-estimate = stima
column-interval = intervallo al 95%
column-p = p
footer = Fatto con Comity { $version }. Seme di tutto ciò che è estratto a caso: { $seed }.
same-as-table = Lo stesso in una tabella
part-caveats = Da tenere presente
part-data = Che cosa è stato letto
part-methods = Come si è misurato
