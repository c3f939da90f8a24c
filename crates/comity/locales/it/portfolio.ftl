# Ciò che si dice di molti eventi.

## La risposta

portfolio-kicker = Portafoglio
portfolio-title = { $n ->
    [one] Un portafoglio di un solo evento
   *[other] Un portafoglio di { $n } eventi
}
portfolio-metric = { $metric ->
    [model] il sentiment
   *[column] il punteggio medio di «{ $name }»
}
portfolio-verdict = { $finding ->
    [rose] Dopo eventi come questi { $subject } è salito: in media su { $k } di essi, più di quanto il caso e le loro differenze spiegherebbero.
    [fell] Dopo eventi come questi { $subject } è sceso: in media su { $k } di essi, più di quanto il caso e le loro differenze spiegherebbero.
    [open] Su { $k } eventi non si può dire se in media { $subject } sia salito o sceso.
    [two] { $n ->
        [2] Due eventi non fanno quasi un portafoglio: quanto gli eventi differiscano non si impara da così pochi.
       *[other] Solo due dei { $n } eventi si sono potuti misurare, e due non fanno quasi un portafoglio: quanto gli eventi differiscano non si impara da così pochi.
    }
    [one] { $n ->
        [1] Un solo evento non è un portafoglio: da esso non si impara che cosa gli eventi abbiano in comune.
       *[other] Solo uno dei { $n } eventi si è potuto misurare, e uno non è un portafoglio: da esso non si impara che cosa gli eventi abbiano in comune.
    }
   *[none] { $n ->
        [one] L’evento non si è potuto misurare.
       *[other] Nessuno dei { $n } eventi si è potuto misurare.
    }
}
portfolio-lead-average = Su { $k } di { $n ->
    [one] un evento
   *[other] { $n } eventi
} l’effetto medio è { $estimate }{ $interval ->
    [none] { "" }
   *[other] { " " }{ $interval }
}{ $scale ->
    [sentiment] , su una scala da −1 a +1.
   *[other] .
}
portfolio-lead-one = Il suo effetto è { $estimate } { $interval }{ $scale ->
    [sentiment] , su una scala da −1 a +1.
   *[other] .
}
portfolio-lead-next = Con una confidenza del 95% l’effetto vero del prossimo evento di questo genere sta fra { $low } e { $high }{ $sides ->
    [both] : potrebbe dunque andare anche nel verso opposto.
   *[one] .
}
portfolio-lead-spread = { $spread ->
    [differ] Gli eventi differiscono: della varianza delle stime, { $share } va oltre l’errore di stima.
   *[alike] Le stime non differiscono più di quanto comporti l’errore di stima.
}
portfolio-driver = { $finding ->
    [up] Gli eventi con più { $what } hanno avuto effetti più positivi: { $estimate } per ciascuno dei 28 punti { $interval }{ $joint ->
        [yes] , a parità di { $other }.
       *[no] .
    }
    [down] Gli eventi con più { $what } hanno avuto effetti più negativi: { $estimate } per ciascuno dei 28 punti { $interval }{ $joint ->
        [yes] , a parità di { $other }.
       *[no] .
    }
   *[open] Non si può dire se a più { $what } corrispondano effetti più positivi o più negativi: { $estimate } per ciascuno dei 28 punti { $interval }.
}
portfolio-driver-few-firms = Con { $firms ->
    [one] una sola impresa
   *[other] { $firms } imprese
} non si dà un giudizio su che cosa si accompagni a effetti più grandi; ne servono almeno { $needed }.
portfolio-driver-none = Che cosa c’entrino partecipazione e informazione non si può dire: { $why }.
portfolio-capital-found = Gli effetti sono stati { $direction ->
    [up] più positivi
   *[down] più negativi
} dove era offerto { $capital }: di { $estimate } { $interval }.
portfolio-capital-open = Nessun tipo di capitale offerto si distingue.
portfolio-found = { $found ->
    [0] Preso da solo, nessun evento si distingue.
    [one] Preso da solo, un evento si distingue; { $adjusted ->
        [0] giudicato insieme agli altri non più.
       *[other] giudicato insieme agli altri si distingue ancora.
    }
   *[other] Presi da soli, { $found } eventi si distinguono; { $adjusted ->
        [0] giudicati tutti insieme, nessuno.
        [one] giudicati tutti insieme, ancora uno.
       *[other] giudicati tutti insieme, ancora { $adjusted }.
    }
}
portfolio-needed = Che cosa servirebbe: più eventi. Una decina mostra una media su cui fare piani; ciò che è associato a effetti maggiori si vede con una ventina di eventi valutati se è forte, con una settantina se è di misura ordinaria.
portfolio-needed-rows = { $n ->
    [one] L’unica riga della tabella è stata esclusa
   *[other] { $out ->
        [all] Tutte le { $n } righe della tabella sono state escluse
        [1] Una delle { $n } righe della tabella è stata esclusa
       *[some] { $out } delle { $n } righe della tabella sono state escluse
    }
}: { $reasons }. { $mend ->
    [table] Prima di altri eventi serve correggere ciò che sta nella tabella.
    [posts] Prima di altri eventi servono post che coprano più tempo intorno a questi.
   *[both] Prima di altri eventi serve correggere ciò che sta nella tabella, e per gli altri servono post che coprano più tempo.
}
portfolio-dimension = { $dimension ->
    [participation] partecipazione
   *[information] informazione
}

## Cifre principali

portfolio-key-average = effetto medio
portfolio-key-next = il prossimo
portfolio-key-next-note = con una confidenza del 95%
portfolio-key-no-next = si conosce da tre eventi in su
portfolio-key-measured = eventi misurati
portfolio-key-measured-of = { $k } di { $n }
portfolio-key-measured-note = gli altri sono elencati con il motivo
portfolio-key-all = tutti
portfolio-key-found = si distinguono
portfolio-key-found-of = { $adjusted } di { $k }
portfolio-key-found-note = { $found ->
    [0] nessuno neppure da solo
    [one] giudicati insieme; 1 preso da solo
   *[other] giudicati insieme; { $found } presi da soli
}

## Parti

portfolio-part-events = Evento per evento
portfolio-part-map = Dove stanno gli eventi
portfolio-part-drivers = Che cosa si accompagna a effetti più grandi
portfolio-part-capital = Per tipo di capitale
portfolio-part-speech = Di che cosa si parla dopo
portfolio-part-left-out = Che cosa è rimasto fuori
portfolio-part-table = Tutti gli eventi

## Grafici e tabelle

portfolio-chart-events-title = L’effetto di ogni evento, e di tutti insieme
portfolio-chart-events-description = { $n ->
    [one] Un effetto con il suo intervallo
   *[other] { $n } effetti con i loro intervalli
} attorno allo zero, dal più basso al più alto; sotto, la media { $estimate }{ $next ->
    [yes] { " " }e la fascia in cui starebbe il prossimo evento.
   *[no] .
}
portfolio-chart-events-caption = Dall’effetto più basso al più alto. Le linee sono gli intervalli al 95% di ogni evento preso da solo; più grande il segno, più l’evento conta. I triangoli pieni si distinguono quando si giudicano tutti insieme, quelli vuoti solo da soli; i cerchi non si distinguono. Il rombo è la media{ $next ->
    [yes] , e la fascia è dove sta, con una confidenza del 95%, l’effetto vero del prossimo evento come questi.
   *[no] .
}
portfolio-chart-average = Tutti insieme
portfolio-chart-next = Il prossimo
portfolio-table-events = Effetti per evento
portfolio-map-title = Partecipazione e informazione di ogni evento, e quale ne è stato l’effetto
portfolio-map-caption = Ogni evento secondo i punteggi totali di partecipazione e informazione; il segno mostra che cosa dice preso da solo.
portfolio-mark = { $mark ->
    [benefit] è salito
    [harm] è sceso
    [none] nessuna prova di un cambiamento
   *[open] un salto o una deriva
}
portfolio-forest-capital-title = Effetto medio con e senza ogni tipo di capitale
portfolio-forest-capital-caption = Rombi: eventi che lo offrivano. Cerchi: eventi che non lo offrivano. Le linee sono gli intervalli al 95% delle medie.
portfolio-capital-row = { $offered ->
    [yes] { $capital } offerto ({ $k })
   *[no] non offerto ({ $k })
}
portfolio-forest-speech-title = Variazione media della quota di post, in punti percentuali
portfolio-forest-speech-caption = Di quanto è più grande, in media sugli eventi, la quota di post che ne parla dopo l’evento rispetto a prima. I rombi si distinguono quando si giudicano tutti insieme.
portfolio-column-event = evento
portfolio-column-date = data
portfolio-column-effect = effetto
portfolio-column-p-adjusted = p insieme
portfolio-column-verdict = da solo
portfolio-column-participation = partecipazione
portfolio-column-information = informazione
portfolio-column-what = che cosa
portfolio-column-events = eventi
portfolio-column-difference = differenza
portfolio-column-p-permutation = p
portfolio-column-reason = motivo
portfolio-column-count = eventi
portfolio-column-line = riga
portfolio-column-value = valore
portfolio-column-problem = problema
portfolio-moderators-caption = Differenze d’effetto, ciascuna guardata da sola; p per permutazione. L’ultima colonna le giudica tutte insieme: sotto 0,05 si chiama risultato.
portfolio-moderators-without = Non si è potuto dire nulla di: { $list }.
portfolio-moderator-why = { $name } ({ $why })
portfolio-joint-caption = Partecipazione e informazione insieme, ciascuna a parità dell’altra
portfolio-joint-none = Un modello di partecipazione e informazione insieme richiede { $needed } eventi con entrambi i punteggi; { $k ->
    [0] non ce n’è nessuno.
    [one] ce n’è uno.
   *[other] ce ne sono { $k }.
}
portfolio-joint-cannot = Nessun modello di partecipazione e informazione insieme: { $why }.
portfolio-funnel-caption = Che ne è stato { $n ->
    [one] dell’unica riga della tabella
   *[other] delle { $n } righe della tabella
}
portfolio-left-out-caption = Eventi rimasti fuori
portfolio-problems-caption = Celle della tabella che non si sono potute leggere, e contano come mancanti
portfolio-events-caption = Tutti gli eventi della tabella, nel suo ordine; il valore p li giudica tutti insieme
portfolio-none-left-out = Tutti gli eventi della tabella sono stati misurati.
portfolio-near = forse { $names }?
portfolio-moderator = { $name ->
    [participation] partecipazione, per punto
    [information] informazione, per punto
    [archetype] archetipi, qualche differenza
    [kind] generi, qualche differenza
    [industry] settori, qualche differenza
    [capital_offered-economic] capitale economico offerto
    [capital_offered-cultural] capitale culturale offerto
    [capital_offered-social] capitale sociale offerto
    [capital_offered-information] capitale informativo offerto
    [capital_measured-economic] si parla di capitale economico, +10 punti di post
    [capital_measured-cultural] si parla di capitale culturale, +10 punti di post
    [capital_measured-social] si parla di capitale sociale, +10 punti di post
    [capital_measured-information] si parla di capitale informativo, +10 punti di post
   *[other] { $code }
}
portfolio-moderator-group = { $moderator ->
    [archetype] archetipo
    [kind] genere
    [industry] settore
   *[other] { $code }
}: { $group } rispetto a { $reference }
portfolio-capital = { $capital ->
    [economic] capitale economico
    [cultural] capitale culturale
    [social] capitale sociale
   *[information] capitale informativo
}
portfolio-no-moderator = { $why ->
    [not_given] non è nella tabella
    [unreadable] è nella tabella, ma { $k ->
        [one] la sua unica cella non si è potuta leggere
       *[other] nessuna delle sue { $k } celle si è potuta leggere
    }
    [constant] è uguale per tutti gli eventi
    [collinear] è determinato da { $with }
    [too_few_events] si conosce di { $k ->
        [one] un solo evento
       *[other] { $k } eventi
    }; ne servono almeno { $needed }
    [too_few_firms] { $k ->
        [one] una sola impresa
       *[other] { $k } imprese
    }; per un giudizio ne servono { $needed }
   *[out_of_range] i numeri sono troppo grandi o troppo piccoli per fare conti
}
portfolio-reason = { $reason ->
    [entered] misurati
    [missing_time] senza data
    [unreadable_time] data illeggibile
    [unreadable_window] finestra illeggibile
    [listed_twice] elencato due volte: stessa unità e stessa data di una riga precedente
    [missing_unit] non nomina un’unità
    [unknown_unit] nessun post parla della sua unità
    [outside_data] fuori dal periodo dei post
    [no_baseline] troppo pochi post prima
    [no_aftermath] troppo pochi post dopo
    [too_short] troppo poco tempo prima o dopo
    [constant] la metrica non varia mai
   *[other] { $code }
}
portfolio-problem = { $problem ->
    [no_points] non è un numero da 0 a 28
    [no_capital] non è un tipo di capitale: economico, culturale, sociale, informativo
    [no_yes_or_no] né sì né no
    [no_length] non è una durata come 36h, 4d o 6w
   *[other] { $code }
}

## Avvertenze

portfolio-caveat-one-event = C’è un solo evento. Se ne mostra l’effetto, e degli eventi in generale non si può dire nulla.
portfolio-caveat-few-events = { $k } eventi sono pochi. La media è incerta, e quanto gli eventi differiscano si sa appena.
portfolio-caveat-shared-controls = { $pairs } coppie di eventi su { $of } si sovrappongono nel tempo e hanno in comune un’unità o un termine di confronto: i loro errori sono legati. I singoli eventi si giudicano con una regola che ne tiene conto (Benjamini–Yekutieli); la media li prende per indipendenti, e con poche unità il suo intervallo può essere troppo stretto.
portfolio-caveat-same-unit = { $events ->
    [one] Un evento ha nella sua finestra un altro evento della stessa unità
   *[other] { $events } eventi hanno nella loro finestra altri eventi della stessa unità
}: ciò che ha fatto l’uno può essere attribuito all’altro.
portfolio-caveat-controls-with-events = { $events ->
    [one] Un evento si confronta con unità che hanno avuto un evento proprio
   *[other] { $events } eventi si confrontano con unità che hanno avuto eventi propri
} nella finestra. Se questi hanno avuto effetti dello stesso genere, gli effetti mostrati sono troppo piccoli.
portfolio-caveat-own-past = { $events ->
    [one] Un evento non ha unità confrontabili e si misura
   *[other] { $events } eventi non hanno unità confrontabili e si misurano
} sul proprio passato: qualunque altra cosa accaduta allora darebbe lo stesso quadro.
portfolio-caveat-several-per-firm = { $events } eventi sono di { $firms ->
    [one] una sola impresa
   *[other] { $firms } imprese
}. Gli eventi di un’impresa si somigliano; gli errori standard ne tengono conto, e le permutazioni spostano insieme gli eventi di un’impresa.
portfolio-caveat-one-firm = Tutti i { $events } eventi sono di una sola impresa. Contano come se fossero indipendenti, e gli eventi di una stessa impresa di rado lo sono: l’intervallo può essere troppo stretto, e vale solo per questa impresa.
portfolio-caveat-unknown-ratings = { $n ->
    [one] Un nome valutato non è
   *[other] { $n } nomi valutati non sono
} fra gli eventi della tabella, e non conta nulla: { $names }.
portfolio-caveat-unrated = { $events ->
    [one] Un evento misurato non ha
   *[other] { $events } eventi misurati non hanno
} un punteggio di partecipazione o di informazione, e non dicono che cosa vi si accompagni.
portfolio-caveat-small-groups = { $moderator ->
    [kind] I generi di evento
    [industry] I settori
   *[archetype] Gli archetipi
} con meno di tre eventi ({ $events ->
    [one] un evento
   *[other] { $events } eventi
}) non si confrontano: così pochi non dicono nulla del loro genere.
portfolio-caveat-model-dampens = I punteggi vengono da un modello, che attenua: dove le etichette umane differiscono di 1, quelli del modello differiscono di circa { $factor }. Gli effetti veri sono probabilmente più grandi di quelli mostrati. I confronti fra eventi non ne risentono, purché siano scritti nelle stesse lingue.
portfolio-caveat-measured-capital = Ciò di cui si parla dopo viene dagli stessi post dell’effetto, e le due cose possono muoversi insieme senza altra ragione: «se ne è parlato di più e l’effetto è stato più grande» non dice quale venga prima.
portfolio-caveat-observational = Nessuno ha assegnato a sorte a questi eventi partecipazione, informazione o capitale. Ciò che si accompagna a effetti più grandi non è per forza ciò che li produce.

## Metodi

portfolio-methods-event-name = Ogni evento
portfolio-methods-event = Si misura come in uno studio: l’unità rispetto a unità confrontabili, prima e dopo, con una sola metrica per tutti, fissata in anticipo. Entra ogni evento con una stima, qualunque sia il verdetto: lasciare fuori gli indecisi sarebbe scegliere in base al risultato.
portfolio-methods-weight-name = Quanto conta un evento
portfolio-methods-weight = Secondo ciò che si sa del suo salto: la varianza della mistura di distribuzioni t su tutti i modelli del rumore, senza deriva. Non secondo l’ampiezza del suo intervallo, che serve a un verdetto ed è più largo.
portfolio-methods-average-name = La media e il prossimo
portfolio-methods-average = Un modello a effetti casuali: gli eventi differiscono davvero, oltre che per errore di misura. Varianza fra eventi con la massima verosimiglianza ristretta, intervallo secondo Hartung e Knapp; dove un’impresa ha più eventi, errori standard che ne tengono conto (CR2). La fascia del prossimo evento considera entrambe le differenze.
portfolio-methods-drivers-name = Che cosa si accompagna a effetti più grandi
portfolio-methods-drivers = Fissato in anticipo: partecipazione, informazione, archetipo, genere, settore, ogni tipo di capitale offerto, e ciascuno secondo quanto più se ne è parlato, uno alla volta; partecipazione e informazione insieme da venti eventi con punteggi in su. Valori p per permutazione (Freedman e Lane), spostando insieme gli eventi di un’impresa, corretti su tutti (Benjamini–Hochberg). Sotto { $firms } imprese nessun giudizio.
portfolio-methods-together-name = Giudicati insieme
portfolio-methods-together = { $method ->
    [benjamini_yekutieli] Fra molti eventi qualcuno si distingue per caso. I valori p sono corretti perché di ciò che si chiama risultato non più di 5 su 100 sia atteso per caso, con la regola che ammette termini di confronto comuni (Benjamini e Yekutieli).
   *[benjamini_hochberg] Fra molti eventi qualcuno si distingue per caso. I valori p sono corretti perché di ciò che si chiama risultato non più di 5 su 100 sia atteso per caso (Benjamini e Hochberg).
}
portfolio-methods-speech-name = Di che cosa si parla
portfolio-methods-speech = In un campione casuale dei post di ogni evento, prima e dopo, due cataloghi di codici segnano i tipi di capitale e ciò che muove chi scrive. Le variazioni delle quote si mediano sugli eventi, e si giudicano come una famiglia a sé.

## I dati

portfolio-data-events = { $rows ->
    [one] Un evento
   *[other] { $rows } eventi
} da { $file }.
portfolio-columns-caption = Colonne della tabella degli eventi

## Il terminale

portfolio-line-left-out = { $n ->
    [one] Un evento rimasto fuori
   *[other] { $n } eventi rimasti fuori
}: { $reasons }.
portfolio-line-cells = { $n ->
    [one] Una cella della tabella non si è potuta leggere e conta come mancante
   *[other] { $n } celle della tabella non si sono potute leggere e contano come mancanti
}: { $cells }{ $more ->
    [0] .
    [one] , e un’altra nel rapporto.
   *[other] , e altre { $more } nel rapporto.
}
portfolio-line-cell = riga { $line }, { $part } «{ $value }»: { $problem }
portfolio-line-reason = { $reason } ({ $n })
portfolio-average-row = effetto medio
portfolio-next-row = il prossimo evento
portfolio-part = { $part ->
    [name] nome
    [kind] genere
    [industry] settore
    [firm] impresa
    [participation] partecipazione
    [information] informazione
    [capital] capitale offerto
    [economic] capitale economico offerto
    [cultural] capitale culturale offerto
    [social] capitale sociale offerto
    [informational] capitale informativo offerto
    [before] finestra prima
    [after] finestra dopo
   *[other] { $code }
}
