
## Com’è andata: le domande a una persona

pulse-title = Com’è andata?
pulse-question = { $question ->
    [worth_it] Ne è valsa la pena?
    [fair] È stato equo?
    [in_control] Hai deciso tu?
    [easy] È stato facile?
   *[changed] È cambiato qualcosa?
}
pulse-about = { $occasion ->
    [agreed] Qualche tempo fa hai detto sì a «{ $title }».
    [came_back] Da «{ $title }» ti è tornato qualcosa.
    [outcome] Qualcosa a cui partecipi in «{ $title }» ha avuto il suo esito.
    [declined] Hai detto no a «{ $title }».
   *[left] Hai lasciato «{ $title }».
}
pulse-after = { $occasion ->
    [left] Prima di andare: com’è stato?
   *[declined] Se ti va: com’è stato?
}
pulse-promise = Cinque domande, da 0 (per niente) a 10 (del tutto). Lascia pure in bianco quel che vuoi: non ne dipende nulla. { $firm } vede cifre di almeno dieci persone, e le tue parole senza il tuo nome.
pulse-card = Una breve domanda, se ti va
pulse-card-note = Com’è andata?
pulse-card-button = Di’ com’è andata
pulse-not-now = Non ora
pulse-no-answer = nessuna risposta
pulse-end = { $end ->
    [least] per niente
   *[most] del tutto
}
pulse-why = Perché? Con parole tue
pulse-why-hint = Puoi lasciarlo in bianco. Se non vuoi farti riconoscere, non scrivere chi sei.
pulse-send = Invia
pulse-points-wrong = Scegli un numero da 0 a 10, oppure nessuno.
pulse-nothing = Non c’è ancora nessuna risposta. Rispondi a una domanda, scrivi qualcosa, oppure scegli «Non ora».
pulse-until = Puoi rispondere fino al
pulse-of-ten = { $points } su 10
pulse-state = { $state ->
    [answered] Grazie. Ecco che cosa hai risposto, il
    [not-now] Preferisci non rispondere, e non te lo chiediamo più. L’hai detto il
    [taken-back] Hai ritirato la tua risposta, che è stata cancellata il
   *[over] Il tempo per rispondere è finito.
}
pulse-chip = { $state ->
    [open] si può rispondere
    [answered] risposto
    [not-now] non ora
    [taken-back] ritirata
   *[over] senza risposta
}
pulse-take-back = Ritira la risposta
pulse-take-back-note = Puoi ritirare la tua risposta. Viene cancellata, parole comprese, e non si può dare di nuovo.
pulse-all = Quando ti è stato chiesto com’è andata
pulse-all-lead = { $firm } lo chiede di rado: ecco tutto ciò che ti è stato chiesto, e che cosa hai risposto.
pulse-none = Non ti è stato ancora chiesto
pulse-none-note = Dopo qualcosa che conta, ogni tanto ti viene chiesto com’è andata. Non devi rispondere.

## Com’è andata: che cosa vede l’azienda

pulse-to-figures = Com’è per le persone
pulse-figures = Com’è per le persone
pulse-figures-lead = Alle persone si chiede di rado, dopo qualcosa che per loro conta, e una volta quando dicono no o se ne vanno. Nessuno deve rispondere.
pulse-moments = In quale occasione
pulse-moment = { $moment ->
    [matters] Dopo ciò che conta
    [declined] Quando dicono no
   *[left] Quando se ne vanno
}
pulse-occasion = { $occasion ->
    [agreed] dopo un accordo
    [came_back] dopo che è tornato qualcosa
    [outcome] dopo un esito
    [declined] dicendo no
   *[left] andandosene
}
pulse-rate = Di chi riceve la domanda, risponde
pulse-rate-none = –
pulse-rate-of = { $answered } su { $asked }, tra chi non ha più tempo per rispondere
pulse-rate-few = si dice da { $n } persone in su che non hanno più tempo per rispondere
pulse-trend = Ultimi 90 giorni rispetto ai 90 prima
pulse-trend-few = si dice quando in entrambi è stato chiesto a { $n } persone
pulse-trend-note = punti, { $interval }: { $clear ->
    [yes] un cambiamento che va oltre il caso
   *[no] può farlo anche il caso
}
pulse-lately = Possono ancora rispondere, o l’hanno appena fatto
pulse-lately-note = domanda fatta negli ultimi 14 giorni
pulse-cooling = Ora non si chiede nulla a
pulse-cooling-note = { $days ->
    [one] domanda fatta nell’ultimo giorno, in qualunque scambio
   *[other] domanda fatta negli ultimi { $days } giorni, in qualunque scambio
}
pulse-to-rule = Quanto di rado si chiede
pulse-spread = Che cosa rispondono le persone
pulse-spread-caption = Barre: quale quota ha dato quanti punti. Rombo: la media, con il suo intervallo al 95%. 0 è per niente, 10 è del tutto.
pulse-people = { $n ->
    [one] { $n } persona
   *[other] { $n } persone
}
pulse-all-same = tutte uguali
pulse-column = { $column ->
    [question] domanda
    [n] risposte
    [mean] media
    [from] dal
    [until] al
    [before] prima
    [after] dopo
   *[change] differenza
}
pulse-course = Nel tempo
pulse-course-caption = Ogni rombo è la media di almeno dieci persone, con il suo intervallo al 95%, a metà del tempo in cui hanno risposto.
pulse-from-to = { $question } Da { $from } a { $to }.
pulse-that-day = quel giorno
pulse-compare = Prima e dopo
pulse-day = Un giorno in cui qualcosa è cambiato
pulse-day-wrong = Indica un giorno, come 2026-11-30.
pulse-compare-button = Confronta
pulse-versions = Oppure una versione delle condizioni:
pulse-compare-lead = Risposte prima e a partire dal
pulse-compare-note = Le risposte si contano a gruppi di { $n }; il gruppo in cui cade quel giorno non sta né prima né dopo. Una differenza in grassetto va oltre il caso. Che venga dopo quel giorno non vuol dire che ne sia l’effetto.
pulse-side-few = meno di { $n } risposte da una parte
pulse-few = Hanno risposto meno di dieci persone
pulse-few-note = Appena { $n } persone hanno risposto a una domanda, vedi come.
pulse-stretches = Le cifre si muovono a gruppi di { $n } risposte, così nessuno può ricavare che cosa ha detto una sola persona.
pulse-themes-since = Prima e dopo il
pulse-words = Con parole loro
pulse-words-lead = Senza nomi. Ciò che le persone hanno scritto viene cancellato quando lo ritirano o quando vengono cancellate.
pulse-words-few = Si dice quando { $n } persone hanno scritto qualcosa.
pulse-words-search = Parole da cercare
pulse-words-button = Cerca
pulse-words-none = Nessuno l’ha scritto.
pulse-words-file = Tutte le parole in CSV
pulse-words-listen = Il file si può studiare come i post: di che cosa parlano le persone, prima e dopo un evento.
pulse-to-listen = Studialo

## Com’è andata: quanto di rado

pulse-rule-lead = Alle persone si chiede com’è andata solo ogni tanto, contando insieme tutti i tuoi scambi.
pulse-rule-note = Ogni volta è una pagina con cinque domande, e un «non ora» viene rispettato. Da una risposta non dipende nulla.
pulse-rule-cooling = persone a cui è stato chiesto da poco, e a cui ora non si chiede nulla
pulse-days = Giorni tra una domanda e l’altra alla stessa persona
pulse-days-wrong = Indica un numero intero di giorni da { $least } a { $most }.
pulse-on-leaving = Chiedi a chi dice no o se ne va
pulse-on-leaving-hint = Una volta per scambio, nella pagina che segue. Chi resta non è tutti.
pulse-yes-no = { $yes ->
    [yes] sì
   *[no] no
}
