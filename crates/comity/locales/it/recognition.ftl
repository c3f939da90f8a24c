
## Riconoscimento: ciò che torna a chi partecipa

recognition-title = Riconoscimento
recognition-lead = Ciò che torna alle persone che partecipano, secondo regole che valgono per tutti. È promesso nel momento in cui è guadagnato, sta con tutto il resto che dovete, e chi l’ha guadagnato lo vede.
recognition-note = Le regole valgono per ciò che si fa da ora in poi. Ciò che fu promesso resta promesso, anche se una regola sparisce; viene ritirato solo dove ciò per cui era promesso è annullato prima che qualcosa sia arrivato.
recognition-rules = Regole
recognition-set = Decise l’ultima volta da { $by },
recognition-none = Non ci sono regole: a chi partecipa torna solo la vostra risposta.
recognition-rule = Regola { $n }
recognition-new = Un’altra regola
recognition-no-deed = nessuna
recognition-gone = Togli questa regola
recognition-field = { $field ->
    [deed] Per che cosa
    [capital] Tipo di capitale
    [amount] Quanto
    [days] Dovuto entro giorni
   *[most] Al massimo tante volte al mese e a persona
}
recognition-in = { $field ->
    [what] Che cosa torna ({ $language })
   *[unit] Unità ({ $language })
}
recognition-amount-hint = Lascia vuoto ciò che non si conta, come un invito.
recognition-button = { $go ->
    [save] Salva le regole
   *[look] Prima guardale
}
recognition-wrong = { $why ->
    [number] Indica un numero intero, o lascia vuoto.
    [amount] Indica una quantità maggiore di niente, come 5 o 2.5, o lascia vuoto.
    [language] Dillo in ogni lingua dello scambio.
    [unit] Di’ di che cosa: euro, punti, posti.
   *[often] Togli ogni quanto: ciò che torna per qualcosa che è stato fatto torna una volta per ogni volta.
}
recognition-deed = { $deed ->
    [adopted] ciò che ha portato è stato accolto
    [planned] ciò che ha portato è in programma
    [under-way] ciò che ha portato è in corso
    [done] ciò che ha portato è stato fatto
    [not-now] ciò che ha portato ha avuto un no, con parole
    [answered] la sua domanda ha avuto risposta
    [matched] la sua offerta o il suo bisogno ha trovato l’altra parte
    [awarded] ciò che ha portato ha vinto
    [accepted] la sua risposta è stata presa come la risposta
    [thanked] qualcun altro ha ringraziato
    [brought] ha portato qualcosa
    [commented] ha scritto un commento
    [voted] ha votato
    [voted-for] ha votato a favore di qualcosa
   *[answered-survey] ha risposto a un sondaggio
}
recognition-findings = A che cosa pensare
recognition-lint = { $rule ->
    [opinion-bought] Un voto a favore è pagato
    [vote-paid] Un voto è pagato in denaro
    [volume-only] Si paga solo il fare di più
    [volume-unbounded] Il fare di più si paga senza fine
    [thanks-paid] I ringraziamenti sono pagati in denaro
    [economic-only] Tutto ciò che torna è denaro
    [without-date] Nessuno dice entro quando arriva
    [without-words] Nessuno dice che cosa torna
    [only-winners] Si riconosce solo ciò che ha vinto
   *[same-name] Due regole hanno lo stesso nome
}
recognition-reason = { $rule ->
    [opinion-bought] Chi è pagato per un sì lo dà. I voti allora non dicono più niente, e la gente se ne accorge.
    [vote-paid] Alcuni votano allora per il denaro, e il voto degli altri non vale lo stesso.
    [volume-only] La gente porta allora molto e non ciò che è buono, e chi ha aiutato bene non riceve niente.
    [volume-unbounded] Chi ha più tempo prende di più, e ciò che si porta peggiora.
    [thanks-paid] Gli amici si ringraziano allora a vicenda: i ringraziamenti diventano una moneta che si stampano.
    [economic-only] Aiutare diventa lavoro a cottimo, e chi aiutava perché gli piaceva smette.
    [without-date] Ciò che si conta e non ha un giorno non è mai in ritardo.
    [without-words] Una promessa che non dice niente non si può mantenere.
    [only-winners] Un’idea onesta che ha avuto un no, e una risposta che ha aiutato qualcuno, non ricevono niente.
   *[same-name] Nessuno può distinguerle.
}
recognition-fix = { $rule ->
    [opinion-bought] Togli la regola. Riconosci invece le buone risposte.
    [vote-paid] Da’ qualcosa di diverso dal denaro, o niente.
    [volume-only] Aggiungi una regola per ciò che è stato fatto bene: una risposta accettata, un’idea in programma.
    [volume-unbounded] Di’ quante volte al mese al massimo.
    [thanks-paid] Lascia che i ringraziamenti siano ringraziamenti: scegli un altro tipo di capitale.
    [economic-only] Aggiungi altro: un invito, uno sguardo dietro le quinte, una parola in pubblico.
    [without-date] Di’ entro quanti giorni arriva.
    [without-words] Di’ che cosa torna.
    [only-winners] Pensa alle risposte accettate, ai ringraziamenti e alle idee che hanno avuto un no onesto.
   *[same-name] Da’ a una un altro nome.
}
recognition-sums = A quanto ammonta
recognition-sums-note = Fa parte di ciò che lo scambio deve, che si calcola una volta all’ora; quantità di tipi diversi non si sommano.
recognition-no-sums = Non è ancora stato calcolato niente: succede una volta all’ora.
recognition-promised = Che cosa fu promesso a chi
recognition-nobody = Non è ancora stato promesso niente
recognition-nobody-note = Appena qualcuno guadagna qualcosa secondo una regola, sta qui.
recognition-deliver = È arrivato
recognition-state = { $state ->
    [promised] promesso
    [delivered] arrivato
   *[withdrawn] ritirato
}
recognition-by = partecipare

## Riconoscimento: ciò che vede una persona

recognition-mine = Ciò che è tornato per la partecipazione
recognition-mine-lead = Ciò che ti è stato promesso per ciò che hai portato, scritto e risposto, e che cosa ne è stato.
recognition-mine-none = Non è ancora tornato niente
recognition-mine-none-note = Qui staranno i ringraziamenti degli altri e ciò che l’azienda dà per ciò che hai portato o risposto.
recognition-thanked = { $n ->
    [one] Qualcuno ti ha ringraziato una volta.
   *[other] Altri ti hanno ringraziato { $n } volte.
}
recognition-came = Ciò che fu promesso
recognition-until = Deve arrivare entro
recognition-withdrawn-note = Ciò per cui era promesso è stato annullato prima che qualcosa arrivasse.
recognition-balance = Tutto ciò che ti è stato promesso, con le ricevute

## Menzione

credit-title = Chi ha avuto una parte
credit-to = Nomina chi ha avuto una parte
credit-lead = Di’ in poche parole che cosa qualcuno ha fatto. Gli viene chiesto se accetta di essere nominato e con quale nome; prima di un sì non è nominato nessuno. Un sì si può ritirare in ogni momento.
credit-nobody = Non è rimasto nessuno che abbia avuto una parte
credit-nobody-note = Qui sta chi l’ha portato o ne ha scritto e ha un account.
credit-words = Che cosa ha fatto
credit-words-hint = Lo legge, e con il suo sì lo legge chiunque lo veda.
credit-ask = Chiedi
credit-no-note = Non vuole essere nominato, e non gli si chiede di nuovo.
credit-state = { $state ->
    [asked] chiesto
    [yes] accetta di essere nominato
   *[no] non nominato
}
credit-shown = Chi ha avuto una parte
credit-mine = Puoi essere nominato?
credit-mine-note = L’azienda ti ringrazierebbe per nome per la tua parte. Nessuno è nominato senza un sì, e puoi ritirarlo in ogni momento.
credit-answer = { $go ->
    [yes] Sì, nominami
    [no] No
    [change] Cambia
   *[take-back] Ritira il mio sì
}
