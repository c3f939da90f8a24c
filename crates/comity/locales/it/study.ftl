# Ciò che si dice di uno studio.

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
verdict-step-apart = { $subject } { $direction ->
    [fell] è rimasto indietro rispetto
   *[rose] ha guadagnato terreno rispetto
} { $controls ->
    [one] all’unica unità di confronto
   *[other] alle { $controls } unità di confronto
} { $from }, più di quanto spiegherebbero il caso o una lenta deriva; preso da solo { $direction ->
    [fell] non è sceso
   *[rose] non è salito
}.
verdict-step-own-past = { $subject } è { $direction ->
    [fell] sceso
   *[rose] salito
} { $from }, più di quanto spiegherebbero il caso o una lenta deriva; ma manca un termine di confronto, e qualsiasi altra cosa accaduta in quella data avrebbe lo stesso aspetto.
verdict-nothing = Nulla indica che { $subject } sia cambiato { $from }: qualunque differenza vi sia, il caso basterebbe a spiegarla.
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
needed-too-short = Che cosa servirebbe: almeno { $before } prima e { $after } dopo l’evento. Una finestra più ampia o periodi più brevi possono bastare.
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

caveat-no-controls = Non c’è un’unità con cui confrontarsi. La serie è stata confrontata con il proprio passato: qualsiasi altra cosa accaduta in quella data avrebbe lo stesso aspetto.
caveat-day-pattern = La finestra non copre un numero intero di giorni, e le ore del giorno differiscono tra loro: parte della differenza può dipendere dall’orario.
caveat-week-pattern = La finestra non copre un numero intero di settimane, e i giorni della settimana differiscono tra loro: parte della differenza può dipendere dal giorno.
caveat-year-pattern = La finestra non copre un numero intero di anni, e i mesi dell’anno differiscono tra loro: parte della differenza può dipendere dalla stagione.
caveat-year-unknown = Prima dell’evento ci sono meno di due anni, quindi non si può dire se i mesi dell’anno differiscano tra loro: parte della differenza può dipendere dalla stagione.
caveat-partial-bucket = I dati cominciano o finiscono nel mezzo del periodo che parte da: { $at }. Quel periodo è incompleto ed è stato lasciato fuori.
caveat-thin-buckets = { $thin } periodi su { $of } hanno meno di cinque post. Pesano poco e sono disegnati vuoti.
caveat-mix-matters = La risposta dipende da come si mettono insieme le unità di confronto. Con una quota fissa per ciascuna, anziché secondo quanto se ne scriveva in quel momento, il salto sarebbe { $estimate } e il verdetto un altro: in parte si è mosso il volume, non l’opinione.
caveat-few-controls = Con { $controls ->
    [one] una sola unità di confronto
   *[other] { $controls } unità di confronto
} la prova dove nulla è accaduto dà un posto in graduatoria su { $units }, non un valore p.
caveat-opinions-differ = I metodi non concordano. { $finders ->
    [0] { $opponents ->
        [0] Nessuna differenza risulta con: { $others }
       *[other] Una differenza nella direzione opposta risulta con: { $contrary }{ $doubters ->
            [0] { "" }
           *[other] ; nessuna con: { $others }
        }
    }
   *[other] Una differenza risulta con: { $find }{ $doubters ->
        [0] { "" }
       *[other] ; non risulta con: { $others }
    }{ $opponents ->
        [0] { "" }
       *[other] ; nella direzione opposta risulta con: { $contrary }
    }
}. Il rapporto spiega perché possono differire.
caveat-model-dampens = I punteggi vengono da un modello, che attenua: dove le etichette umane differiscono di 1, i punteggi del modello differiscono di circa { $factor }. Le differenze vere sono probabilmente più grandi di quelle mostrate.
caveat-shares-not-corrected = Le quote di post negativi, neutri e positivi sono contate così come le ha date il modello: non è stato possibile correggerne gli errori.
caveat-other-event = Nella finestra cade un altro evento della stessa unità: { $name }. Qui i due non si possono distinguere.
caveat-control-had-event = { $unit }, che serve da confronto, ha un proprio evento nella finestra.
caveat-duplicates-matter = Il verdetto dipende dalle copie: se fossero state tenute, sarebbe stato un altro.
caveat-placebos-fire = Su date false precedenti all’evento la stessa prova è scattata { $fired } volte su { $of }, più spesso del dovuto. La serie si muove in modi che la prova non prevede: un risultato, qui, vale meno di quanto sembri.
caveat-authors-unknown = Gli autori sono ignoti, e ogni post conta come di una persona diversa. Se poche persone ne hanno scritti molti, gli intervalli sono troppo stretti.
caveat-authors-missing = { $missing } post su { $of } non hanno autore, e ognuno conta come se fosse di una persona diversa. Se pochi hanno scritto molto, gli intervalli sono troppo stretti.
caveat-one-author = Un solo autore ha scritto gran parte dei post{ $named ->
    [yes] { " " }su { $unit }
   *[no] { "" }
} ({ $share }): è una voce sola, forse un canale automatico, e non ciò che dicono in molti.
caveat-weak-language = Post presi per { $language }: { $share }. In questa lingua il modello distingue il bene dal male non meglio del caso: quei post aggiungono rumore e nascondono le differenze. Si possono dare con --score punteggi di altra origine, oppure togliere quei post.
caveat-files-without-rows = { $n ->
    [one] Un file è senza righe
   *[other] { $n } file sono senza righe
}, con la sola intestazione o neppure quella: { $files }.
caveat-window-rounded = La finestra richiesta è stata arrotondata per eccesso a periodi interi: { $sides ->
    [both] { $before } prima dell’evento e { $after } da lì in poi
    [before] { $before } prima dell’evento
   *[after] { $after } dall’evento in poi
}.
caveat-uneven-steps = I tempi non sono equidistanti: tra due vicini passano da { $shortest } a { $longest }. Ogni tempo conta come un passo, quindi ciò che si trascina da uno all’altro, e una deriva, sono misurati in passi e non in tempo.
caveat-sizes-differ = { $unit }, che serve da confronto, è circa { $times } volte più grande o più piccola di questa unità, oppure oscilla altrettanto di più o di meno. Se le unità si muovono in proporzione alla loro grandezza, le cifre così come sono non si possono confrontare: --scale index o --scale log le porta sullo stesso piano.
caveat-scaled-index = Ogni unità è espressa in percentuale della propria media prima dell’evento: 100 è quella media, e un salto di +10 è un aumento di un decimo.
caveat-scaled-log = Ogni unità è espressa come logaritmo naturale dei suoi valori, meno la propria media prima dell’evento: un salto di +0,10 è un aumento di circa un decimo.

more-of-them = { $n ->
    [one] un altro
   *[other] altri { $n }
}
length-of-time = { $unit ->
    [days] { $n ->
        [one] 1 giorno
       *[other] { $n } giorni
    }
    [hours] { $n ->
        [one] 1 ora
       *[other] { $n } ore
    }
    [minutes] { $n ->
        [one] 1 minuto
       *[other] { $n } minuti
    }
   *[seconds] { $n ->
        [one] 1 secondo
       *[other] { $n } secondi
    }
}

## Nomi

sentiment = sentiment
method = { $method ->
    [control_difference] differenza dal confronto
    [own_past] differenza dal proprio passato
    [did] differenza nelle differenze
    [synthetic_control] controllo sintetico
    [synthetic_did] differenza nelle differenze sintetica
    [bsts] serie storiche strutturali bayesiane
    [prais_winsten] regressione di Prais–Winsten
    [permutation] permutazione per scorrimento ciclico
   *[other] { $code }
}
method-note = { $method ->
    [control_difference] Il risultato principale. Tiene conto del rumore che si trascina da un periodo al successivo e di una deriva.
    [own_past] Il risultato principale. Tiene conto del rumore che si trascina e di una deriva, ma non di che cos’altro è accaduto quel giorno.
    [did] Dà per scontato che tutti si sarebbero mossi in parallelo e non conosce derive; il suo intervallo tende a essere troppo stretto quando periodi vicini si somigliano.
    [synthetic_control] Sceglie la combinazione di unità che prima somigliava di più a questa. Se sono poche ha poca scelta, e il suo valore p è un semplice posto in graduatoria.
    [synthetic_did] Come il controllo sintetico, ma ammette livelli diversi e pesa il tempo prima dell’evento; il suo intervallo viene dalle unità di confronto.
    [bsts] Ciò che fa CausalImpact: una previsione a partire dal periodo precedente. Non ha difese contro una deriva e trova effetti troppo spesso dove il rumore si trascina. Il suo valore p è a una coda.
    [prais_winsten] Regressione con rumore che si trascina da un periodo al successivo; troppo sicura di sé dove si trascina molto o c’è una deriva.
    [permutation] Chiede quante volte lo stesso scarto compare facendo scorrere la serie in cerchio. Onesta ma poco sensibile, e cieca alle derive.
   *[other] Nessuna nota su questo metodo.
}
cannot = { $reason ->
    [no_controls] manca un’unità di confronto su cui lavorare
    [too_short] troppo pochi periodi prima o dopo
    [no_variation] la serie non varia
    [too_few_draws] sono state chieste troppo poche estrazioni
    [out_of_range] i valori sono troppo grandi o troppo piccoli per il calcolo
   *[other] nessuna cifra: { $code }
}
control-reason = { $reason ->
    [no_baseline] troppo pochi dati prima dell’evento
    [no_aftermath] troppo pochi dati dopo l’evento
    [no_weight] senza peso: non si muoveva come l’unità
    [not_chosen] non tra le unità richieste
   *[other] { $code }
}
reject-reason = { $reason ->
    [missing_value] valore mancante
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
    [und] non riconosciuta
   *[code] { $other }
}

## Grafici

chart-event = evento, { $date }
chart-expected = atteso
chart-own-name = la misura
chart-step = salto { $estimate } { $interval }
chart-uncertainty = incertezza
chart-more-in-table = { $n ->
    [one] Un’altra riga è solo nella tabella.
   *[other] Altre { $n } righe sono solo nella tabella.
}
chart-series-title = { $ready ->
    [yes] { $unit }: valore per { $bucket }
   *[no] { $unit }: media per { $bucket }
}
chart-series-description = Prima dell’evento la media di { $unit } è { $before }, dopo è { $after }.{ $compared ->
    [yes] { " " }Il confronto, portato allo stesso livello, è a { $expected_before } prima e a { $expected_after } dopo.
   *[no] { "" }
}
chart-thin = Vuoti: meno di cinque post.
chart-series-caption = { $ready ->
    [yes] Valore per { $bucket }.
   *[no] Media per { $bucket }.
}{ $band ->
    [yes] { " " }Ombreggiato: dove 95 valori su 100 sarebbero rimasti senza un evento.
   *[no] { "" }
}{ $thinned ->
    [yes] { " " }Le linee sono medie di al più { $each }; la fascia chiara dietro va dal valore più basso al più alto di un singolo periodo ({ $bucket }){ $ready ->
        [yes] .
       *[no] { " " }con almeno cinque post.
    }
   *[no] { "" }
}
chart-gap-title = { $compared ->
    [yes] Lo scarto dal confronto, per { $bucket }
   *[no] Lo scarto dal livello abituale, per { $bucket }
}
chart-gap-description = { $compared ->
    [yes] Differenza tra l’unità e il suo confronto.
   *[no] Differenza tra l’unità e il suo livello abituale.
} Dopo l’evento è spostata di { $estimate } { $interval }.
chart-gap-description-without = { $compared ->
    [yes] Differenza tra l’unità e il suo confronto.
   *[no] Differenza tra l’unità e il suo livello abituale.
}
chart-gap-caption = { $compared ->
    [yes] Unità meno confronto, per { $bucket }; 0 è il livello prima dell’evento.
   *[no] Unità meno il suo livello prima dell’evento, per { $bucket }.
}{ $step ->
    [yes] { " " }Tratteggiato: il salto stimato. La barra a destra: il suo intervallo.
   *[no] { "" }
}{ $band ->
    [yes] { " " }Ombreggiato: dove cadono 95 differenze su 100 intorno a esso.
   *[no] { "" }
}{ $thinned ->
    [yes] { " " }La linea è una media di al più { $each }; la fascia chiara va dal valore più basso al più alto di un singolo periodo ({ $bucket }).
   *[no] { "" }
}
chart-forest-description = { $n ->
    [one] Una stima con il suo intervallo intorno allo zero.
   *[other] { $n } stime con i loro intervalli intorno allo zero.
} Le cifre sono nella tabella sotto la figura.
chart-false-dates-title = La stessa prova su date false
chart-false-dates-description = { $n ->
    [one] Una data falsa
   *[other] { $n } date false
} prima dell’evento: { $fired ->
    [0] la prova non è mai scattata.
    [one] la prova è scattata una volta.
   *[other] la prova è scattata { $fired } volte.
} Il salto dell’evento stesso è l’ultimo.
chart-false-dates-caption = Il salto trovato a ciascuna data falsa prima dell’evento, con il suo intervallo. I cerchi pieni sono quelli scattati; il rombo è l’evento stesso.
chart-dumbbell-description = { $n ->
    [one] Una quota di post prima e dopo l’evento.
   *[other] { $n } quote di post prima e dopo l’evento.
} Le cifre sono nella tabella sotto la figura.
chart-dumbbell-caption = Quota di post. La fascia ombreggiata è dove cade, al 95% di confidenza, la quota dopo l’evento, data quella di prima; in grassetto ciò che spicca sul caso.

column-from = dal
column-posts = post
column-expected-range = fascia attesa
column-gap = scarto
column-gap-range = fascia
column-before = prima
column-after = dopo
column-change = punti

## Il rapporto

title-one = Studio: { $name }
title-many = Studio di { $n } eventi
kicker = Studio
the-event = l’evento
quoted = «{ $passage }»
see-caveats = { $n ->
    [one] Una cosa da tenere presente prima di farvi affidamento
   *[other] { $n } cose da tenere presenti prima di farvi affidamento
}
overview-none = Nessun evento è stato studiato.
overview = { $n ->
    [one] Un evento studiato
   *[other] { $n } eventi studiati
}: { $parts }.
overview-part = { $code ->
    [harm] { $n } con danno
    [benefit] { $n } con beneficio
    [no_evidence] { $n } senza evidenza di un effetto
   *[undetermined] { $n } di esito indeterminato
}
overview-caption = Tutti gli eventi con il loro verdetto
overview-many-tests = Ogni evento è giudicato per sé. Tra molti eventi qualcuno spicca per puro caso: circa 1 su 20 di quelli senza alcun effetto.
key-effect = effetto
key-no-effect = non si può dire
key-posts = post
key-values = valori
key-copies = { $n ->
    [one] una copia messa da parte
   *[other] { $n } copie messe da parte
}
key-could-find = si sarebbe visto
key-could-find-note = di meno può sfuggire
key-others = altri metodi
key-agree = { $agree } su { $of }
key-others-agree = dicono lo stesso
key-others-see = vedono una differenza
part-series = Prima e dopo
part-said = Che cosa è cambiato in ciò che dicono
part-opinions = Che cosa dicono altri metodi
part-placebos = La stessa prova dove nulla è accaduto
part-controls = Con chi si confronta
part-copies = Copie
part-window = Che cosa è stato osservato
window = Periodo: { $from } – { $to } ({ $zone }). Hanno dati { $before } prima dell’evento e { $after } dopo.
languages = Lingue dei post: { $list }.
said-note = Quote di post in cui compaiono le parole di un codice. Un post può avere più codici o nessuno. Gli intervalli contengono solo l’errore di campionamento: ciò di cui si parla non è confrontato con altre unità.
lens-capital = La posta in gioco: tipi di capitale
lens-behaviour = Come lo vivono
lens-themes = Di che cosa parlano
lens-classes = Negativi, neutri, positivi
theme-score = media { $before } → { $after }.
themes-note = { $shown ->
    [0] Nessun gruppo di post è abbastanza stabile da chiamarlo tema.
    [one] Un tema è ricomparso ogni volta che il raggruppamento è stato ripetuto.
   *[other] { $shown } temi sono ricomparsi ogni volta che il raggruppamento è stato ripetuto.
}{ $left_out ->
    [0] { "" }
    [one] { " " }Un altro no, ed è tralasciato.
   *[other] { " " }Altri { $left_out } no, e sono tralasciati.
} Post esaminati: { $sampled }.
class-negative = negativi
class-neutral = neutri
class-positive = positivi
classes-caption = Quota di post prima e dopo, con intervalli al 95%
column-event = evento
column-verdict = verdetto
column-code = codice
column-theme = tema
column-class = classe
column-method = metodo
column-sd = d.s.
column-unit = unità
column-weight = peso
column-posts-before = post prima
column-posts-after = post dopo
column-used = usata
column-role = ruolo
column-column = colonna
column-found = come è stata trovata
opinions-caption = La stima di ciascun metodo con il suo intervallo al 95%. Il rombo è il risultato principale, su cui poggia il verdetto.
opinions-table = Risultato principale e altri metodi
both-p = Il risultato principale pesa due letture: un salto improvviso da solo ({ $p_step }) e un salto accanto a una deriva costante ({ $p_drift }). Insieme: { $p }.
why-they-differ = Perché differiscono
placebo-space = Ogni unità di confronto trattata come se
placebo-space-caption = Il salto che la stessa prova trova per ciascuna unità, con il suo intervallo. Il rombo è l’evento stesso.
placebo-rank = Per grandezza, il salto dell’evento viene { $rank ->
    [1] primo
    [2] secondo
    [3] terzo
   *[other] al posto { $rank }
} su { $of }.
placebo-fired = { $n ->
    [one] Sull’unica data falsa prima dell’evento la prova
   *[other] Su { $n } date false prima dell’evento la prova
} { $fired ->
    [0] non è mai scattata.
    [one] è scattata una volta.
   *[other] è scattata { $fired } volte.
} Per puro caso scatterebbe su circa 1 data ogni 20.
controls = { $included ->
    [0] Nessuna unità può fare da confronto
    [one] Una unità fa da confronto
   *[other] { $included } unità fanno da confronto
}{ $left_out ->
    [0] .
    [one] , una è stata esclusa.
   *[other] , { $left_out } sono state escluse.
}
controls-table = Unità che potrebbero fare da confronto
control-used = sì
control-not-used = no
control-left-out = no: { $reason }
copies = { $n ->
    [one] Un post è copia di un altro ed è stato messo da parte.
   *[other] { $n } post sono copie di altri e sono stati messi da parte.
} La regola è stata fissata prima di guardare l’evento.
copies-effect = Il salto è di { $without } senza copie, come dice il risultato principale, e sarebbe di { $with } con le copie.
data-posts = { $n ->
    [one] Un post
   *[other] { $n } post
} da { $files }.
data-values = { $n ->
    [one] Un valore
   *[other] { $n } valori
} da { $files }.
data-span = Dal primo all’ultimo: { $first } – { $last }.
data-windows-1252 = { $n ->
    [one] Un campo non era in UTF-8 ed è stato letto
   *[other] { $n } campi non erano in UTF-8 e sono stati letti
} come Windows-1252.
metric-model = La misura è il sentiment da −1 a +1, secondo il modello incorporato.
metric-model-damping = La misura è il sentiment da −1 a +1, secondo il modello incorporato. Il modello attenua: dove le etichette umane differiscono di 1, i suoi punteggi differiscono di circa { $factor }{ $here ->
    [yes] , secondo le etichette in questi dati.
   *[no] , secondo testi su cui non è stato addestrato.
}
metric-column = La misura è la colonna «{ $name }», già presente nei dati.
metric-series = La misura è «{ $name }», una serie già pronta.
columns-caption = Colonne usate
rejected-none = Nessuna riga è stata scartata.
rejected = { $n ->
    [one] Una riga è stata scartata:
   *[other] { $n } righe sono state scartate:
}
methods-headline-name = Il risultato principale
methods-headline = La differenza tra l’unità e il suo confronto è descritta da un livello, un salto all’evento, rumore che si trascina da un periodo al successivo e rumore che non si trascina; la forza di entrambi non è supposta, ma mediata sui valori possibili. La prova è fatta senza e con una deriva costante, p = max(1,25 · p del salto, ½ · p accanto a una deriva). Per un verdetto di danno o beneficio serve p ≤ 0,05. Dove il salto da solo si troverebbe, ma una deriva lo spiega altrettanto bene, il verdetto resta aperto.
methods-interval-name = L’intervallo
methods-interval = Comprende entrambe le letture, con e senza deriva, ed esclude lo zero quando la prova trova un salto. La differenza semplice accanto a esso conosce solo l’errore di campionamento ed è descrittiva.
methods-could-find-name = Che cosa si sarebbe visto
methods-could-find = Il più piccolo salto che la stessa prova troverebbe quattro volte su cinque, dato il rumore prima dell’evento.
methods-series-name = Dai post alla serie
methods-series = I post sono mediati per unità e per periodo. Un periodo conta secondo la sua precisione, che cresce con il numero di autori diversi: un’ora di notte con due post non è un’ora di mezzogiorno con sessanta.
methods-copies-name = Copie
methods-copies = Si mettono da parte i post con lo stesso identificativo, quelli con lo stesso autore e lo stesso testo, e i testi di almeno sei parole che più autori hanno scritto uguali. Le risposte brevi, come un semplice «grazie», sono opinioni e restano.
methods-said-name = Lenti e temi
methods-said = Le lenti contano parole ed espressioni di una griglia di codifica, che si può leggere e modificare. Le scoperte casuali tra i molti codici sono tenute a freno tutte insieme (Benjamini–Hochberg). I temi sono gruppi di post simili, mostrati solo se ricompaiono con altri semi casuali.
methods-cause-name = Che cosa nessuna prova può dire
methods-cause = Che qualcosa sia cambiato con un evento non vuol ancora dire che sia cambiato a causa sua. Il confronto con altri protegge da ciò che è accaduto a tutti, non da un’altra cosa accaduta a questa unità nello stesso momento.

## Il terminale

line-window = Osservati: { $before } prima dell’evento, { $after } dopo.
line-controls = { $n ->
    [0] Nessun confronto.
   *[other] Confronto con { $used }.
}{ $left_out_n ->
    [0] { "" }
   *[other] { " " }Esclusi: { $left_out }.
}
and-more = { $shown } e altri { $n }
report-at = Il rapporto completo: { $path }
