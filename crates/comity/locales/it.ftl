# Tutto ciò che Comity dice di uno studio, in italiano.
#
# I nomi tratti dai dati arrivano come testo. I numeri interi scelgono la forma plurale e sono raggruppati dal
# programma; ogni altra cifra arriva già scritta come si deve.

## Numeri e date

interval = [da { $low } a { $high }]
list = { $rest } e { $last }
chance = { $kind ->
    [rare] in meno di 1 confronto su 10.000
    [one] in circa 1 confronto su { $of }
    [many] in circa { $of } confronti su 100
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
date-short = { $day } { $month }
date-and-time = { $date }, ore { $time }
date-from = { $elides ->
    [yes] dall’{ $date }
   *[no] dal { $date }
}
date-and-time-from = dalle { $time } { $elides ->
    [yes] dell’{ $date }
   *[no] del { $date }
}
row = riga { $row }
row-from = dalla riga { $row }

## Verdetti

subject = { $metric ->
    [model] { $named ->
        [yes] il sentiment su { $unit }
       *[no] il sentiment
    }
    [column] { $named ->
        [yes] il valore medio di «{ $name }» per { $unit }
       *[no] il valore medio di «{ $name }»
    }
   *[series] { $named ->
        [yes] il valore di «{ $name }» per { $unit }
       *[no] il valore di «{ $name }»
    }
}
verdict-name = { $code ->
    [harm] danno
    [benefit] beneficio
    [no_evidence] nessuna evidenza
   *[undetermined] indeterminato
}
verdict-step = { $subject } è { $direction ->
    [fell] sceso
   *[rose] salito
} { $from }, più di quanto spiegherebbero il caso, una lenta deriva o l’andamento { $controls ->
    [one] dell’unica unità di confronto
   *[other] delle { $controls } unità di confronto
}.
verdict-step-own-past = { $subject } è { $direction ->
    [fell] sceso
   *[rose] salito
} { $from }, più di quanto spiegherebbero il caso o una lenta deriva; ma manca un termine di confronto, e qualsiasi altra cosa accaduta in quella data avrebbe lo stesso aspetto.
verdict-nothing = Nulla indica che { $subject } sia cambiato { $from }: una differenza così piccola la produce facilmente anche il caso.
verdict-others-moved-too = { $subject } è { $direction ->
    [fell] sceso { $from }, ma sono scese anche le unità di confronto
   *[rose] salito { $from }, ma sono salite anche le unità di confronto
}: rispetto a loro non c’è evidenza di un effetto.
verdict-within-noise = { $subject } è più { $direction ->
    [fell] basso
   *[rose] alto
} { $from }, ma differenze di questa entità rientrano nelle sue normali oscillazioni: non c’è evidenza di un effetto.
verdict-step-or-drift = Non si può dire se { $subject } sia cambiato con l’evento: i dati sono compatibili sia con un salto improvviso sia con una lenta deriva già in corso.
verdict-too-short = Non si può dire se { $subject } sia cambiato con l’evento: ci sono dati per { $had_before } prima e { $had_after } dopo, mentre ne servono almeno { $needed_before } e { $needed_after }.
verdict-no-baseline = Non si può dire se { $subject } sia cambiato con l’evento: { $what ->
    [posts] { $posts ->
        [0] non ci sono post precedenti
        [one] c’è un solo post precedente
       *[other] ci sono solo { $posts } post precedenti
    }
   *[values] { $posts ->
        [0] non ci sono valori precedenti
        [one] c’è un solo valore precedente
       *[other] ci sono solo { $posts } valori precedenti
    }
} con cui confrontarlo.
verdict-no-aftermath = Non si può dire se { $subject } sia cambiato con l’evento: non ci sono { $what ->
    [posts] post successivi
   *[values] valori successivi
}.
verdict-constant = Non si può dire se { $subject } sia cambiato con l’evento: non varia mai, e mancano quindi le oscillazioni con cui giudicare un cambiamento.

## Le cifre sotto il verdetto

lead-step = Rispetto { $controls ->
    [one] all’unica unità di confronto
   *[other] alle { $controls } unità di confronto
} il salto è di { $estimate } { $interval }{ $scale ->
    [sentiment] , su una scala da −1 a +1.
   *[other] .
}
lead-own-past = Rispetto al suo stesso passato il salto è di { $estimate } { $interval }{ $scale ->
    [sentiment] , su una scala da −1 a +1.
   *[other] .
}
lead-chance = Se non ci fosse stato alcun effetto, il caso produrrebbe comunque un risultato così netto { $chance } ({ $p }).
lead-step-or-drift = Letto come un salto improvviso, il cambiamento spicca ({ $p_step }); ammessa una deriva costante, di { $drift } { $bucket ->
    [hour] l’ora
    [day] al giorno
    [week] alla settimana
   *[step] a riga
}, non resta nulla che spicchi ({ $p_drift }).
lead-plain = { $compared ->
    [yes] Presa da sola, la media è passata da { $before } a { $after }.
   *[no] La media semplice è passata da { $before } a { $after }, il che da solo dice poco.
}
lead-others = Nello stesso periodo le unità di confronto si sono mosse di { $others }.
lead-unseen = Un salto di { $size } sarebbe stato trovato quattro volte su cinque; uno più piccolo può esserci senza che si veda.
needed-too-short = Che cosa servirebbe: almeno { $before } prima e { $after } dopo l’evento. Una finestra più ampia o una scansione più fitta possono bastare.
needed-no-baseline = Che cosa servirebbe: { $what ->
    [posts] post
   *[values] valori
} di un periodo ben precedente all’evento, per sapere che cosa era normale.
needed-no-aftermath = Che cosa servirebbe: { $what ->
    [posts] post
   *[values] valori
} successivi all’evento. Se esistono, si controllino la data dell’evento e il suo fuso orario.
needed-constant = Che cosa servirebbe: una misura che vari. Si controlli di aver misurato la colonna giusta.
needed-step-or-drift = Che cosa aiuterebbe: un periodo più lungo prima dell’evento, o più unità di confronto, così che una deriva si riveli per quello che è.

## Avvertenze

caveat-no-controls = Non c’è un’unità con cui confrontarsi. La serie è stata misurata sul suo stesso passato: qualsiasi altra cosa accaduta in quella data avrebbe lo stesso aspetto.
caveat-day-pattern = La finestra non copre un numero intero di giorni, e le ore del giorno differiscono tra loro: parte della differenza può dipendere dall’orario.
caveat-week-pattern = La finestra non copre un numero intero di settimane, e i giorni della settimana differiscono tra loro: parte della differenza può dipendere dal giorno.
caveat-partial-bucket = I dati cominciano o finiscono all’interno dell’intervallo che parte da: { $at }. Quell’intervallo è incompleto.
caveat-thin-buckets = { $thin } intervalli su { $of } hanno meno di cinque post. Pesano poco e sono disegnati vuoti.
caveat-few-controls = Con { $controls ->
    [one] una sola unità di confronto
   *[other] { $controls } unità di confronto
} la prova dove nulla è accaduto dà un posto in graduatoria su { $units }, non un valore p.
caveat-opinions-differ = I metodi non concordano. { $finders ->
    [0] Nessun metodo vede una differenza
    [one] Vede una differenza: { $find }
   *[other] Vedono una differenza: { $find }
}; { $doubters ->
    [0] nessuno la esclude
    [one] non la vede: { $others }
   *[other] non la vedono: { $others }
}. Le ragioni sono accanto a ciascuno.
caveat-model-dampens = I punteggi vengono da un modello, che attenua: dove le etichette umane differiscono di 1, i punteggi del modello differiscono di circa { $factor }. Le differenze vere sono probabilmente più grandi di quelle mostrate.
caveat-shares-not-corrected = Le quote di post negativi, neutri e positivi sono contate così come le ha date il modello: non è stato possibile correggerne gli errori.
caveat-other-event = Nella finestra cade un altro evento della stessa unità: { $name }. Qui i due non si possono distinguere.
caveat-control-had-event = { $unit }, che serve da confronto, ha un proprio evento nella finestra.
caveat-duplicates-matter = Il verdetto dipende dalle copie: se fossero state tenute, sarebbe stato un altro.
caveat-placebos-fire = Su date false precedenti all’evento la stessa prova è scattata { $fired } volte su { $of }, più spesso del dovuto. La serie si muove in modi che la prova non prevede: un risultato, qui, vale meno di quanto sembri.
caveat-authors-unknown = Gli autori sono ignoti, e ogni post conta come di una persona diversa. Se poche persone ne hanno scritti molti, gli intervalli sono troppo stretti.

## Nomi

sentiment = sentiment
method = { $method ->
    [control_difference] Differenza dal confronto
    [own_past] Differenza dal proprio passato
    [did] Differenza nelle differenze
    [synthetic_control] Controllo sintetico
    [synthetic_did] Differenza nelle differenze sintetica
    [bsts] Serie storiche strutturali bayesiane
    [prais_winsten] Regressione di Prais–Winsten
    [permutation] Permutazione per scorrimento ciclico
   *[other] { $code }
}
method-note = { $method ->
    [control_difference] Il risultato principale. Tiene conto del rumore che si trascina da un intervallo al successivo e di una deriva.
    [own_past] Il risultato principale. Tiene conto del rumore che si trascina e di una deriva, ma non di ciò che altro è accaduto quel giorno.
    [did] Dà per scontato che tutti si sarebbero mossi in parallelo e non conosce derive; il suo intervallo tende a essere troppo stretto quando intervalli vicini si somigliano.
    [synthetic_control] Sceglie la combinazione di unità che prima somigliava di più a questa. Se sono poche ha poca scelta, e il suo valore p è un semplice posto in graduatoria.
    [synthetic_did] Come il controllo sintetico, ma ammette livelli diversi e pesa il tempo prima dell’evento; il suo intervallo viene dalle unità di confronto.
    [bsts] Ciò che fa CausalImpact: una previsione a partire dal periodo precedente. Non ha difese contro una deriva e trova effetti troppo spesso dove il rumore si trascina. Il suo valore p è a una coda.
    [prais_winsten] Regressione con rumore che si trascina da un intervallo al successivo; troppo sicura di sé dove si trascina molto o c’è una deriva.
    [permutation] Chiede quante volte lo stesso scarto compare facendo scorrere la serie in cerchio. Onesta ma poco sensibile, e cieca alle derive.
   *[other] Nessuna nota su questo metodo.
}
cannot = { $reason ->
    [no_controls] manca un’unità di confronto su cui lavorare
    [too_short] troppo pochi intervalli prima o dopo
    [no_variation] la serie non varia
    [too_few_draws] sono state chieste troppo poche estrazioni
    [out_of_range] i valori sono troppo grandi o troppo piccoli per il calcolo
   *[other] nessuna cifra: { $code }
}
control-reason = { $reason ->
    [no_baseline] troppo pochi post prima dell’evento
    [too_thin] troppo pochi post per un confronto
    [own_event] ha avuto un proprio evento
    [not_chosen] non tra le unità richieste
   *[other] { $code }
}
reject-reason = { $reason ->
    [unreadable_time] orario illeggibile
    [missing_time] orario mancante
    [missing_text] testo mancante
    [missing_unit] unità mancante
    [missing_score] punteggio mancante
    [unreadable_score] punteggio illeggibile
    [wrong_number_of_fields] numero di campi errato
    [unclosed_quote] virgolette mai chiuse
    [not_json] non è un oggetto JSON
    [nul] contiene un carattere NUL
    [record_too_long] riga troppo lunga
   *[other] { $code }
}
duplicate-rule = { $rule ->
    [same_id] stesso identificativo
    [same_author_and_text] stesso autore e stesso testo
    [same_text] stesso testo da più autori, di almeno sei parole
    [brand_line] copie di una frase del marchio stesso
    [near] testo quasi uguale
   *[other] { $code }
}
role = { $role ->
    [text] testo
    [time] orario
    [unit] unità
    [author] autore
    [id] identificativo
    [score] punteggio
    [lang] lingua
   *[other] { $code }
}
found = { $found ->
    [named] indicata dall’utente
    [name] riconosciuta dal nome
    [content] riconosciuta dal contenuto
   *[other] { $code }
}
shares-method = { $method ->
    [confusion] Corrette per gli errori noti del modello.
    [prediction_powered] Corrette con post etichettati di questi dati.
    [counted] Contate così come sono, senza correzione.
   *[other] { $code }
}
bucket = { $bucket ->
    [hour] ora
    [day] giorno
    [week] settimana
   *[step] riga
}
buckets = { $bucket ->
    [hour] { $n ->
        [one] 1 ora
       *[other] { $n } ore
    }
    [day] { $n ->
        [one] 1 giorno
       *[other] { $n } giorni
    }
    [week] { $n ->
        [one] 1 settimana
       *[other] { $n } settimane
    }
   *[step] { $n ->
        [one] 1 riga
       *[other] { $n } righe
    }
}
language = { $code ->
    [ar] arabo
    [de] tedesco
    [en] inglese
    [es] spagnolo
    [fr] francese
    [hi] hindi
    [it] italiano
    [pt] portoghese
    [unknown] ignota
    [other] altra
   *[code] { $other }
}
