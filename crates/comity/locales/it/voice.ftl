
## Voce: che cosa conta per una persona

voice-mine = La mia voce
voice-kind = { $kind ->
    [aspiration] Che cosa vorrei raggiungere
    [struggle] Che cosa lo rende difficile
   *[need] Che cosa aiuterebbe
}
voice-lead = Qui puoi dire che cosa conta per te, quando vuoi e quante volte vuoi. { $firm } lo legge per capire di che cosa hanno bisogno le persone, e non ne ricava altro su di te.
voice-who = Chi lo vede, e per che cosa
voice-who-sees = Le persone di { $firm } che possono vedere che cosa hanno accettato i singoli clienti. Ogni volta che una di loro lo legge, resta scritto. Gli altri clienti non lo vedono.
voice-who-themes = Le parole usate da almeno dieci persone si contano, senza nomi. Non si conta niente che non abbia visto anche tu.
voice-who-yours = È tuo. Puoi dirlo con altre parole: quelle di prima restano qui solo per te. Puoi ritirarlo: per l’azienda sparisce subito, e per { $hours } ore puoi riprenderlo; poi viene cancellato.
voice-about = Di che cosa si tratta
voice-text = Con parole tue
voice-text-hint = Bastano una o due frasi. Non scrivere di altre persone.
voice-state-button = Dillo
voice-full = Qui ci sono già { $n } cose dette, e di più non se ne tengono. Per dirne un’altra ritirane una.
voice-kind-wrong = Scegli di che cosa si tratta.
voice-not-agreed = Il tuo accordo non è in vigore, e { $firm } non vede niente di quel che c’è qui. Se dici di nuovo sì, lo vede di nuovo; quel che ritiri, no.
voice-closed = Lo scambio è chiuso, e non si può aggiungere niente. Puoi ancora dire le cose con altre parole, e ritirarle.
voice-empty = Non hai ancora detto niente
voice-empty-note = Che cosa ti piacerebbe poter fare? Che cosa ti ostacola? Che cosa aiuterebbe? Quel che dici resta qui, con la sua data, e resta tuo.
voice-over-time = Che cosa hai detto nel tempo
voice-standing = { $standing ->
    [stated] detto da te
    [not-seen] nuovo per te
    [seen] l’hai visto
    [confirmed] dici che è così
    [corrected] con parole tue
   *[withdrawn] ritirato
}
voice-noted-by = Annotato da { $firm } in un’intervista il
voice-earlier = { $n ->
    [one] Le parole di prima
   *[other] Le parole di prima, { $n } volte
}
voice-withdrawn-note = L’hai ritirato, e { $firm } non lo vede più. Puoi riprenderlo fino al
voice-deed = { $deed ->
    [confirm] È così
    [withdraw] Ritira
    [bring-back] Riprendi
   *[correct] Dillo con altre parole
}
voice-correct-label = Come lo diresti tu
voice-correct-button = Salva queste parole

## Voce: che cosa vede l’azienda

voice-desk = Che cosa conta per le persone
voice-desk-lead = Che cosa le persone vorrebbero raggiungere, che cosa lo rende difficile e che cosa aiuterebbe: con parole loro, oppure annotato in un’intervista e visto da loro. Appartiene a loro; su nessuno si ricava niente.
voice-kind-name = { $kind ->
    [aspiration] Aspirazione
    [struggle] Difficoltà
   *[need] Bisogno
}
voice-themes = Di che cosa parlano in molti
voice-themes-lead = Parole usate spontaneamente da almeno { $n } persone, per quante volte lo faccia ciascuna.
voice-since = Chi ha iniziato prima e chi dopo il
voice-since-button = Confronta
voice-few-people = Qui hanno detto qualcosa meno di { $n } persone: di così poche non si dice niente.
voice-few-words = Nessuna parola è usata da almeno { $n } persone.
voice-people = { $n } persone hanno detto qualcosa.
voice-column = { $column ->
    [word] Parola
    [people] Persone
    [before] Da prima di quel giorno
   *[since] Da quel giorno in poi
}
voice-themes-note = Le persone si contano a gruppi di { $n }, nell’ordine in cui hanno usato una parola la prima volta; il gruppo in cui cade quel giorno non sta né prima né dopo. Così due letture non differiscono mai di poche persone. Quel che è stato annotato in un’intervista conta da quando la persona l’ha visto, e quel che è ritirato non conta.
voice-said = Che cosa hanno detto le persone
voice-said-of = Che cosa ha detto { $name }
voice-said-lead = Di persone il cui accordo è in vigore. Di chi leggi le parole resta scritto.
voice-everybody = Di tutte le persone
voice-every-kind = Tutto
voice-none = Nessuno ha ancora detto niente
voice-none-note = Le persone trovano «La mia voce» nella loro pagina. Quel che dicono in un’intervista lo puoi annotare qui: lo vedono subito, e decidono loro.
voice-none-such = Non è stato detto niente che corrisponda.
voice-desk-standing = { $standing ->
    [stated] detto dalla persona
    [not-seen] annotato, non ancora visto
    [seen] annotato, visto
    [confirmed] annotato, confermato
   *[corrected] annotato, corretto
}
voice-interview = Annotato in un’intervista il
voice-put-right = con altre parole dal
voice-note-remove = Ritira l’annotazione
voice-note = Annota qualcosa da un’intervista
voice-note-lead = Per una persona il cui accordo è in vigore. Lo vede appena apre la sua pagina, come annotato da voi, e può confermarlo, dirlo con altre parole o ritirarlo.
voice-note-of = Di { $name }
voice-who-said = Chi l’ha detto
voice-who-said-hint = L’indirizzo e-mail, oppure il numero negli altri vostri sistemi.
voice-nobody = Nessuno con quell’indirizzo o numero è stato invitato a questo scambio.
voice-note-not-agreed = L’accordo di questa persona non è in vigore: qui non si annota niente su di lei.
voice-day = Giorno dell’intervista
voice-day-wrong = Indica un giorno che non sia futuro, come 2026-11-30.
voice-note-text = Che cosa ha detto
voice-note-hint = Con le sue parole, per quanto puoi. Non scrivere niente che non diresti alla persona stessa.
voice-note-button = Annota
voice-of-person = Che cosa ha detto
