# Ciò che si dice delle valutazioni.

archetype = { $archetype ->
    [host] Ospitante
    [companion] Compagno
    [advisor] Consulente
   *[director] Direttore
}
archetype-a = { $archetype ->
    [host] Ospitante
    [companion] Compagno
    [advisor] Consulente
   *[director] Direttore
}
rating-or = { $rest } o { $last }
rating-dimension = { $dimension ->
    [participation] partecipazione
   *[information] informazione
}

## Dove sta uno scambio

rating-place-sure = { $name }: { $label }, probabilità { $p }.
rating-place-likely = { $name }: molto probabilmente { $label } ({ $p }), ma non si possono escludere { $others }.
rating-place-one = { $name }: { $label } secondo i totali di un solo valutatore; con uno solo non si può dire con quale certezza.
rating-place-midline = { $name } si trova esattamente su una linea mediana, tra { $others }.
rating-place-unsure-midline = { $name } si trova esattamente su una linea mediana; probabilità: { $others }.
rating-place-none = { $name } non ha una posizione: nessuno ha risposto a tutte e quattro le domande su { $dimension }.
rating-share = { $archetype } { $p }

## Il rapporto

rating-title = Valutazione di { $n ->
    [one] 1 scambio
   *[other] { $n } scambi
}
rating-kicker = Partecipazione e informazione secondo { $raters ->
    [one] 1 valutatore
   *[other] { $raters } valutatori
}
rating-headline = { $clear ->
    [0] { $n ->
        [one] Da queste valutazioni non è chiaro dove stia lo scambio
       *[other] Da queste valutazioni nessuno dei { $n } scambi ha una posizione chiara
    }
    [one] 1 scambio su { $n } ha una posizione chiara: { $parts }
   *[other] { $clear } scambi su { $n } hanno una posizione chiara: { $parts }
}
rating-headline-part = { $archetype ->
    [host] { $n ->
        [one] 1 Ospitante
       *[other] { $n } Ospitanti
    }
    [companion] { $n ->
        [one] 1 Compagno
       *[other] { $n } Compagni
    }
    [advisor] { $n ->
        [one] 1 Consulente
       *[other] { $n } Consulenti
    }
   *[director] { $n ->
        [one] 1 Direttore
       *[other] { $n } Direttori
    }
}
rating-clear-note = Una posizione si dice chiara quando un archetipo ha una probabilità di almeno il 95%.
chart-compass-title = Bussola: partecipazione e informazione
chart-compass-description = { $n ->
    [one] Una posizione
   *[other] { $n } posizioni
} tra informazione (verso destra) e partecipazione (verso l’alto), da 0 a 28 punti ciascuna, con linee mediane a 14. In alto a sinistra Ospitante, in alto a destra Compagno, in basso a destra Consulente, in basso a sinistra Direttore. I valori sono nella tabella.
chart-compass-up = partecipazione ↑
chart-compass-right = informazione →
rating-compass-caption = Ogni segno è la media dei totali dei valutatori. { $ellipses ->
    [yes] La regione ombreggiata contiene la posizione con una probabilità del 95%.
   *[no] {""}
} In piccolo, sotto un archetipo: i settori che vi tenderebbero (una tendenza, non una posizione misurata). Fonte: { $source }.
chart-compass-no-ellipses = Con tante posizioni le regioni non sono disegnate.
chart-compass-unnamed = I nomi che non trovano posto sono nella tabella.
rating-column-object = scambio
rating-column-participation = partecipazione
rating-column-information = informazione
rating-total-of = { $mean } ({ $raters } su { $all })
rating-unanswered = { $n ->
    [one] A una domanda non ha risposto nessuno
   *[other] A { $n } domande non ha risposto nessuno
}: { $list }. Se manca una delle sue quattro, una dimensione non ha un totale.
rating-of-note = Tra parentesi: di quanti valutatori è il totale, dove non tutti quelli che hanno valutato lo scambio hanno risposto alle quattro domande.
rating-column-archetype = archetipo, probabilità
rating-column-raters = valutatori
rating-column-industry = settore
rating-table-caption = Posizioni: medie dei totali da 0 a 28 punti, e probabilità di ogni archetipo
rating-leans = { $industry } (tenderebbe a { $archetype })
rating-on-midline = su una linea mediana
rating-not-stated = { $archetype }, probabilità non indicata

rating-part-control = Chi decide
rating-control-lead = Accanto ai punteggi i valutatori hanno indicato chi decide. Non è un merito né un difetto e non entra nei totali.
rating-control-caption = Risposte su chi decide, per tutte le domande e tutti i valutatori
rating-control = { $control ->
    [firm] l’impresa
    [shared] entrambi
   *[customer] il cliente
}

rating-part-disagree = Su che cosa i valutatori non concordano
rating-disagree-one = Un solo valutatore non ha nessuno con cui discordare. Un secondo mostrerebbe quanto i punteggi dipendono da chi li dà.
rating-disagree-questions = Differenza media tra due valutatori dello stesso scambio, in punti: { $list }.
rating-disagree-none = In nessuna domanda due valutatori distano più di un gradino.
rating-disagree-cells = Le risposte più lontane, con il loro significato:
rating-disagree-cell = { $question }, { $object }: { $by_low } ha dato { $low } («{ $low_means }»), { $by_high } ha dato { $high } («{ $high_means }»).

rating-part-agreement = Se i valutatori concordano
rating-agreement = { $mark ->
    [reliable] Nell’insieme delle domande i valutatori concordano abbastanza da potersi fidare dei punteggi: l’α di Krippendorff è { $alpha } (ordinale), sopra la soglia consueta di { $upper }.
    [tentative] Nell’insieme delle domande i valutatori concordano abbastanza solo per conclusioni provvisorie: l’α di Krippendorff è { $alpha } (ordinale), tra le soglie consuete di { $lower } e { $upper }.
    [unreliable] Nell’insieme delle domande i valutatori concordano troppo poco perché una conclusione possa poggiare su singoli punteggi: l’α di Krippendorff è { $alpha } (ordinale), sotto la soglia consueta di { $lower }.
   *[none] L’accordo non si può misurare: { $why ->
        [one] nessuna domanda su uno scambio ha la risposta di due valutatori.
        [single] una sola domanda su uno scambio ha la risposta di due valutatori, e una sola non dice nulla di ciò che farebbe il caso.
       *[same] tutti i punteggi sono uguali, e non c’è nulla su cui i valutatori possano concordare se non per abitudine.
    }
}
rating-agreement-interval = Intervallo al 95% { $interval }.
rating-agreement-few = Sotto i dieci scambi con due valutatori non si dà alcun intervallo: il valore può essere molto lontano dal vero.
rating-agreement-undefined = { $n ->
    [one] In 1 ricampionamento α non era definito.
   *[other] In { $n } ricampionamenti α non era definito.
}
rating-agreement-straddles = L’intervallo scende sotto { $lower }: neppure questo è certo.
rating-agreement-caption = α di Krippendorff; si legge per primo quello ordinale
rating-column-question = domanda
rating-column-units = unità
rating-column-apart = punti di distanza
rating-level = { $level ->
    [nominal] nominale
    [ordinal] ordinale
    [interval] a intervalli
   *[ratio] a rapporti
}
rating-row-overall = tutte le domande
rating-row-total = totale { $dimension }
rating-intraclass = Correlazione intraclasse dei totali, { $model ->
    [two_way_agreement] accordo assoluto con valutatori casuali, ICC(A,1) e ICC(A,k)
   *[one_way] a una via perché i valutatori non sono incrociati con gli scambi, ICC(1) e ICC(k)
}: { $list }.
rating-intraclass-part = { $dimension } { $single } per un valutatore{ $interval ->
    [none] { "" }
   *[other] { " " }{ $interval }
}, { $mean } per la media di { $raters }
rating-intraclass-interval = Gli intervalli al 95% valgono solo per questi valutatori: si sono ricampionati gli scambi e i valutatori sono rimasti, quindi non dicono quanto altri valutatori si sarebbero discostati.

rating-method-instrument = Strumento
rating-method-instrument-text = { $id }: otto domande da 0 a 7 punti, quattro sulla partecipazione e quattro sull’informazione. { $provenance }
rating-method-position = Posizione
rating-method-position-text = La media tra i valutatori del totale di quattro domande. Chi ha lasciato senza risposta una delle quattro resta fuori da quella dimensione; nulla viene completato. Esattamente 14 punti valgono metà per ciascun lato.
rating-method-probability = Probabilità e regione
rating-method-probability-text = Le distanze dei valutatori dalla media dello stesso scambio sono riunite su tutti gli scambi (deviazione standard { $participation } e { $information } punti). Posizione e dispersione danno una distribuzione t bivariata con { $freedom } gradi di libertà: tanti meno quanto più la dispersione è un valutatore sempre più severo di un altro (qui il { $strictness }).
rating-method-probability-none = Con un solo valutatore per scambio non si può dare alcuna probabilità.
rating-method-alpha = Accordo
rating-method-alpha-text = α di Krippendorff a quattro livelli di misura. Gli intervalli ricampionano interi scambi { $n } volte; nessuno sotto i dieci, e sotto i cinquanta risultano un po’ troppo stretti. Le soglie { $upper } e { $lower } sono una consuetudine, non una legge.
rating-caveat-rounding = I valutatori concordano più di quanto i gradini interi permettano di distinguere. Si è usata la sola dispersione dell’arrotondamento; schede copiate avrebbero lo stesso aspetto.
rating-caveat-few = Con { $n ->
    [one] 1 scambio
   *[other] { $n } scambi
} la dispersione dei valutatori poggia su poco, e le regioni sono ampie per questo.
rating-caveat-missing = { $n ->
    [one] Manca 1 risposta.
   *[other] Mancano { $n } risposte.
} Nulla è stato completato.
rating-caveat-incomplete = { $n ->
    [one] 1 totale ha una domanda senza risposta ed è fuori dalla sua media.
   *[other] { $n } totali hanno una domanda senza risposta e sono fuori dalle loro medie.
}
rating-caveat-duplicates = { $n ->
    [one] 1 risposta compariva due volte e conta una.
   *[other] { $n } risposte comparivano più volte e contano una.
}
rating-caveat-ignored = Colonne non usate: { $list }.
rating-caveat-norms = Le tendenze dei settori sono un giudizio del rapporto sui settori nel loro insieme, senza cifre.
rating-read = { $scores ->
    [one] 1 punteggio
   *[other] { $scores } punteggi
} di { $raters ->
    [one] 1 valutatore
   *[other] { $raters } valutatori
} su { $objects ->
    [one] 1 scambio
   *[other] { $objects } scambi
}, da { $files }.
rating-rejected = { $n ->
    [one] 1 cella o riga non utilizzabile:
   *[other] { $n } celle o righe non utilizzabili:
} { $reasons }.
rating-reject = { $reason ->
    [out_of_range] fuori da 0–7
    [not_whole] non un numero intero
    [not_a_number] non un numero
    [unknown_question] domanda sconosciuta
    [no_object] scambio non indicato
    [no_rater] valutatore non indicato
    [conflicting_scores] due punteggi diversi per la stessa risposta
    [unknown_control] parola sconosciuta per chi decide
    [conflicting_control] due risposte diverse su chi decide
   *[other] inutilizzabile
} { $n }
rating-report-at = Rapporto: { $path }

## Il modulo

form-object = Scambio
form-rater = Valutatore
form-date = Data
form-how-to-return = Riporta i numeri nel foglio { $sheet }, poi: comity rate { $sheet }

## Affidabilità di codici qualsiasi

reliability-alpha = α di Krippendorff ({ $level }) { $alpha }, { $interval }: { $verdict }.
reliability-interval = intervallo al 95% { $interval }
reliability-no-interval = { $why ->
    [few_units] nessun intervallo sotto le dieci unità, quindi può essere molto lontano dal vero
    [undefined_resamples] nessun intervallo, perché α non era definito in più di un decimo dei ricampionamenti
    [too_many_values] nessun intervallo, perché i valori diversi sono troppi
   *[other] nessun intervallo
}
reliability-mark = { $mark ->
    [reliable] ci si può fidare dei codici (soglia { $upper })
    [tentative] solo conclusioni provvisorie (soglie { $lower } e { $upper })
   *[unreliable] accordo troppo scarso per fondarvi conclusioni (soglia { $lower })
}
reliability-too-few = troppo poche unità per un giudizio
reliability-straddles = { $verdict }; ma l’intervallo scende sotto { $mark }: neppure questo è certo
reliability-one-coder = α di Krippendorff ({ $level }) non è definito: c’è un solo codificatore, e ne servono due. { $shape ->
    [coders_in_rows] Ogni riga è stata letta come un codificatore; se le righe sono unità e le colonne codificatori, aggiungere --units rows.
    [coders_in_columns] Ogni colonna è stata letta come un codificatore; se le colonne sono unità e le righe codificatori, togliere --units rows.
   *[other] { "" }
}
reliability-one-unit = α di Krippendorff ({ $level }) non è definito: una sola unità ha valori di due codificatori, e una sola non dice nulla di ciò che farebbe il caso.
reliability-decimal-commas = { $n ->
    [one] 1 codice è stato letto con la virgola decimale.
   *[other] { $n } codici sono stati letti con la virgola decimale.
}
reliability-ragged = Le righe non hanno tutte lo stesso numero di celle: la più lunga ne ha { $most }, quella alla riga { $line } ne ha { $fewest }. Le celle che non ci sono contano come mancanti.
reliability-none = α di Krippendorff ({ $level }) non è definito: nessuna unità ha valori di due codificatori.
reliability-same = α di Krippendorff ({ $level }) non è definito: tutti i valori sono uguali, e nessun disaccordo sarebbe stato possibile.
reliability-read = { $values ->
    [one] 1 valore
   *[other] { $values } valori
} su { $units ->
    [one] 1 unità
   *[other] { $units } unità
}, { $coders ->
    [one] 1 codificatore
   *[other] fino a { $coders } codificatori
}.{ $single ->
    [0] {""}
    [one] {" "}1 unità con un solo valore è rimasta fuori.
   *[other] {" "}{ $single } unità con un solo valore sono rimaste fuori.
}
reliability-duplicates = Doppioni: { $identical } uguali, contati una volta; { $conflicting } in contraddizione, lasciati fuori.
