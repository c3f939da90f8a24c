
## Ideas, as people see them

ideas-title = Idee
ideas-home = La tua pagina
ideas-of = Partecipa: { $title }
ideas-none = Per ora non c’è nulla a cui partecipare
ideas-none-note = Quando { $firm } chiede idee, qui proponi le tue, voti quelle degli altri e leggi com’è andata a finire.
ideas-lead = Proponi, vota, commenta. { $firm } risponde a ogni idea e, quando non si può fare, dice perché.
ideas-closed = La raccolta è chiusa. Le proposte restano leggibili e ricevono comunque una risposta.
ideas-empty = Ancora nessuna idea
ideas-empty-note = La tua può essere la prima: «Mostratemi i dati residui nella schermata di blocco».
ideas-all = Le proposte
ideas-others = Altre domande
ideas-propose = Proponi un’idea
ideas-field-title = La tua idea in poche parole
ideas-field-body = Che cosa migliorerebbe, e per chi?
ideas-field-body-hint = Puoi lasciarlo vuoto. Gli indirizzi diventano link; non c’è altra formattazione.
ideas-looked-at = Gli altri vedono che cosa scrivi, non chi sei. Le prime proposte le guarda prima un moderatore.
ideas-look = Cerca idee simili
ideas-send = { $alike ->
    [yes] La mia è diversa: la propongo
   *[no] Proponi
}
ideas-alike = { $n ->
    [0] Nessuna idea simile: la tua è nuova
    [one] Un’idea simile
   *[other] { $n } idee simili
}
ideas-alike-note = Se una dice la stessa cosa, il tuo voto lì pesa più di una seconda idea.
ideas-sorted = Ordine
ideas-sort = { $sort ->
    [newest] dalla più recente
    [votes] dalla più votata
   *[waiting] in attesa da più tempo
}
ideas-status = Stato
ideas-any-status = qualsiasi
ideas-show = Mostra
ideas-votes = { $n ->
    [one] { $n } voto a favore
   *[other] { $n } voti a favore
}
ideas-against = { $n ->
    [one] { $n } voto contrario
   *[other] { $n } voti contrari
}
ideas-comments = { $n ->
    [0] nessun commento
    [one] { $n } commento
   *[other] { $n } commenti
}
ideas-yours = tua
ideas-wordless = Parole cancellate insieme a chi le ha scritte
ideas-wordless-note = Chi l’ha scritta se n’è andato o l’ha ritirata. Resta ciò che altri hanno aggiunto.
ideas-became = Com’è andata a finire
ideas-merged = Un’altra idea dice la stessa cosa: voti e commenti si leggono lì, insieme.
ideas-merged-to = Vai a quell’idea
ideas-part = { $part ->
    [queued] La guarda prima un moderatore, poi gli altri. Ti facciamo sapere che cosa decide.
    [withdrawn] L’hai ritirata.
   *[declined] Un moderatore non l’ha accettato:
}
ideas-declined = Un moderatore non l’ha accettata
ideas-reason = { $kind ->
    [off-topic] Parla d’altro
    [personal] Racconta di qualcuno cose che non sono per tutti
    [abuse] Attacca qualcuno
    [advertising] Vende qualcosa
    [copied] L’ha scritto qualcun altro
    [unlawful] La legge lo vieta
   *[other] Un altro motivo
}
ideas-contest = Di’ perché non sei d’accordo
ideas-contest-hint = Una volta sola. Un moderatore la riguarda e risponde.
ideas-contest-button = Chiedi un secondo sguardo
ideas-contested = Hai chiesto un secondo sguardo. Hai scritto:
ideas-upheld = È stata riguardata, e la decisione resta.
ideas-vote = { $ballot ->
    [for] Sono a favore
   *[against] Sono contro
}
ideas-voted = Per ritirare il voto, premi di nuovo la tua risposta.
ideas-votes-ended = Non si vota più.
ideas-follow = { $on ->
    [yes] Non avvisarmi più
   *[no] Avvisami di che cosa succede
}
ideas-by = { $by ->
    [you] tu
    [firm] { $firm }
    [gone] qualcuno che se n’è andato
   *[customer] un cliente
}
ideas-comment = Il tuo commento
ideas-comment-button = Invia il commento
ideas-comment-gone = Le parole sono state cancellate insieme a chi le ha scritte.
ideas-withdraw = Ritira l’idea
ideas-withdraw-note = Le tue parole vengono cancellate, subito e per sempre. Voti e commenti degli altri restano.
ideas-withdraw-button = Ritira
ideas-refused = { $why ->
    [too-much] È molto in poco tempo. Riprova più tardi; ciò che hai scritto è ancora qui.
    [blocked] Un moderatore ha deciso di non accettare altro da te qui.
    [closed] La raccolta è chiusa, o non si vota più.
    [nothing] Scrivi prima qualcosa.
    [too-long] È troppo lungo. Accorcialo e invialo di nuovo.
    [no-words] Scrivi la risposta dell’impresa: un’idea non finisce mai nel silenzio.
    [changed] Nel frattempo qualcun altro l’ha cambiata. La pagina mostra com’è ora: riguardala, poi decidi.
    [there] È già in quello stato.
   *[other] Così come stanno le cose, non è possibile.
}

## What a person brought

ideas-mine = Le tue proposte
ideas-mine-empty = Non hai ancora proposto nulla
ideas-mine-empty-note = Dove uno scambio chiede idee, un link sulla tua pagina ti ci porta. Qui leggi com’è andata a finire.
ideas-news = Che cosa è successo
ideas-new = nuovo
ideas-new-count = { $n ->
    [one] { $n } novità
   *[other] { $n } novità
}
ideas-seen = Ho visto
ideas-brought = Le tue idee
ideas-told = { $what ->
    [queued] La guarda prima un moderatore.
    [approved] Un moderatore l’ha accettata: ora gli altri la vedono.
    [declined] Un moderatore non l’ha accettata, e dice perché.
    [moved] Ora il suo stato è «{ $status }».
    [outcome] Ha una risposta: «{ $status }».
    [merged] Si legge insieme a un’altra idea che dice la stessa cosa.
    [unmerged] È di nuovo un’idea a sé.
   *[commented] Qualcuno ha commentato.
}
ideas-outcome = { $kind ->
    [adopted] adottata
    [planned] in programma
    [done] realizzata
    [not-now] non ora
    [answered] con risposta
    [matched] abbinata
   *[awarded] premiata
}
ideas-state = { $part ->
    [queued] la guarda prima un moderatore
    [declined] non accettata
    [withdrawn] ritirata
   *[shown] aspetta una risposta
}

## The desk in the studio

ideas-desk = Idee dei clienti
ideas-to-desk = Idee: che cosa propongono i clienti e che cosa aspetta una risposta
ideas-desk-none = Non si chiedono ancora idee
ideas-desk-none-note = Apri una raccolta con una domanda chiara, per esempio «Che cosa si può migliorare all’estero?». Chi è invitato propone, vota e commenta; tu rispondi a ogni idea.
ideas-waiting = { $n ->
    [0] Che cosa aspetta
    [one] Che cosa aspetta: { $n }
   *[other] Che cosa aspetta: { $n }
}
ideas-nothing-waits = Nulla aspetta una tua decisione.
ideas-waits-for = { $what ->
    [moderator] un primo sguardo
    [second-look] un secondo sguardo
   *[outcome] una risposta
}
ideas-waits-since = da { $long }, dal
ideas-hours = { $n ->
    [0] meno di un’ora
    [one] { $n } ora
   *[other] { $n } ore
}
ideas-days = { $n ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
ideas-comment-on = Un commento a «{ $title }»
ideas-activity-waits = Una raccolta chiusa: di’ com’è andata a finire
ideas-activities = Tutte le raccolte
ideas-activity-state = { $state ->
    [open] aperta
   *[closed] chiusa
}
ideas-shown = { $n ->
    [one] { $n } idea
   *[other] { $n } idee
}
ideas-exchange-closed = Una raccolta si può aprire finché lo scambio è aperto.
ideas-close = Chiudi questa raccolta
ideas-close-note = Non si propone, non si vota e non si commenta più. Ciò che c’è resta leggibile, e rispondi ancora.
ideas-close-button = Chiudi ora
ideas-open = Apri una raccolta di idee
ideas-open-note = Partecipa chi è stato invitato allo scambio, finché entrambi sono aperti.
ideas-open-title = { $language ->
    [it] La domanda, in italiano
   *[en] La domanda, in inglese
}
ideas-open-stage = In quale punto della catena del valore
ideas-open-against = Si può anche votare contro un’idea
ideas-open-statuses = Che cosa può diventare un’idea
ideas-open-statuses-note = Un’idea comincia dal primo stato. Almeno uno deve dire di sì e uno di no; lascia vuoto ciò che non ti serve.
ideas-open-status = Stato { $n }
ideas-open-outcome = Lo stato { $n } dice che è
ideas-still-open = ancora aperta
ideas-open-button = Apri
ideas-open-wrong = { $what ->
    [title] Scrivi la domanda in almeno una lingua.
    [begins] Il primo stato deve essere ancora aperto.
    [no-no] Uno stato deve dire «non ora», perché si possa anche dire di no.
   *[never-ends] Almeno uno stato deve dire com’è andata a finire.
}
ideas-default-status = { $status ->
    [open] aperta
    [looking] la stiamo valutando
    [planned] in programma
    [done] realizzata
   *[not-now] non ora
}
ideas-desk-part = { $part ->
    [queued] Nessuno la vede finché non l’hai guardata.
    [withdrawn] Chi l’ha proposta l’ha ritirata.
    [upheld] Non accettata, anche dopo un secondo sguardo.
   *[declined] Non accettata.
}
ideas-against-no = Che cosa obietta chi l’ha proposta
ideas-moderate = Se gli altri la vedono
ideas-moderate-comment = Se gli altri vedono questo commento
ideas-reason-kind = Se no: il motivo
ideas-reason-words = Se no: le tue parole per chi l’ha scritto
ideas-reason-hint = Le legge, e può chiedere una volta un secondo sguardo.
ideas-reason-missing = Di’ perché, con parole per chi l’ha scritto.
ideas-button = { $go ->
    [approve] Accetta
    [trust] Accetta, e fidati di chi l’ha scritto
    [decline] Non accettare
   *[block] Non accettare, e non prendere altro da chi l’ha scritto
}
ideas-answer = La risposta dell’impresa
ideas-final = { $status } (richiede una risposta)
ideas-answer-words = La tua risposta
ideas-answer-hint = La riceve chi l’ha proposta, chi la segue e chi ha votato, e la leggono tutti. Se è un no, di’ perché.
ideas-answer-button = Rispondi
ideas-same = Dice la stessa cosa di un’altra idea
ideas-same-note = Voti, iscritti e commenti si leggono allora insieme, e ogni persona conta una volta. Puoi tornare indietro in ogni momento.
ideas-same-like = Cerca l’altra
ideas-same-look = Cerca
ideas-same-none = Non si è trovato nulla di simile.
ideas-merge = È la stessa
ideas-merged-here = { $n ->
    [one] Un’idea che dice la stessa cosa
   *[other] { $n } idee che dicono la stessa cosa
}
ideas-unmerge = Non è la stessa
ideas-comment-firm = Commento dell’impresa
