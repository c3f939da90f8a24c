
## Ideas, as people see them

part-home = La tua pagina
part-none = Per ora non c’è nulla a cui partecipare
part-closed = La raccolta è chiusa. Ciò che c’è resta leggibile e riceve comunque una risposta.
part-others = Altri modi di partecipare
part-field-body-hint = Puoi lasciarlo vuoto. Gli indirizzi diventano link; non c’è altra formattazione.
part-looked-at = Gli altri vedono che cosa scrivi, non chi sei. Le prime proposte le guarda prima un moderatore.
part-kept = Quello che avevi scritto è di nuovo qui.
part-kept-drop = Scartalo
part-sorted = Ordine
part-sort = { $sort ->
    [newest] dalla più recente
    [votes] dalla più votata
   *[waiting] in attesa da più tempo
}
part-status = Stato
part-any-status = qualsiasi
part-show = Mostra
part-votes = { $n ->
    [one] { $n } voto a favore
   *[other] { $n } voti a favore
}
part-against = { $n ->
    [one] { $n } voto contrario
   *[other] { $n } voti contrari
}
part-yours = tua
part-wordless = Parole cancellate insieme a chi le ha scritte
part-wordless-note = Chi l’ha scritta se n’è andato o l’ha ritirata. Resta ciò che altri hanno aggiunto.
part-became = Com’è andata a finire
part-merged = Un’altra dice la stessa cosa: si leggono insieme.
part-part = { $part ->
    [queued] La guarda prima un moderatore, poi gli altri. Ti facciamo sapere che cosa decide.
    [withdrawn] L’hai ritirata.
   *[declined] Un moderatore non l’ha accettato:
}
part-declined = Un moderatore non l’ha accettata
part-reason = { $kind ->
    [off-topic] Parla d’altro
    [personal] Racconta di qualcuno cose che non sono per tutti
    [abuse] Attacca qualcuno
    [advertising] Vende qualcosa
    [copied] L’ha scritto qualcun altro
    [unlawful] La legge lo vieta
   *[other] Un altro motivo
}
part-contest = Di’ perché non sei d’accordo
part-contest-hint = Una volta sola. Un moderatore la riguarda e risponde.
part-contest-button = Chiedi un secondo sguardo
part-contested = Hai chiesto un secondo sguardo. Hai scritto:
part-comment-contested = È stato chiesto un secondo sguardo, con queste parole:
part-upheld = È stata riguardata, e la decisione resta.
part-voted = Per ritirare il voto, premi di nuovo la tua risposta.
part-votes-ended = Non si vota più.
part-follow = { $on ->
    [yes] Non avvisarmi più
   *[no] Avvisami di che cosa succede
}
part-by = { $by ->
    [you] tu
    [firm] { $firm }
    [gone] qualcuno che se n’è andato
    [elsewhere] qualcuno altrove
   *[customer] un cliente
}
part-comment-gone = Le parole sono state cancellate insieme a chi le ha scritte.
part-withdraw = Ritira
part-withdraw-note = Le tue parole vengono cancellate, subito e per sempre. Voti e commenti degli altri restano.
part-withdraw-button = Ritira
part-refused = { $why ->
    [too-much] È molto in poco tempo. Riprova più tardi; ciò che hai scritto è ancora qui.
    [blocked] Un moderatore ha deciso di non accettare altro da te qui.
    [closed] La raccolta è chiusa, o non si vota più.
    [nothing] Scrivi prima qualcosa.
    [too-long] È troppo lungo. Accorcialo e invialo di nuovo.
    [no-words] Scrivi la risposta dell’impresa: nulla finisce nel silenzio.
    [changed] Nel frattempo qualcun altro l’ha cambiata. La pagina mostra com’è ora: riguardala, poi decidi.
    [another-looks] Hai detto no a questo. Chi l’ha scritto lo contesta, e ora lo guarda un’altra persona della squadra.
    [there] È già in quello stato.
    [early] È troppo presto.
    [not-agreed] Qui partecipa solo chi ha detto di sì a questo nelle condizioni.
    [not-among] Questo è per alcune delle persone nello scambio. Ciò che hai accettato di dare non dice che sei tra loro.
    [only-firm] Qui alle domande risponde l’impresa.
    [there-already] L’hai già fatto.
    [full] Ha già trovato tutti quelli che cercava.
    [over] Non è più offerta o cercata.
    [no-fit] Luoghi o tempi sono diversi.
    [not-named] Valuta solo chi è stato incaricato; tu non lo sei.
   *[other] Così come stanno le cose, non è possibile.
}

## What a person brought

part-mine = Le tue proposte
part-mine-empty = Non hai ancora proposto nulla
part-mine-empty-note = Dove uno scambio ti chiede di partecipare, un link sulla tua pagina ti ci porta. Qui leggi com’è andata a finire.
part-news = Che cosa è successo
part-new = nuovo
part-new-count = { $n ->
    [one] { $n } novità
   *[other] { $n } novità
}
part-seen = Ho visto
part-brought = Com’è andata a finire
part-told = { $what ->
    [queued] La guarda prima un moderatore.
    [approved] Un moderatore l’ha accettata: ora gli altri la vedono.
    [declined] Un moderatore non l’ha accettata, e dice perché.
    [published] È tra le novità: leggi che cosa ne è nato.
    [moved-since] Il suo stato è cambiato.
    [outcome-since] Ha una risposta.
    [moved] Ora il suo stato è «{ $status }».
    [outcome] Ha una risposta: «{ $status }».
    [merged] Si legge insieme a un’altra che dice la stessa cosa.
    [unmerged] È di nuovo a sé.
    [accepted] La tua risposta è stata scelta come la risposta.
    [thanked] Qualcuno ti ringrazia.
    [promised] Per questo ti torna qualcosa.
    [unpromised] Ciò che era promesso per questo non lo è più: ciò per cui era promesso è stato annullato.
    [credit-asked] L’azienda chiede se accetti di essere nominato.
    [asked] C’è qualcuno che fa al caso, e dice di sì. Di’ di sì anche tu, e siete d’accordo.
    [matched] Avete detto di sì entrambi: mettetevi d’accordo.
    [parted] L’altra parte ha ritirato il suo sì.
    [activity] La raccolta ha la sua risposta.
   *[commented] Qualcuno ha commentato.
}
part-outcome = { $kind ->
    [adopted] adottata
    [planned] in programma
    [under-way] in corso
    [done] realizzata
    [not-now] non ora
    [answered] con risposta
    [matched] abbinata
   *[awarded] premiata
}
part-state = { $part ->
    [queued] la guarda prima un moderatore
    [declined] non accettata
    [withdrawn] ritirata
   *[shown] aspetta una risposta
}

## The desk in the studio

part-to-desk = Partecipazione:
part-waiting = { $n ->
    [0] Che cosa aspetta
   *[other] Che cosa aspetta: { $more ->
        [yes] più di{" "}
       *[no] {""}
    }{ $n }
}
part-nothing-waits = Nulla aspetta una tua decisione.
part-waits-for = { $what ->
    [moderator] un primo sguardo
    [second-look] un secondo sguardo
   *[outcome] una risposta
}
part-waits-since = da { $long }, dal
part-hours = { $n ->
    [0] meno di un’ora
    [one] { $n } ora
   *[other] { $n } ore
}
part-days = { $n ->
    [one] { $n } giorno
   *[other] { $n } giorni
}
part-comment-on = Un commento a «{ $title }»
part-activity-waits = Una raccolta chiusa: di’ com’è andata a finire
part-activities = Tutte le raccolte
part-activity-state = { $state ->
    [open] aperta
   *[closed] chiusa
}
part-exchange-closed = Una raccolta si può aprire finché lo scambio è aperto.
part-close = Chiudi questa raccolta
part-close-note = Non si propone, non si vota e non si commenta più. Ciò che c’è resta leggibile, e rispondi ancora.
part-close-button = Chiudi ora
part-open-note = Partecipa chi è stato invitato allo scambio, finché entrambi sono aperti, a meno che tu dica sotto che partecipa solo chi ha accettato.
part-open-title = { $language ->
    [it] Il titolo, in italiano
   *[en] Il titolo, in inglese
}
part-open-stage = In quale punto della catena del valore
part-open-against = Si può anche votare contro un’idea
part-open-statuses = Come può finire
part-open-statuses-note = Si comincia dal primo stato. Almeno uno deve dire di sì e uno di no; lascia vuoto ciò che non ti serve.
part-open-status = Stato { $n }
part-open-outcome = Lo stato { $n } dice che è
part-still-open = ancora aperta
part-open-button = Apri
part-open-wrong = { $what ->
    [title] Scrivi il titolo in almeno una lingua.
    [begins] Il primo stato deve essere ancora aperto.
    [no-no] Uno stato deve dire «non ora», perché si possa anche dire di no.
   *[never-ends] Almeno uno stato deve dire com’è andata a finire.
}
part-desk-part = { $part ->
    [queued] Nessuno la vede finché non l’hai guardata.
    [withdrawn] Chi l’ha proposta l’ha ritirata.
    [upheld] Non accettata, anche dopo un secondo sguardo.
   *[declined] Non accettata.
}
part-against-no = Che cosa obietta chi l’ha proposta
part-moderate = Se gli altri la vedono
part-moderate-comment = Se gli altri vedono questo commento
part-reason-kind = Se no: il motivo
part-reason-words = Se no: le tue parole per chi l’ha scritto
part-reason-hint = Le legge, e può chiedere una volta un secondo sguardo.
part-reason-missing = Di’ perché, con parole per chi l’ha scritto.
part-button = { $go ->
    [approve] Accetta
    [trust] Accetta, e fidati di chi l’ha scritto
    [decline] Non accettare
   *[block] Non accettare, e non prendere altro da chi l’ha scritto
}
part-answer = La risposta dell’impresa
part-final = { $status } (richiede una risposta)
part-answer-words = La tua risposta
part-answer-hint = La riceve chi l’ha proposta, chi la segue e chi ha votato, e la leggono tutti. Se è un no, di’ perché; se è in programma, di’ quando arriva.
part-answer-button = Rispondi
part-same-note = Voti, iscritti e commenti si leggono allora insieme, e ogni persona conta una volta. Puoi tornare indietro in ogni momento.
part-same-like = Cerca l’altra
part-same-look = Cerca
part-same-none = Non si è trovato nulla di simile.
part-merge = È la stessa
part-unmerge = Non è la stessa

letters-link = Che cosa ti si dice per posta
letters = Lettere di { $firm }
letters-lead = { $off ->
    [yes] Non ricevi lettere su ciò a cui partecipi. Tutto resta nelle tue pagine.
   *[no] Che cosa è successo a ciò a cui partecipi arriva in una sola lettera, se non l’hai già visto nelle tue pagine.
}
letters-topics = Di che cosa
letters-topic = { $topic ->
    [own] Com’è andata a finire con quello che ho proposto
    [outcomes] Com’è andata a finire con quello che ho votato o seguo
    [recognition] Ringraziamenti, e risposte che sono state scelte
   *[comments] Commenti
}
letters-hours = Ogni quanto, al massimo
letters-each = { $days ->
    [1] una volta al giorno
    [7] una volta alla settimana
   *[other] una volta ogni { $days } giorni
}
letters-save = Salva
letters-stop = Basta lettere di questo tipo
letters-saved = Salvato.
letters-note = I link che chiedi, i nuovi termini e le risposte alle tue condizioni arrivano comunque: riguardano ciò che hai concordato.
