# Ciò che tutte le pagine dello studio e del portale condividono: cornice, moduli, accesso, guasti.

web-skip = Vai al contenuto
web-simulated = Simulazione: impresa, persone e cifre di questa pagina sono inventate.
web-nav-studio = Studio
web-nav-portal = Le tue pagine
web-nav = { $section ->
    [overview] Panoramica
    [exchanges] Scambi
    [people] Persone
    [listen] Ascolto
    [ledger] Registro
    [audit] Registro delle attività
    [settings] Impostazioni
    [home] Inizio
    [information] Le mie informazioni
   *[details] I miei dati
}
web-for-ward = Stai agendo per { $ward }.
web-foot = { $firm }, con Comity. Domande e reclami:
web-sign-out = Esci
web-bounds = Da { $least } a { $most }.
web-form-wrong = { $n ->
    [one] Una cosa va rivista.
   *[other] { $n } cose vanno riviste.
}
web-control = { $control ->
    [firm-person] decidiamo noi
    [shared-person] si decide insieme
    [customer-person] decidi tu
    [firm-member] decide l’impresa
    [shared-member] si decide insieme
   *[customer-member] decide la persona
}
web-pages = Pagine dell’elenco
web-in-all = { $n ->
    [one] 1 in tutto
   *[other] { $n } in tutto
}
web-first-page = Prima pagina
web-next-page = Pagina successiva
web-missing = { $what ->
    [mail] Manca l’indirizzo e-mail.
    [password] Manca la password.
    [key] Manca la chiave stampata dal server.
    [firm] Manca il nome dell’impresa.
    [slug] Manca un nome breve per gli indirizzi.
    [country] Mancano le due lettere del Paese.
    [contact] Manca un recapito.
    [title] Manca il titolo.
    [reason] Manca il motivo.
   *[name] Manca il nome.
}

## Accesso

web-sign-in = Accedi
web-sign-in-lead = Allo studio di { $firm }, per chi fa parte della squadra.
web-sign-in-refused = L’indirizzo o la password non sono corretti. Controlla entrambi e riprova.
web-sign-in-forgotten = Password dimenticata? Chi ha il ruolo di titolare nella tua squadra può mandarti un link per sceglierne una nuova. Se quel ruolo è soltanto tuo, rivolgiti a chi gestisce il server.
web-sign-in-person = Sei un cliente?
web-sign-in-person-link = Ricevi un link per posta
web-mail = Indirizzo e-mail
web-mail-wrong = Non ha la forma di un indirizzo e-mail: nome@esempio.it
web-password = Password
web-password-new = Una password
web-password-again = Di nuovo la password
web-password-hint = Dieci caratteri o più. Qualche parola di seguito si ricorda facilmente e si indovina con fatica.
web-password-short = Servono almeno { $n } caratteri.
web-password-long = È troppo lunga.
web-password-differs = Le due password non coincidono.
web-your-name = Il tuo nome
web-role = { $role ->
    [owner] Titolare
    [researcher] Ricerca
    [moderator] Moderazione
    [auditor] Revisione
   *[viewer] Sola lettura
}
web-join = { $joined ->
    [yes] Scegli una nuova password
   *[no] Entra nella squadra di { $firm }
}
web-join-lead = { $joined ->
    [yes] Per { $mail }. Le sessioni ancora aperte altrove si chiudono.
   *[no] { $mail } ha un invito con il ruolo «{ $role }». Scegli un nome e una password.
}
web-join-button = { $joined ->
    [yes] Usa questa password
   *[no] Entra
}
web-set-up = Crea la tua impresa
web-set-up-lead = Nessuno usa ancora questa installazione di Comity. Chi ha la chiave stampata dal server all’avvio crea l’impresa e ne diventa titolare.
web-set-up-firm = L’impresa
web-set-up-you = Tu
web-set-up-button = Crea l’impresa
web-key = Chiave
web-key-hint = Si trova nell’output del server e vale una volta sola.
web-firm-name = Nome dell’impresa
web-slug = Nome breve per gli indirizzi
web-slug-hint = Lettere minuscole, cifre e trattini: norda
web-slug-wrong = Al massimo 40 lettere minuscole, cifre e trattini; il primo è una lettera o una cifra.
web-country = Paese
web-country-hint = Due lettere: IT. La sua legge stabilisce, fra l’altro, da quale età si acconsente da soli.
web-country-wrong = Due lettere, come IT o FR.
web-contact = Recapito
web-contact-hint = Per le domande delle persone sulle loro informazioni: un indirizzo e-mail o postale. Compare in ogni pagina che vedono.
web-enter = Entra
web-enter-lead = Non serve una password. Scrivi l’indirizzo al quale { $firm } ti scrive: arriva un link che apre le tue pagine.
web-enter-button = Mandami il link
web-enter-why = Il link vale una volta sola e per poco tempo. Nessuno viene a sapere che l’hai chiesto.
web-enter-sent = Guarda la posta
web-enter-sent-lead = Se { $mail } è un indirizzo conosciuto qui, il link è in viaggio.
web-enter-sent-note = Può volerci un minuto, e può finire fra la posta indesiderata. Il link vale una volta sola.
web-enter-again = Chiedi un altro link
web-link = { $opens ->
    [confirm] { $name } è il tuo indirizzo
    [exchange] «{ $name }»: { $firm } ti chiede
    [ward] Ti si chiede di rispondere per { $name }
    [nothing] Questo link non apre più nulla
   *[home] Le tue pagine presso { $firm }
}
web-link-lead = { $opens ->
    [confirm] Da quel momento le lettere arrivano a questo indirizzo, e anche i link per entrare.
    [exchange] Puoi prima leggere tutto. Aprendo non accetti nulla, e puoi rispondere sì, no, oppure sì a una condizione.
    [ward] Leggi che cosa si chiede e rispondi come chi esercita la responsabilità genitoriale.
    [nothing] È già stato usato, o è troppo vecchio. Uno nuovo arriva in fretta.
   *[home] Che cosa ti aspetta, che cosa hai dato e ricevuto, e tutto ciò che si conserva di te.
}
web-link-button = Apri
web-confirm-button = È il mio indirizzo
web-link-note = Il pulsante c’è perché alcuni programmi di posta aprono da soli ogni link.

## Guasti

web-trouble = { $trouble ->
    [signed-out] La sessione è finita
    [no-firm] A questo indirizzo non risponde nessuna impresa
    [too-large] È più di quanto si possa accettare
    [link] Questo link non apre più niente
    [not-found] Questa pagina non c’è
    [denied] Qui non puoi entrare
    [conflict] Qualcuno è arrivato prima
    [busy] Troppe cose insieme
    [unsure] La risposta non è arrivata in tempo
    [too-many] Troppi tentativi
    [bad-request] Non si è potuto leggere
    [full] Non c’è più spazio
   *[broken] Qui qualcosa è rotto
}
web-trouble-next = { $trouble ->
    [signed-out] Torna indietro, rientra da un’altra finestra e invia di nuovo: quello che era scritto è ancora nella pagina precedente.
    [no-firm] Segui il link ricevuto dall’impresa: contiene il suo nome.
    [too-large] Non è stato salvato niente. Va accorciato o diviso.
    [link] È già stato usato, o è troppo vecchio. Se ne può chiedere uno nuovo.
    [not-found] L’indirizzo può contenere un errore, oppure la pagina è di qualcun altro.
    [denied] Il tuo ruolo non lo comprende. Chi è titolare può cambiarlo.
    [conflict] Ciò che volevi cambiare è cambiato nel frattempo. Guardalo di nuovo e decidi.
    [busy] Nulla è andato perso e nulla è stato fatto. Riprova fra un momento.
    [unsure] Non è certo che quello che hai inviato sia stato registrato. Aspetta un minuto, riapri la pagina e controlla prima di inviarlo di nuovo.
    [too-many] Aspetta qualche minuto, poi riprova.
    [bad-request] Il modulo è arrivato incompleto, o da un altro sito. Riapri la pagina e invialo da lì.
    [full] Il server non ha spazio per scrivere, quindi nulla è stato salvato. Chi lo gestisce deve farne.
   *[broken] Non dipende da te. È stato annotato; se continua, comunica il numero qui sotto a chi gestisce questo server.
}
web-trouble-home = Torna all’inizio
web-trouble-request = Numero di questa richiesta: { $request }
web-key-wrong = Non è la chiave che il server ha scritto all’ultimo avvio.
web-slug-taken = C’è già un’impresa con questo nome breve.
web-stale-draft = Nel frattempo ha salvato qualcun altro. Salvare di nuovo sostituisce ciò che ha scritto.
web-counter-refused = { $why ->
    [wording] Una condizione scritta con parole proprie si accetta con un testo della clausola che la rispetti: va scritto prima.
    [answered] A questa condizione è già stata data risposta, oppure è stata ritirata o è decaduta.
   *[refused] Le regole non permettono di accettarla così com’è.
}
web-record-lack = { $what ->
    [address] l’indirizzo postale dell’impresa
    [contact] come si raggiunge l’impresa
    [storage] il paese in cui sono conservate le informazioni
    [subjects] di chi sono le informazioni
   *[security] come sono protette
}
web-text-wrong = È troppo lungo, o contiene caratteri che non si possono mostrare.
web-mail-taken = C’è già qualcuno con questo indirizzo.
web-external-taken = C’è già qualcuno con questo numero.
web-import-evidence = Manca la prova del permesso, oppure un testo è troppo lungo.
web-import-line = Questa riga non si può leggere.
web-last-owner = Un’impresa conserva almeno un titolare.
web-logo-wrong = Un’immagine è PNG, JPEG, WebP o GIF, di 200 kB al massimo.
web-host-taken = Un’altra impresa ha questo host.
web-house = La casa stessa
web-said = { $what ->
    [joined] Ora è tuo.
    [forgotten] I tuoi voti sono ritirati, e le tue parole vengono cancellate.
    [mail-sent] Salvato. Il nuovo indirizzo vale da quando apri il link che vi è stato mandato.
    [saved] Salvato.
    [tried-again] Viene mandato di nuovo.
    [on-its-way] È partito: tra un momento l’elenco dice com’è andata.
    [link-sent] Il link per scegliere una nuova password è in viaggio.
    [published] Queste condizioni sono in vigore. Chi è interessato viene avvisato.
    [invited] Invito fatto.
    [added] Aggiunto.
    [removed] Tolto.
    [key-ended] La chiave non apre più nulla.
    [confirmed] Segnata come confermata.
    [closed] Lo scambio è chiuso. Ciò che è stato concordato resta in vigore.
    [answered] La tua risposta è stata registrata.
    [withdrawn] Consenso revocato. Il resto non cambia.
    [put-right] Corretta. Questa è la tua ricevuta.
    [contested] Cancellata. Niente ne prende il posto finché non ci ripensi. Questa è la tua ricevuta.
    [contest-ended] Va bene così. Possono arrivare di nuovo valori.
    [left] Hai lasciato lo scambio. Ciò che hai ricevuto resta tuo.
    [erased] Tutto ciò che ti riguarda viene cancellato. Questa è l’ultima pagina che vedi qui.
    [password] La password è cambiata. Le sessioni aperte altrove sono chiuse.
    [brought] Grazie. Ora gli altri lo vedono.
    [queued] Grazie. Lo guarda prima un moderatore; poi lo vedono gli altri, e te lo facciamo sapere.
    [not-asked] Non te lo chiediamo più.
   *[signed-out] La sessione è chiusa.
}

## Condizioni in parole semplici

web-simulated-label = Su questa pagina
web-nothing = nulla
web-gives-nothing = Qui non ti si chiede nulla.
web-gets-nothing = In cambio non torna nulla.
web-work-public = Quel che ne nasce può essere mostrato a tutti, senza il tuo nome.
web-minutes = { $n ->
    [one] circa un minuto al mese
   *[other] circa { $n } minuti al mese
}
web-capital = { $capital ->
    [economic] valore economico
    [cultural] competenza e gusto
    [social] appartenenza e riconoscimento
   *[information] conoscenza
}
web-due = { $n ->
    [one] entro un giorno da quando spetta
   *[other] entro { $n } giorni da quando spetta
}
web-what-for = A che scopo
web-how-long = Per quanto tempo
web-who-else = Chi altro le riceve
web-nobody-else = Nessun altro.
web-who-decides = Chi decide
web-you-set = Che cosa si può regolare
web-on-leaving = Se si esce
web-leaving-plain = Finisce subito, e non si raccoglie più nulla.
web-ground = { $basis ->
    [consent] Solo con il tuo consenso, che puoi ritirare in ogni momento.
    [contract] Fa parte di ciò che è stato chiesto: senza, non si può fare.
    [legal_obligation] Lo impone una legge:
   *[legitimate_interest] Un legittimo interesse dell’impresa, al quale puoi opporti in ogni momento:
}
web-control-vote = Cambia solo se lo vuole il { $yes }% di chi vota, partecipa almeno il { $quorum }%, e il voto resta aperto { $days } giorni.
web-control-means = { $control ->
    [firm] L’impresa può cambiarlo con una nuova versione, che ti viene proposta di nuovo.
    [shared] Cambia solo con un tuo sì.
   *[customer] Lo sposti quando vuoi.
}
web-setting-switch = Acceso o spento.
web-setting-number = Da { $least } a { $most } { $unit }.
web-on-off = { $on ->
    [yes] Acceso
   *[no] Spento
}
web-source = { $source ->
    [volunteered] data volontariamente
    [observed] osservata nell’uso
    [inferred] dedotta da altre informazioni
   *[third_party] fornita da altri
}
web-inferred-from = Dedotta da: { $items }
web-inferred-how = Come:
web-origin = Fornita da:
web-kept-agreed = finché dura l’accordo
web-kept-months = { $months } mesi ({ $days } giorni)
web-kept-days = { $n ->
    [one] 1 giorno
   *[other] { $n } giorni
}
web-quoted = «{ $text }»
web-change = { $what ->
    [added] nuova
    [removed] tolta
    [words] altre parole
    [control] chi decide
    [information] le informazioni chieste
    [work] il lavoro chiesto
    [benefits] che cosa torna
    [required] se si può farne a meno
    [counter] quali condizioni si possono porre
    [setting] che cosa si può regolare
    [leaving] che cosa succede uscendo
    [meaning] il significato di uno scopo, un’informazione o un destinatario
   *[document] titolo, legge o date dell’insieme
}
web-detail-kept = conservate per: { $from } → { $to }
web-detail-named = { $added ->
    [yes] anche: { $name }
   *[no] non più: { $name }
}
web-detail-recipient = { $added ->
    [yes] comunicate anche a: { $name }
   *[no] non più comunicate a: { $name }
}
web-detail-amount = { $what }: { $from } → { $to }
web-detail-due = { $what }, da ricevere entro: { $from } → { $to }
web-detail-minutes = minuti al mese: { $from } → { $to }
web-detail-public = { $to ->
    [yes] quel che ne nasce può essere mostrato a tutti, senza nomi
   *[no] quel che ne nasce resta nello scambio
}
web-detail-none = { $of ->
    [amount] senza quantità
    [due] senza data
   *[minutes] non detto
}
web-instead-days = conservate solo per { $kept }
web-instead-items = solo: { $names }
web-instead-to = comunicate solo a: { $names }
web-instead-nobody = comunicate a nessuno
web-instead-benefit = invece: { $what }
web-instead-amount = { $amount } in cambio
web-counter-state = { $state ->
    [open] aspetta una risposta
    [accepted] accettata
    [declined] respinta
    [lapsed] decaduta
    [taken_back] ritirata
   *[overtaken] superata da una nuova versione
}
web-no-change = Non è cambiato nulla.
web-changes = Che cosa è cambiato
web-change-column = { $column ->
    [where] dove
    [what] che cosa
   *[favours] a favore di chi
}
web-whole = L’insieme
web-favours = { $whom ->
    [person] della persona
    [firm] forse dell’impresa
   *[nobody] di nessuno
}
