
## Mappe delle opinioni, come le vedono le persone

map-none = Non c’è ancora nulla a cui rispondere
map-none-note = Quando { $firm } vuole sapere come la pensano le persone, qui rispondi a brevi affermazioni, una alla volta, e vedi chi la pensa come te.
map-closed = La raccolta è chiusa. La mappa resta com’è, e qui si legge che cosa ne è delle affermazioni.
map-progress = { $answered } di { $all }
map-progress-label = Affermazioni a cui hai risposto
map-asked = Sei d’accordo?
map-answer = { $answer ->
    [agree] D’accordo
    [disagree] In disaccordo
   *[pass] Passo
}
map-pass-note = Passa se non sai, o se preferisci non dirlo: anche questa è una risposta. Ogni risposta si può cambiare in seguito.
map-no-statements = Ancora nessuna affermazione
map-no-statements-note = { $adds ->
    [yes] Puoi scrivere la prima qui sotto.
   *[no] Torna più tardi.
}
map-all-answered = Hai risposto a tutte le affermazioni
map-all-answered-note = Grazie. Potranno arrivarne altre; { $firm } dice che cosa ne è di ciascuna quando la raccolta sarà chiusa.
map-propose = Manca qualcosa? Scrivi un’affermazione
map-propose-text = La tua affermazione
map-propose-hint = Un solo pensiero su cui si può essere d’accordo o no, come «I cani viaggiano gratis.»
map-propose-button = Invia
map-how = Come funziona
map-how-step = { $step ->
    [answer] Rispondi alle affermazioni, una alla volta: d’accordo, in disaccordo, passo.
    [place] Chi risponde ha un posto su una mappa. Chi risponde allo stesso modo sta vicino; nessun nome vi compare.
   *[groups] La mappa mostra quali gruppi ci sono, che cosa sostengono e che cosa condividono tutti.
}
map-until = { $n ->
    [one] Ancora una risposta e vedi dove ti trovi. Ciò che pensano gli altri si vede solo allora, per non influenzarti.
   *[other] Ancora { $n } risposte e vedi dove ti trovi. Ciò che pensano gli altri si vede solo allora, per non influenzarti.
}
map-heading = Come la pensano le persone
map-being-drawn = La mappa è in preparazione. Guarda di nuovo fra un momento.
map-too-few = { $people ->
    [0] Nessuno ha ancora risposto. La mappa c’è da { $needed } persone in su: con meno si capirebbe chi è chi.
    [one] Finora ha risposto una persona. La mappa c’è da { $needed } in su: con meno si capirebbe chi è chi.
   *[other] Finora hanno risposto { $people } persone. La mappa c’è da { $needed } in su: con meno si capirebbe chi è chi.
}
map-you-group = Hanno risposto { $people } persone, che formano { $k } gruppi. Tu stai con il gruppo { $name }, { $others ->
    [0] finora senza nessun altro.
    [one] insieme a un’altra persona.
   *[other] insieme ad altre { $others } persone.
}
map-you-none = Hanno risposto { $people } persone, che formano { $k } gruppi. Chi ha risposto a { $needed } affermazioni viene contato in uno di essi.
map-no-groups = Hanno risposto { $people } persone. La pensano in modo diverso, ma finora non ci sono gruppi che si ritroverebbero se partecipassero altri. { $placed ->
    [yes] La mappa mostra chi ti è vicino.
   *[no] Rispondi ad alcune affermazioni e ci sarai anche tu.
}
map-became = Che cosa ne è stato
map-your-answers = { $n ->
    [one] La tua risposta
   *[other] Le tue { $n } risposte
}
map-your-answers-note = Apri un’affermazione per cambiare la tua risposta.
map-yours = Le tue affermazioni
map-part = { $part ->
    [queued] prima la guarda un moderatore
    [declined] rifiutata
    [withdrawn] ritirata
   *[shown] gli altri la vedono
}
map-you = sei qui
map-you-caption = L’anello con un punto al centro sei tu.
map-unites = { $groups ->
    [yes] Che cosa unisce tutti i gruppi
   *[no] Su che cosa i più sono d’accordo
}
map-unites-note = { $groups ->
    [yes] In ogni gruppo una chiara maggioranza sta dalla stessa parte, e nessun gruppo si distingue nettamente da un altro.
   *[no] Una chiara maggioranza di tutti sta dalla stessa parte.
}
map-divides = Che cosa li divide
map-divides-note = Qui i gruppi si distinguono nettamente; prima quelli più lontani fra loro.
map-group = Gruppo { $name }: { $n ->
    [one] una persona
   *[other] { $n } persone
}
map-your-group = il tuo gruppo
map-nothing-apart = Nulla distingue chiaramente questo gruppo dagli altri.
map-apart = { $side ->
    [agree] D’accordo: { $inside } nel gruppo, { $outside } fra gli altri.
   *[disagree] In disaccordo: { $inside } nel gruppo, { $outside } fra gli altri.
}
map-none-of-these = Finora nessuna affermazione è fra queste.
map-you-said = { $answer ->
    [agree] Tu sei d’accordo.
    [disagree] Tu sei in disaccordo.
   *[pass] Tu hai passato.
}
map-statement = Un’affermazione
map-your-answer = { $given ->
    [yes] La tua risposta, che puoi cambiare
   *[no] La tua risposta
}
map-withdraw-note = Le tue parole vengono cancellate, subito e per sempre, e l’affermazione lascia la mappa con le sue risposte.

## La scrivania nello studio

map-desk = Mappe delle opinioni
map-desk-none = Ancora nessuna mappa delle opinioni
map-desk-none-note = Metti davanti alle persone da dieci a trenta brevi affermazioni, come «Gli autobus dovrebbero passare anche di notte.» Rispondono a una alla volta e ne aggiungono di proprie; tu vedi quali gruppi ci sono e che cosa condividono tutti.
map-every = Tutte le mappe delle opinioni
map-shown = { $n ->
    [one] { $n } affermazione
   *[other] { $n } affermazioni
}
map-figure = { $figure ->
    [people] persone
    [answers] risposte
   *[statements] affermazioni proposte
}
map-figure-median = { $n ->
    [0] ancora nessuna
    [one] metà delle persone ne ha data al massimo una
   *[other] metà delle persone ne ha date { $n } o più
}
map-files = Porta via i dati
map-files-note = Tre file nella forma in cui Polis esporta le sue conversazioni; comity opinion li legge. Le persone hanno numeri che non portano a nessuno. Che li hai presi viene annotato.
map-file = { $file ->
    [comments] affermazioni, con le decisioni dei moderatori
    [votes] ogni risposta con il suo momento
   *[participants-votes] persone con i loro gruppi e le loro risposte
}
map-statements = Affermazioni
map-answers = { $n ->
    [0] nessuna risposta
    [one] { $n } risposta
   *[other] { $n } risposte
}
map-seed = Aggiungi affermazioni
map-seed-text = Affermazioni, una per riga
map-seed-hint = Ognuna dice una cosa sola, in 280 caratteri al massimo. Gli altri le vedono subito.
map-seed-button = Aggiungi
map-close = Chiudi questa mappa
map-close-note = Nessuno risponde o propone più nulla, e la mappa resta com’è. Ogni affermazione attende allora la tua risposta.
map-open = Apri una mappa delle opinioni
map-open-note = Chi è stato invitato allo scambio risponde finché entrambi sono aperti. Le affermazioni delle persone le guarda prima un moderatore, come tutto ciò che i clienti portano.
map-open-statements = Affermazioni con cui cominciare, una per riga
map-open-adds = Le persone possono aggiungere affermazioni
map-language-of = La lingua delle affermazioni
map-language = { $language ->
    [it] italiano
   *[en] inglese
}
map-line-too-long = L’affermazione { $n }, «{ $begins }», ha { $is } caratteri: scrivine al massimo { $most }.
map-status = { $status ->
    [open] aperta
    [adopted] accolta
    [planned] in programma
    [done] realizzata
   *[not-now] non ora
}
map-moderate-note = Un’affermazione rifiutata lascia la mappa con le sue risposte, finché non viene ammessa di nuovo.
map-import-out = I moderatori l’avevano tolta dove si è tenuta la conversazione.
