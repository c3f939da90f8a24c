
## Partecipare senza account, e sul sito dell'azienda

guest-lead = { $way ->
    [questions] Fai una domanda e leggi quelle degli altri. { $firm } vede che cosa aspetta ancora.
    [opinions] Una frase alla volta: d’accordo, in disaccordo o passo.
   *[ideas] Proponi e vota. { $firm } risponde a ogni idea, e dice perché quando non si può fare.
}
guest-summary = Qui partecipi senza account. Che cosa vuol dire
guest-means = Nessuno ti chiede chi sei. Puoi leggere senza lasciare niente.
guest-point = { $what ->
    [cookie] Quando voti o proponi qualcosa per la prima volta, in questo browser viene messo un cookie con un numero casuale. Con quello tu, e nessun altro, vedi che cosa hai fatto qui e puoi cancellarlo.
    [nothing] { $firm } non conserva nessun indirizzo e niente del tuo dispositivo. Quanto spesso agisce un indirizzo si conta in memoria, per un’ora al massimo.
    [moderator] Un moderatore guarda quello che scrivi prima che lo vedano gli altri. Non scrivere chi sei, né chi sono altri.
    [ends] 90 giorni dopo l’ultima volta che hai fatto qualcosa qui, il numero scade. Voti e parole restano, e non portano a nessuno.
   *[join] Se un giorno accedi, ti viene chiesto se quello che hai fatto qui deve essere tuo. Senza il tuo sì non lo è.
}
guest-sign-in = Accedi invece
guest-as-person = Hai fatto l’accesso: quello che fai qui è tuo, come nelle tue pagine.
guest-to-mine = Che cosa hai fatto qui
guest-typed-note = Gli altri vedono che cosa scrivi, non chi sei. Prima guarda un moderatore.
guest-comments = I commenti sono per chi ha fatto l’accesso.
guest-of-which = di cui senza account: { $n }
guest-takers = { $n ->
    [one] Una di queste persone ha risposto senza account.
   *[other] { $n } di queste persone hanno risposto senza account.
}
guest-again = { $why ->
    [early] È stato molto veloce. Premi di nuovo tra un momento: così i programmi restano fuori.
    [gone] Il numero con cui questo browser era conosciuto è scaduto. Premi di nuovo: cominci da capo.
   *[late] Questa pagina è rimasta aperta a lungo. Premi di nuovo; quello che hai scritto è ancora qui.
}
guest-mine = Che cosa hai fatto qui senza account
guest-mine-none = Di questo browser non si sa niente
guest-mine-none-note = Quando voti o proponi qualcosa senza account, lo trovi qui. È conosciuto per 90 giorni dall’ultima volta che hai fatto qualcosa.
guest-mine-lead = Solo questo browser vede questa pagina. La vede anche chi altro lo usa.
guest-brought = { $n ->
    [one] Che cosa hai proposto
   *[other] { $n } cose che hai proposto
}
guest-votes-for = { $n ->
    [one] un voto a favore
   *[other] { $n } voti a favore
}
guest-voted = { $n ->
    [one] Hai votato una volta.
   *[other] Hai votato { $n } volte.
}
guest-sign-in-join = Accedi e fallo diventare tuo
guest-forget = Dimenticami
guest-forget-note = I tuoi voti vengono ritirati, le tue parole cancellate, e il cookie sparisce. { $firm } non ne conserva niente. Non si può annullare.
guest-forget-button = Cancella tutto
guest-join = Che cosa hai fatto senza account
guest-join-none = Non c’è niente da unire
guest-join-none-note = In questo browser nessuno ha partecipato qui senza account, o è già tuo.
guest-join-lead = In questo browser qualcuno ha partecipato qui senza account. Eri tu? Niente diventa tuo senza il tuo sì.
guest-join-point = { $what ->
    [yours] Sta tra quello che hai proposto, e ti diciamo che cosa ne è stato.
    [twice] Dove hai votato tutte e due le volte sulla stessa cosa, conta il voto più recente, una volta sola.
    [erased] Quando fai cancellare tutto quello che è tuo, va via anche questo.
   *[final] Resta tuo: non si può più separare. Di’ di no se altri usano questo browser.
}
guest-join-yes = Sì, ero io
guest-join-no = No, lascia com’è
guest-switch = Senza account
guest-switched = { $on ->
    [yes] attivo
   *[no] non attivo
}
guest-switch-note = Chiunque abbia l’indirizzo legge questa attività, propone qualcosa e vota, senza invito e senza accedere. Un moderatore guarda quello che scrive prima che lo vedano gli altri. I programmi restano fuori grazie a un modulo firmato e a un limite per ogni indirizzo; una persona può comunque votare più volte da più browser, e perciò ogni conteggio dice quanti voti sono arrivati senza account.
guest-switch-agreed = Qui viene prima un accordo, e chi non ha un account non ha accettato niente. Perciò non si può attivare.
guest-switch-button = { $on ->
    [yes] Solo chi è stato invitato
   *[no] Lascia partecipare chiunque
}
guest-address = Indirizzo per tutti
guest-on-site = Sul tuo sito
guest-remove = Togli le parole
guest-remove-note = L’ha proposto qualcuno senza account. Se contiene cose che non devono stare da nessuna parte, come nomi o indirizzi, puoi cancellare le parole per sempre. I voti restano.
guest-remove-button = Cancella le parole
embed-title = Sul tuo sito
embed-lead = Le attività a cui partecipa chiunque possono stare nelle pagine del tuo sito: una riga, senza riquadri e senza cookie.
embed-origins = Siti nelle cui pagine possono stare, uno per riga
embed-origins-hint = Per intero, come https://www.example.com, senza percorso. Le pagine di altri siti sono rifiutate.
embed-save = Salva
embed-wrong = “{ $line }” non è un sito: scrivi https:// e il nome dell’host, come https://www.example.com.
embed-too-many = Al massimo { $n } siti.
embed-snippets = Che cosa sta nella tua pagina
embed-snippets-note = Metti la riga dove si deve vedere l’attività.
embed-none = In nessuna attività di questo scambio si partecipa ancora senza account. Si attiva nell’attività.
embed-docs = docs/embed.md dice che cosa si può scegliere, e che cosa deve permettere la politica del tuo sito.
embed-fault = { $why ->
    [often] È stato molto spesso. Aspetta un minuto e premi di nuovo.
    [busy] Per ora c’è troppo da fare. Riprova tra un momento.
    [missing] Questo non c’è più.
   *[other] Non ha funzionato. Ricarica la pagina e riprova.
}
embed-said = { $what ->
    [queued] Grazie. Un moderatore guarda, poi lo vedono gli altri.
    [brought] Grazie. Ora lo vedono gli altri.
   *[counted] Conta.
}
embed-waits = { $n ->
    [one] Un moderatore guarda quello che hai scritto.
   *[other] Un moderatore guarda { $n } cose che hai scritto.
}
embed-word = { $what ->
    [send] Invia
    [forget] Cancella quello che ho fatto qui
   *[note] Nessun account, nessun cookie: quando voti o scrivi, in questo browser resta un numero casuale. { $firm } non sa altro di te.
}
embed-all = { $n ->
    [one] Leggi per intero
   *[other] Leggi tutte e { $n }
}
embed-map = Apri in una pagina tutta sua
