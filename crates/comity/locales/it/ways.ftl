
## Ways to take part: what each says where pages are shared

way-title = { $way ->
    [opinions] Mappe delle opinioni
    [questions] Domande
    [challenges] Sfide
    [help] Aiuto tra clienti
   *[ideas] Idee
}
way-none-note = { $way ->
    [questions] Quando { $firm } raccoglie domande, qui fai le tue e leggi che cosa rispondono gli altri e { $firm }.
    [challenges] Quando { $firm } lancia una sfida, qui partecipi e leggi chi ha vinto, e perché.
    [help] Quando { $firm } lo apre, qui offri ciò che sai fare per gli altri, o dici di che cosa hai bisogno.
   *[ideas] Quando { $firm } chiede idee, qui proponi le tue, voti quelle degli altri e leggi com’è andata a finire.
}
way-lead = { $way ->
    [questions] Chiedi, rispondi, ringrazia. Chi ha chiesto sceglie la risposta che gli è servita; { $firm } vede che cosa aspetta ancora.
    [challenges] Manda la tua proposta, leggi quelle degli altri e guarda come finisce. { $firm } risponde a ogni proposta.
    [help] Offri ciò che sai fare per gli altri, o di’ di che cosa hai bisogno. Offerte e richieste si trovano per argomento, luogo e tempo.
   *[ideas] Proponi, vota, commenta. { $firm } risponde a ogni idea e, quando non si può fare, dice perché.
}
way-empty = { $way ->
    [questions] Ancora nessuna domanda
    [challenges] Ancora nessuna proposta
    [help] Ancora nulla di offerto o richiesto
   *[ideas] Ancora nessuna idea
}
way-empty-note = { $way ->
    [questions] La tua può essere la prima: «Come tengo il mio numero se cambio offerta?».
    [challenges] La tua può essere la prima. Per cominciare bastano poche frasi.
    [help] La tua può essere la prima: «Il sabato aiuto a installare router a Milano».
   *[ideas] La tua può essere la prima: «Mostratemi i dati residui nella schermata di blocco».
}
way-all = { $way ->
    [questions] Le domande
    [challenges] Le proposte
    [help] Offerte e richieste
   *[ideas] Le proposte
}
way-propose = { $way ->
    [questions] Fai una domanda
    [challenges] Manda una proposta
    [help] Offri qualcosa, o di’ di che cosa hai bisogno
   *[ideas] Proponi un’idea
}
way-field-title = { $way ->
    [questions] La tua domanda in poche parole
    [challenges] La tua proposta in poche parole
    [help] In poche parole
   *[ideas] La tua idea in poche parole
}
way-field-body = { $way ->
    [questions] Che cosa hai provato, e che cosa è successo?
    [challenges] Che cos’è, e a chi serve?
    [help] Che cosa sai fare, o di che cosa hai bisogno?
   *[ideas] Che cosa migliorerebbe, e per chi?
}
way-look = { $way ->
    [questions] Guarda se qualcuno l’ha già chiesto
    [challenges] Cerca proposte simili
    [help] Cerca quelle simili
   *[ideas] Cerca idee simili
}
way-send = { $way ->
    [questions] { $alike ->
        [yes] La mia è diversa: la faccio
       *[no] Fai la domanda
    }
    [challenges] { $alike ->
        [yes] La mia è diversa: la mando
       *[no] Manda
    }
    [help] { $alike ->
        [yes] La mia è diversa: la pubblico
       *[no] Pubblica
    }
   *[ideas] { $alike ->
        [yes] La mia è diversa: la propongo
       *[no] Proponi
    }
}
way-alike = { $way ->
    [questions] { $n ->
        [0] Nessuno l’ha ancora chiesto
        [one] Una domanda simile
       *[other] { $n } domande simili
    }
    [challenges] { $n ->
        [0] Nessuna proposta simile: la tua è nuova
        [one] Una proposta simile
       *[other] { $n } proposte simili
    }
    [help] { $n ->
        [0] Ancora nulla di simile
        [one] Una simile
       *[other] { $n } simili
    }
   *[ideas] { $n ->
        [0] Nessuna idea simile: la tua è nuova
        [one] Un’idea simile
       *[other] { $n } idee simili
    }
}
way-alike-note = { $way ->
    [questions] Se una chiede la stessa cosa, le sue risposte ti servono subito.
    [challenges] Se una dice la stessa cosa, scrivi nella tua che cosa c’è di diverso.
    [help] Se una fa al caso tuo, potete mettervi d’accordo subito.
   *[ideas] Se una dice la stessa cosa, il tuo voto lì pesa più di una seconda idea.
}
way-votes = { $way ->
    [questions] { $n ->
        [0] nessun altro vuole saperlo
        [one] vuole saperlo anche un’altra persona
       *[other] vogliono saperlo anche altre { $n } persone
    }
   *[ideas] { $n ->
        [one] { $n } voto a favore
       *[other] { $n } voti a favore
    }
}
way-vote = { $way ->
    [questions] Voglio saperlo anch’io
   *[ideas] { $ballot ->
        [for] Sono a favore
       *[against] Sono contro
    }
}
way-comments = { $way ->
    [questions] { $n ->
        [0] nessuna risposta
        [one] { $n } risposta
       *[other] { $n } risposte
    }
   *[ideas] { $n ->
        [0] nessun commento
        [one] { $n } commento
       *[other] { $n } commenti
    }
}
way-comment = { $way ->
    [questions] { $own ->
        [yes] Che cosa vuoi aggiungere, o replicare
       *[no] La tua risposta
    }
   *[ideas] Il tuo commento
}
way-comment-firm = { $way ->
    [questions] Risposta dell’impresa
   *[ideas] Commento dell’impresa
}
way-comment-button = { $way ->
    [questions] Invia
   *[ideas] Invia il commento
}
way-merged = { $way ->
    [questions] Un’altra domanda chiede la stessa cosa: le risposte si leggono lì, insieme.
   *[ideas] Un’altra idea dice la stessa cosa: voti e commenti si leggono lì, insieme.
}
way-merged-to = { $way ->
    [questions] Vai a quella domanda
   *[ideas] Vai a quell’idea
}
way-same = { $way ->
    [questions] Chiede la stessa cosa di un’altra domanda
   *[ideas] Dice la stessa cosa di un’altra idea
}
way-merged-here = { $way ->
    [questions] { $n ->
        [one] Una domanda che chiede la stessa cosa
       *[other] { $n } domande che chiedono la stessa cosa
    }
   *[ideas] { $n ->
        [one] Un’idea che dice la stessa cosa
       *[other] { $n } idee che dicono la stessa cosa
    }
}
way-means = { $way ->
    [opinions] Dici se sei d’accordo con brevi affermazioni e vedi chi la pensa come te. Gli altri vedono quanti hanno risposto in un modo o nell’altro, non chi. Alla fine ogni affermazione riceve una risposta.
    [questions] Chiedi e, se vuoi, rispondi agli altri. Leggono che cosa scrivi, non chi sei. Chi ha chiesto sceglie la risposta che gli è servita.
    [challenges] Mandi una proposta entro le date. Persone incaricate da { $firm } la valutano con criteri che puoi leggere, e vieni a sapere com’è andata a finire.
    [help] Offri qualcosa ad altri clienti, o dici di che cosa hai bisogno. Nulla è concordato finché non dite di sì entrambi.
   *[ideas] Proponi, voti e commenti. Gli altri leggono che cosa scrivi, non chi sei. Ogni idea riceve una risposta.
}

## Desks

way-desk = { $way ->
    [questions] Domande dei clienti
    [challenges] Sfide
    [help] Aiuto tra clienti
   *[ideas] Idee dei clienti
}
way-desk-none = { $way ->
    [questions] Non si raccolgono ancora domande
    [challenges] Non c’è ancora una sfida
    [help] Qui i clienti non si aiutano ancora
   *[ideas] Non si chiedono ancora idee
}
way-desk-none-note = { $way ->
    [questions] Apri una raccolta per ciò che i clienti chiedono spesso, per esempio «Domande sulla tua offerta». Rispondono gli altri clienti, o solo tu; qui vedi che cosa aspetta ancora una risposta.
    [challenges] Dai un compito chiaro, con le date per partecipare, valutare e annunciare. I colleghi incaricati valutano con criteri che tutti leggono, e ogni proposta riceve una risposta.
    [help] Apri una raccolta con gli argomenti per cui offerte e richieste si trovano. Nulla è concordato finché entrambe le parti non dicono di sì.
   *[ideas] Apri una raccolta con una domanda chiara, per esempio «Che cosa si può migliorare all’estero?». Chi è invitato propone, vota e commenta; tu rispondi a ogni idea.
}
way-shown = { $way ->
    [questions] { $n ->
        [one] { $n } domanda
       *[other] { $n } domande
    }
    [challenges] { $n ->
        [one] { $n } proposta
       *[other] { $n } proposte
    }
    [help] { $n ->
        [one] { $n } offerta o richiesta
       *[other] { $n } offerte e richieste
    }
   *[ideas] { $n ->
        [one] { $n } idea
       *[other] { $n } idee
    }
}
way-open = { $way ->
    [questions] Apri una raccolta di domande
    [challenges] Lancia una sfida
    [help] Apri l’aiuto tra clienti
   *[ideas] Apri una raccolta di idee
}
way-default-status = { $status ->
    [open] aperta
    [looking] la stiamo valutando
    [planned] in programma
    [under-way] in corso
    [done] realizzata
    [answered] con risposta
    [entered] in gara
    [shortlist] tra le finaliste
    [winner] vincitrice
    [adopted] la adottiamo
    [not-chosen] non scelta
    [helped] risolta
   *[not-now] non ora
}

## What they share beyond ideas

part-ways = Modi di partecipare
part-waits = aspetta una risposta dal
part-among = risolta tra clienti
part-accepted = la risposta
part-accept = Risponde alla mia domanda
part-accept-for = Risponde alla domanda
part-thank = Ringrazia
part-thanks = { $n ->
    [0] ancora nessun grazie
    [one] { $n } grazie
   *[other] { $n } grazie
}
part-thanked = Hai ringraziato.
part-to-terms = Che cosa dicono le condizioni
part-nothing-back = Le condizioni non promettono nulla in cambio.
part-open-clause = La clausola delle condizioni che lo chiede
part-open-no-clause = nessuna
part-open-clause-hint = Chi legge l’offerta vi trova allora che cosa vuol dire partecipare, e qui che cosa ne torna.
part-open-lacks = Uno stato deve dire «{ $kind }», perché è lì che si arriva.
part-votes-from = Si vota dal
part-agreed-only = Partecipa solo chi ha detto di sì a questo nelle condizioni; legge chiunque è invitato.
part-open-agreed-only = Partecipa solo chi ha accettato quella clausola
part-open-no-agreed = Indica la clausola che devono accettare.
part-none-such = Qui non c’è nulla che corrisponda.
part-end = Com’è andata nel complesso
part-end-note = È chiusa. Chi ha votato condivide l’esito complessivo e ne viene avvisato; a ciò che è stato proposto si risponde uno per uno.
part-means = Che cosa vuol dire partecipare qui

## Questions

questions-firm-only = Risponde solo l’impresa
questions-who-answers = { $who ->
    [firm] Qui risponde { $firm }.
   *[everybody] Risponde chiunque partecipa, e anche { $firm }.
}

## Challenges

challenge-phase = { $phase ->
    [submit] Raccolta
    [discuss] Discussione
    [evaluate] Valutazione
   *[award] Annuncio
}
challenge-now = ora
challenge-winners = Chi ha vinto, e perché
challenge-judged = Come si valutano le proposte
challenge-evaluators = { $n ->
    [one] Una persona di { $firm } valuta ogni proposta con questi criteri:
   *[other] { $n } persone di { $firm } valutano ogni proposta con questi criteri:
}
challenge-weight = fino a { $most } punti, contati { $weight ->
    [one] una volta
   *[other] { $weight } volte
}
challenge-scores = Punti
challenge-no-scores = Nessuno ha ancora valutato questa proposta.
challenge-criterion = Criterio
challenge-by = Da
challenge-points = Punti
challenge-left = qualcuno che se n’è andato
challenge-score-button = Salva i miei punti
challenge-score-when = Tocca anche a te valutare. Si può dal
challenge-no-points = Dai punti per almeno un criterio.
challenge-ranking = Le proposte secondo i punti
challenge-ranking-note = La quota dei punti possibili, secondo il peso. Dove mancano valutazioni, il confronto poggia su meno.
challenge-entry = Proposta
challenge-share = Quota dei punti
challenge-missing = Valutazioni mancanti
challenge-rename = Chi valuta
challenge-someone-left = { $n ->
    [one] Una delle persone incaricate se n’è andata.
   *[other] { $n } delle persone incaricate se ne sono andate.
}
challenge-rename-note = Ciò che ha dato chi se n’è andato conta ancora, e nessuno aspetta altro. Se incarichi altri, ciò che ha dato chi non è tra loro non conta più.
challenge-rename-button = Incarica queste persone
challenge-open-phases = Date
challenge-open-phases-note = Ogni fase comincia dopo la fine di quella prima. L’ultimo giorno conta per intero. Senza date, non c’è discussione.
challenge-from = { $phase ->
    [submit] Raccolta dal
    [discuss] Discussione dal
    [evaluate] Valutazione dal
   *[award] Annuncio dal
}
challenge-to = { $phase ->
    [submit] Raccolta al
    [discuss] Discussione al
    [evaluate] Valutazione al
   *[award] Annuncio al
}
challenge-open-criteria = Criteri
challenge-open-criteria-note = I clienti li leggono prima di mandare qualcosa.
challenge-open-criterion = Criterio { $n }
challenge-open-most = Punti per il criterio { $n }, al massimo
challenge-open-weight = Peso del criterio { $n }
challenge-open-evaluators = Chi valuta
challenge-no-dates = Scrivi entrambe le date di «{ challenge-phase }».
challenge-figure = Scrivi un numero intero da 1 a 100.
challenge-backwards = «{ challenge-phase }» finisce prima di cominciare.
challenge-outside = «{ challenge-phase }» è fuori dalle date della sfida.
challenge-crosses = «{ $next ->
    [submit] Raccolta
    [discuss] Discussione
    [evaluate] Valutazione
   *[award] Annuncio
}» comincia prima che finisca «{ $before ->
    [submit] Raccolta
    [discuss] Discussione
    [evaluate] Valutazione
   *[award] Annuncio
}». Falla cominciare dopo, o fai finire prima l’altra.
challenge-no-criteria = Scrivi almeno un criterio.
challenge-no-evaluators = Indica almeno una persona che valuta.

## Help among customers

help-kind = Che cos’è?
help-kind-long = { $kind ->
    [need] Ho bisogno di qualcosa
   *[offer] Offro qualcosa
}
help-kind-short = { $kind ->
    [need] richiesta
   *[offer] offerta
}
help-kinds = { $kind ->
    [need] le richieste
   *[offer] le offerte
}
help-which = Quali
help-any-kind = entrambe
help-topics = Argomenti
help-place = Dove
help-anywhere = ovunque
help-from = Dal (si può lasciare vuoto)
help-until = Fino al (si può lasciare vuoto)
help-from-day = dal
help-until-day = fino al
help-room = Per quante altre persone
help-for = per { $n }
help-wrong = { $what ->
    [topic] Scegli almeno un argomento.
    [date] Scrivi una data, o lascia vuoto.
    [backwards] È prima che cominci.
    [over] Quel giorno è già passato.
   *[room] Scrivi un numero intero da 1 a { $most }.
}
help-pairs = Con chi va insieme
help-arrange = Mettetevi d’accordo nei commenti. Li legge chiunque partecipa: niente indirizzi né numeri di telefono.
help-state = { $state ->
    [done] fatto
    [agreed] d’accordo
    [asked] hai chiesto; si aspetta il loro sì
    [asks-you] lo chiedono a te
   *[half] una delle due parti ha detto di sì
}
help-yes = Sì, d’accordo
help-done = È stato fatto
help-done-words = È stato fatto, come concordato tra i due.
help-part = { $mine ->
    [yes] Ritira il mio sì
   *[no] No, grazie
}
help-thank-there = Ringrazia
help-fits = { $own ->
    [yes] { $kind ->
        [need] Offerte che fanno al caso
       *[offer] Richieste che fanno al caso
    }
   *[no] { $kind ->
        [need] Puoi dare una mano?
       *[offer] Ti serve?
    }
}
help-fits-none = { $own ->
    [yes] Ancora nulla che faccia al caso. Torna più tardi; se qualcuno te lo chiede, te lo diciamo.
   *[no] { $kind ->
        [need] Scrivi prima che cosa offri; poi lo trovi qui.
       *[offer] Scrivi prima di che cosa hai bisogno; poi lo trovi qui.
    }
}
help-bring = { $kind ->
    [need] Offri qualcosa che fa al caso
   *[offer] Di’ di che cosa hai bisogno
}
help-fits-note = Un sì lo chiede all’altra parte. Siete d’accordo quando avete detto di sì entrambi.
help-ask = { $own ->
    [yes] { $kind ->
        [need] Chiedi questa
       *[offer] Offri la mia per questa
    }
   *[no] { $kind ->
        [need] Aiuta con questa
       *[offer] Chiedi con questa
    }
}
help-why-topics = { $n ->
    [one] stesso argomento: { $topics }
   *[other] stessi argomenti: { $topics }
}
help-why = { $what ->
    [place] stesso luogo
   *[words] parole simili
}
help-open-topics = Argomenti
help-open-lines = Uno per riga, per esempio «Router» o «Televisione». Offerte e richieste si trovano grazie a loro.
help-open-places = Luoghi
help-open-places-hint = Uno per riga; lascia vuoto se il luogo non conta.
help-open-no-topics = Scrivi almeno un argomento.
