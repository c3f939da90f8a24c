
## Programma e novità

roadmap-pages = Programma e novità
roadmap-title = { $page ->
    [changelog] Novità
   *[roadmap] Programma
}
roadmap-lead = Che cosa { $firm } farà, sta facendo e ha fatto di quel che è stato chiesto. Quando arriva lo dice con parole sue.
roadmap-empty = Qui non c’è ancora niente
roadmap-empty-note = Appena { $firm } mette in programma qualcosa che è stato chiesto, lo si trova qui, con la risposta e i voti a favore.
roadmap-group = { $group ->
    [planned] In programma
    [under-way] In corso
   *[done] Realizzato
}
roadmap-group-empty = { $group ->
    [planned] Al momento non c’è niente in programma.
    [under-way] Al momento non c’è niente in corso.
   *[done] Ancora niente è stato realizzato.
}
roadmap-all-done = Tutto quel che è stato realizzato
roadmap-more = Questi sono gli ultimi { $n }; ce ne sono altri.
roadmap-thanks = { $n ->
    [one] Grazie al cliente che l’ha proposto.
   *[other] Grazie ai { $n } clienti che l’hanno proposto.
}
roadmap-thanks-named = { $others ->
    [0] Grazie a { $names }.
    [one] Grazie a { $names } e a un’altra persona.
   *[other] Grazie a { $names } e ad altre { $others } persone.
}
roadmap-log-lead = Che cosa { $firm } ha fatto, mese per mese, e chi l’aveva chiesto.
roadmap-log-empty = Ancora niente è stato realizzato
roadmap-log-empty-note = Quel che nasce da ciò che le persone portano si trova qui, quando c’è.
roadmap-newest = Ai più recenti
roadmap-older = Meno recenti
roadmap-feed = Come feed (Atom)
roadmap-sign-in = Chi è stato invitato da { $firm } può entrare, votare e commentare.
roadmap-to-sign-in = Entra
roadmap-from = { $n ->
    [one] Nasce da questo:
   *[other] Nasce da questi:
}
roadmap-link = Che cosa è in programma, in corso e realizzato

## Il banco

roadmap-desk = Programma e novità
roadmap-as-seen = Che cosa vedono le persone
roadmap-as-seen-note = Quel che si trova qui segue dalle risposte dell’impresa: qualcosa è in programma, in corso, realizzato. Quando arriva, dillo nella risposta.
roadmap-seen-by = Chi vede le due pagine:
roadmap-seen = { $who ->
    [everybody] tutti
   *[exchange] chi è nello scambio
}
roadmap-seen-note = { $who ->
    [everybody] Tutti vedono i titoli di quel che è stato portato, le risposte e i voti, senza entrare. Non si fa il nome di nessuno che non l’abbia consentito, e chi vuole che le sue parole restino nello scambio non compare.
   *[exchange] Chi è stato invitato le vede tra le sue pagine. Si possono mostrare anche a tutti: titoli, risposte e voti, e nessun nome se non di chi lo consente.
}
roadmap-warned = Un avviso
roadmap-unsaid = { $public ->
    [yes] Tutti lo vedono, e i termini non dicono che quel che le persone portano a queste attività può essere mostrato a tutti:
   *[no] Da pensarci prima: i termini non dicono che quel che le persone portano a queste attività può essere mostrato a tutti:
}
roadmap-unsaid-next = Le persone hanno scritto per chi è nello scambio. Lega l’attività a una clausola che chiede questo lavoro, spunta lì che quel che ne nasce può essere mostrato a tutti, e pubblica; oppure scrivi una voce al posto delle loro parole.
roadmap-switch = { $to ->
    [public] Mostra entrambe a tutti
   *[within] Mostra entrambe solo a chi è nello scambio
}
roadmap-not-offered = Nessuno le vede prima che i termini siano pubblicati.
roadmap-log-desk = Quel che è stato realizzato di ciò che le persone hanno portato sta da sé tra le novità, con la risposta data. Scrivi qui quel che è nato altrimenti, o quel che ne riassume più d’uno.
roadmap-log-none = Ancora nessuna voce scritta qui
roadmap-log-none-note = Una voce ha un titolo, poche parole e un giorno, e dice da che cosa nasce. Finché non è pubblicata, la vede solo chi lavora qui.
roadmap-entry-state = { $state ->
    [published] pubblicata
    [removed] tolta
   *[draft] bozza
}
roadmap-entry-linked = { $n ->
    [0] non nasce da contributi
    [one] nasce da { $n } contributo
   *[other] nasce da { $n } contributi
}
roadmap-entry-new = Scrivi una voce
roadmap-entry-title = { $language ->
    [it] Il titolo, in italiano
   *[en] Il titolo, in inglese
}
roadmap-entry-words = { $language ->
    [it] Che cosa è stato fatto, in italiano
   *[en] Che cosa è stato fatto, in inglese
}
roadmap-entry-day = Il suo giorno
roadmap-entry-day-hint = Sta in elenco con questo giorno.
roadmap-entry-about = Da che cosa nasce
roadmap-entry-about-hint = Questi stanno allora nella voce e non accanto a essa. Chi li ha portati, li segue o li ha votati lo viene a sapere una volta.
roadmap-entry-told = Quando la pubblichi, chi ha portato, segue o ha votato ciò da cui nasce lo viene a sapere, una volta sola.
roadmap-entry-out = È stata tolta: la vede solo chi lavora qui.
roadmap-entry-button = { $go ->
    [draft] Tieni come bozza
    [publish] Pubblica
    [save] Salva
    [unpublish] Falla tornare una bozza
    [undo] Annulla l’ultima modifica
    [remove] Toglila
    [undo-remove] Rimettila
   *[delete] Cancellala per sempre
}
roadmap-entry-wrong = { $what ->
    [day] Scegli un giorno.
    [title] Scrivi il titolo in almeno una lingua.
    [untitled] In questa lingua ci sono parole, ma nessun titolo.
    [linked] Una voce può nascere da 100 contributi al massimo.
   *[long] È troppo lungo: un titolo ha al massimo 200 caratteri, le parole 10.000.
}

## Stati

statuses-link = Gli stati e i loro nomi
statuses-title = Stati
statuses-lead = Chiama i passi come si usa nell’impresa. Comunque si chiami uno stato, quel che vi si trova vi resta; che cosa ne è stato lo dice il suo tipo.
statuses-picture = Come apparirà
statuses-column = { $column ->
    [kind] Dice che è
    [roadmap] Nel programma
    [used] Vi si trovano
   *[status] Stato
}
statuses-nowhere = non compare
statuses-new = Uno in più
statuses-one = Stato { $n } ({ $used ->
    [0] non vi si trova niente
   *[other] { $used } vi si trovano
})
statuses-words = Il suo nome ({ $language })
statuses-kind = Dice che è
statuses-order = Il suo posto nell’ordine
statuses-gone = Toglilo
statuses-to = { $n ->
    [one] Quel che vi si trova passa a
   *[other] I { $n } che vi si trovano passano a
}
statuses-choose = Scegline uno dello stesso tipo
statuses-button = { $go ->
    [save] Salva
    [undo] Annullala
   *[look] Guarda come apparirà
}
statuses-undo = L’ultima modifica
statuses-changed = L’ultima modifica è del giorno
statuses-undo-note = Se la si annulla, sono come prima, e quel che allora fu spostato torna dov’era, salvo che nel frattempo abbia avuto risposta.
statuses-no-words = Scrivi il nome in ogni lingua dello scambio: manca { $language }.
statuses-refused = { $why ->
    [in-use] { $n ->
        [one] Vi si trova qualcosa: scegli dove passa.
       *[other] Vi si trovano { $n } contributi: scegli dove passano.
    }
    [nowhere] Quel che vi si trova non può passare a uno che viene tolto anch’esso.
    [other-kind] Quel che vi si trova può passare solo a uno che ne dice lo stesso. Prima dai a ciascuno la sua risposta.
    [kind-in-use] Vi si trova qualcosa, perciò resta del suo tipo. Aggiungi un altro stato, e rispondi a quel che si trova qui.
    [undo] Qualcosa si trova ormai in uno stato che sparirebbe. Toglilo a mano.
   *[other] Questo tipo di attività non può averlo.
}

## Come si mostra quel che una persona ha portato

display-title = Come può essere mostrato
display-lead = { $public ->
    [yes] Il programma di questo scambio è pubblico: tutti vedono il titolo di quel che è in programma o realizzato, e nessun nome, a meno che tu non lo dica qui.
   *[no] Quando questo è in programma o realizzato sta nel programma, che vede chi è nello scambio. Non si fa il tuo nome, a meno che tu non lo dica qui.
}
display-named = Ringraziatemi per nome
display-to = { $to ->
    [exchange] davanti a chi è nello scambio
    [everybody] davanti a tutti, dove il programma è pubblico
   *[nobody] davanti a nessuno
}
display-name = Con quale nome
display-name-hint = Come vuoi essere chiamato: il tuo nome, le iniziali, un soprannome.
display-hidden = Non mostrate quel che ho scritto fuori da questo scambio
display-button = Salva
display-public = Il programma di questo scambio è pubblico: tutti possono vedere il titolo di quel che porti, quando è in programma o realizzato. Non si fa il tuo nome se non lo vuoi, e nella sua pagina puoi dire di no.
