# Ciò che chi fa parte dell’impresa legge nello studio, in italiano.

## Panoramica

studio-figure = { $figure ->
    [agreed] accordi in vigore
    [unanswered] senza risposta
    [open] scambi aperti
    [people] persone
    [invited] invitate
    [countered] solo condizioni
    [declined] hanno detto no
    [left] uscite
    [leaves] foglie
   *[unsequenced] in attesa
}
studio-figure-note = { $figure ->
    [agreed] ognuno con il sì della persona
    [unanswered] il silenzio non è un sì
    [open] proposti in questo momento
    [people] nei libri
   *[unsequenced] ricevono il loro posto entro un secondo
}
studio-waiting = In attesa di una risposta
studio-nothing-waits = Nulla in attesa.
studio-waits-ideas = { $n ->
    [one] contributo aspetta in { $title }
   *[other] contributi aspettano in { $title }
}
studio-waits = { $kind ->
    [conditions] { $n ->
        [one] condizione senza risposta
       *[other] condizioni senza risposta
    }
    [untold] { $n ->
        [one] fine di cui nessun destinatario è stato avvisato: manca l’indirizzo
       *[other] fini di cui nessun destinatario è stato avvisato: manca l’indirizzo
    }
    [drafts] { $n ->
        [one] bozza non ancora pubblicata
       *[other] bozze non ancora pubblicate
    }
    [unsent] { $n ->
        [one] messaggio che non si è potuto inviare
       *[other] messaggi che non si sono potuti inviare
    }
    [failed] { $n ->
        [one] lavoro abbandonato: il registro del server dice perché
       *[other] lavori abbandonati: il registro del server dice perché
    }
   *[erasures] { $n ->
        [one] cancellazione in corso
       *[other] cancellazioni in corso
    }
}
studio-first-lapse = la prima decade il
studio-answers-now = Come stanno le persone, scambio per scambio
studio-begin = Come nasce uno scambio
studio-begin-note = L’impresa dice che cosa chiede e che cosa dà in cambio; le persone rispondono punto per punto; entrambe vedono che cosa ne è stato.
studio-step = { $step ->
    [terms] Scrivere le condizioni
    [people] Portare le persone
    [publish] Pubblicare e invitare
   *[answers] Rispondere alle condizioni poste
}
studio-step-done = Fatto:
studio-step-note = { $step ->
    [terms] Si può partire dall’esempio. Il controllo dice che cosa è iniquo o poco chiaro mentre si scrive.
    [people] Una alla volta, o da una tabella, con la prova di ciò che hanno già permesso.
    [publish] La pubblicazione crea una versione: si firma com’è, e non si cambia più.
   *[answers] Le persone dicono sì, no, oppure sì se. Una condizione insegna che cosa renderebbe equo lo scambio.
}

## Scambi

studio-new-exchange = Nuovo scambio
studio-no-exchange = Ancora nessuno scambio
studio-no-exchange-note = Uno scambio è ciò che l’impresa e i clienti concordano: che cosa i clienti lasciano sapere o fanno, che cosa torna, e chi decide. Per scrivere il primo basta circa mezz’ora.
studio-search = Cerca
studio-filter = Mostra
studio-state = Stato
studio-life = { $life ->
    [draft] bozza
    [open] aperto
    [closed] chiuso
   *[all] tutti
}
studio-column = { $column ->
    [title] scambio
    [life] stato
    [version] versione
    [agreed] in vigore
    [conditions] condizioni
    [changed] ultima modifica
    [name] nome
    [mail] indirizzo e-mail
    [item] informazione
    [source] da dove viene
    [purpose] a che scopo
    [read] letta
    [used] usata per la persona
    [when] quando (UTC)
    [who] chi
    [act] atto
    [object] oggetto
   *[request] richiesta
}
studio-draft-differs = bozza più recente
studio-new-lead = Comincia come bozza, che nessuno vede fuori dalla squadra.
studio-begin-from = Si parte da
studio-from = { $from ->
    [example] l’esempio: un operatore mobile che consiglia meglio
   *[nothing] nulla
}
studio-new-button = Comincia
studio-to-exchange = Lo scambio
studio-to-edit = Continua a scrivere
studio-to-publish = Pubblica la versione { $n }
studio-to-invite = Invita persone
studio-to-preview = Come lo leggerebbero le persone
studio-to-counters = { $n ->
    [0] Risposte e condizioni
    [one] Risposte, e una condizione in attesa
   *[other] Risposte, e { $n } condizioni in attesa
}
studio-draft-state = { $refused ->
    [0] Il controllo non rifiuta nulla nella bozza
    [one] Il controllo rifiuta una cosa nella bozza
   *[other] Il controllo rifiuta { $refused } cose nella bozza
}{ $advised ->
    [0] .
    [one] , e ne segnala una da valutare.
   *[other] , e ne segnala { $advised } da valutare.
}
studio-never-published = Non è mai stato pubblicato: fuori dalla squadra non lo vede nessuno.
studio-how-answered = Come stanno le persone
studio-versions = Versioni
studio-version = Versione { $n }
studio-agreed-to = { $n ->
    [0] non vale per nessuno
    [one] in vigore per una persona
   *[other] in vigore per { $n } persone
}
studio-first-version = La prima versione.
studio-votes = Voti
studio-vote = Hanno votato { $voted } su { $may }.
studio-vote-yes = { $yes } hanno detto sì.
studio-vote-ends = { $how ->
    [open] Il voto finisce il
    [passed] La modifica è passata; il voto è finito il
   *[failed] La modifica non è passata; il voto è finito il
}
studio-own-words = una condizione con parole proprie
studio-everybody = tutti
studio-close = Chiudi questo scambio
studio-close-note = { $agreed ->
    [0] Non si propone più nulla di nuovo.
    [one] Non si propone più nulla di nuovo. Ciò che una persona ha accettato resta in vigore finché non esce.
   *[other] Non si propone più nulla di nuovo. Ciò che { $agreed } persone hanno accettato resta in vigore finché non escono.
}
studio-close-button = Chiudi
studio-draft-preview = Bozza, come la leggerebbero le persone
studio-print = Impronta su tutte le lingue:

## Pubblicazione

studio-publish = Pubblicare la versione { $n } di «{ $title }»
studio-publish-first = Una volta pubblicata si può proporre e firmare com’è. Per cambiarla serve una nuova versione.
studio-asked-again = { $favours ->
    [yes] { $n ->
        [0] Ogni modifica è a favore delle persone, e nessuno ha ancora accettato.
        [one] Ogni modifica è a favore delle persone: l’unico accordo in vigore passa da sé alla nuova versione.
       *[other] Ogni modifica è a favore delle persone: i { $n } accordi in vigore passano da sé alla nuova versione.
    }
   *[no] { $n ->
        [0] Nessuno ha ancora accettato, quindi non si chiede di nuovo a nessuno.
        [one] Si chiede di nuovo a una persona. Finché non risponde, resta ciò che ha accettato.
       *[other] Si chiede di nuovo a { $n } persone. Finché non rispondono, resta ciò che hanno accettato.
    }
}
studio-languages = Lingue in cui tutto è scritto
studio-publish-button = Pubblica la versione { $n }
studio-publish-note = Una versione pubblicata non si ritira; uno scambio si può chiudere.
studio-not-published = { $why ->
    [closed] Questo scambio è chiuso.
    [faults] La bozza non regge ancora.
    [lint] La bozza viola regole che non hanno eccezioni.
    [unchanged] La bozza dice ciò che dice la versione in vigore: non c’è nulla da pubblicare.
    [needs_vote] «{ $clause }» si decide insieme con un voto, e nessuno è passato su questo testo.
    [no_vote] «{ $clause }» non cambia con un voto.
   *[under_way] È in corso un voto su «{ $clause }». Si potrà pubblicare quando sarà passato.
}
studio-open-vote = Apri il voto
studio-open-vote-note = Può votare chi ha un accordo, per il tempo indicato dalle condizioni. Poi si potrà pubblicare solo esattamente questo testo.

## L’editor delle condizioni

studio-edit = Condizioni
studio-save = Salva la bozza
studio-saved = La bozza è salvata.
studio-as-toml = Come file
studio-as-form = Come modulo
studio-conflict = Qualcun altro ha salvato questa bozza nel frattempo. Qui sotto c’è il testo non ancora salvato; salvandolo, si sostituisce l’altro.
studio-parts = Parti delle condizioni
studio-part = { $part ->
    [document] L’insieme
    [leaving] Uscita
    [purpose] Scopi
    [item] Informazioni
    [recipient] Destinatari
   *[clause] Clausole
}
studio-part-hint = { $part ->
    [purpose] A che cosa servono le informazioni. Ognuno ha un solo fondamento giuridico e riceve una sola risposta.
    [item] Le informazioni che le clausole possono chiedere.
    [recipient] Chi altro riceve qualcosa. Ognuno ha un nome e un recapito.
   *[clause] I punti a cui le persone rispondono, nell’ordine in cui li leggono.
}
studio-part-one = { $part ->
    [purpose] Scopo
    [item] Informazione
    [recipient] Destinatario
    [clause] Clausola
    [benefit] Che cosa torna
    [other] Che cosa potrebbe tornare invece
   *[option] Scelta
}
studio-add = { $part ->
    [purpose] Aggiungi uno scopo
    [item] Aggiungi un’informazione
    [recipient] Aggiungi un destinatario
    [clause] Aggiungi una clausola
    [benefit] Aggiungi che cosa torna
    [other] Aggiungi che cosa potrebbe tornare invece
   *[option] Aggiungi una scelta
}
studio-new = { $part ->
    [purpose] Nuovo scopo
    [item] Nuova informazione
    [recipient] Nuovo destinatario
   *[clause] Nuova clausola
}
studio-up = Su
studio-down = Giù
studio-remove = Togli
studio-language = { $code ->
    [en] Inglese
    [it] Italiano
    [fr] Francese
    [de] Tedesco
    [es] Spagnolo
   *[other] { $code }
}
studio-kind = { $kind ->
    [loyalty_programme] Programma fedeltà
    [self_service] Self-service
    [feature] Funzionalità
   *[offering] Nuova offerta
}
studio-stage = { $stage ->
    [research_and_development] ricerca e sviluppo
    [content_creation] creazione di contenuti
    [logistics_and_distribution] logistica e distribuzione
   *[service] servizio
}
studio-capital = { $capital ->
    [economic] economico: prezzo, punti, denaro
    [cultural] culturale: competenza, gusto
    [social] sociale: appartenenza, riconoscimento
   *[information] informativo: sapere
}
studio-basis = { $basis ->
    [consent] Consenso: un sì libero, che si può ritirare
    [contract] Contratto: senza, ciò che è stato chiesto non si può fare
    [legal_obligation] Un obbligo di legge
   *[legitimate_interest] Un legittimo interesse, al quale ci si può opporre
}
studio-control = { $control ->
    [firm] L’impresa, con una nuova versione
    [shared] Insieme: il sì di ciascuna persona
    [vote] Insieme: con un voto di chi ha accettato
   *[customer] La persona, che può spostarlo in ogni momento
}
studio-setting-kind = { $kind ->
    [switch] Acceso o spento
    [number] Un numero
    [choice] Una fra più scelte
   *[none] Nulla
}
studio-gives = La persona dà
studio-gets = La persona riceve
studio-counter = Condizioni che si possono porre («sì, se …»)
studio-other-benefits = Che cosa si potrebbe chiedere invece
studio-setting = Che cosa regola la persona
studio-more = Altro
studio-no-purpose = (scegliere uno scopo)
studio-none-described = { $part ->
    [item] Nessuna informazione è ancora descritta: se ne può aggiungere una qui sopra.
   *[recipient] Nessun destinatario è descritto: non le riceve nessun altro.
}
studio-no-inputs = Non c’è ancora un’altra informazione: aggiungi quelle da cui si deduce.
studio-form-wrong = { $what ->
    [number] Serve un numero intero, senza segno né decimali.
    [amount] Serve un numero con al massimo tre decimali, come 4,50.
    [language] Serve il codice di una lingua, come en o it.
    [no-name] Servono le parole, oppure un nome proprio.
    [name] Solo lettere minuscole, cifre, trattini e trattini bassi, al massimo 64.
   *[choice] Va scelta una delle voci proposte.
}
studio-label = { $field ->
    [title] Titolo
    [summary] A che cosa serve
    [kind] Genere
    [stage] Fase della catena del valore
    [country] Paese la cui legge vale
    [language] Lingua principale
    [answer_within_days] Alle condizioni si risponde entro (giorni)
    [notice_days] Preavviso (giorni)
    [condition] Ciò che l’uscita richiede
    [claws_back] I vantaggi già ricevuti vanno restituiti
    [purpose] Che cosa si fa
    [basis] Fondamento giuridico
    [law] La legge
    [balancing] Nota di bilanciamento
    [needs_days] Servono al massimo (giorni)
    [dpv] Termine del Data Privacy Vocabulary
    [id] Nome nei file
    [item] Che cos’è
    [source] Da dove viene
    [from] Dedotta da
    [method] Come si deduce
    [origin] Chi la fornisce
    [special] Una categoria particolare: salute, convinzioni, origine e simili
    [reason] Perché serve
    [recipient] Chi è
    [contact] Recapito
    [clause-title] Titolo
    [clause-text] Che cosa si concorda
    [control] Chi decide
    [quorum_percent] Devono partecipare (%)
    [yes_percent] Devono dire sì (%)
    [vote_days] Aperto per (giorni)
    [asks_information] Informazioni
    [for-purpose] Per questo scopo
    [items] Informazioni chieste
    [recipients] Comunicate a
    [retention_days] Conservate (giorni)
    [asks_work] Lavoro
    [work] Che cosa c’è da fare
    [minutes] Circa minuti al mese
    [public] Quel che ne nasce può essere mostrato a tutti, senza nomi
    [what] Che cos’è
    [capital] Tipo di capitale
    [amount] Quanto
    [unit] Di che cosa, ogni quanto
    [due_days] Entro (giorni)
    [shortest_days] Meno giorni di conservazione, almeno
    [highest_amount] Un importo più alto, al massimo
    [fewer_items] Meno informazioni
    [fewer_recipients] Meno destinatari
    [own_words] Una condizione con parole proprie
    [on_leaving] Che cosa succede uscendo
    [required] Nessun accordo senza questo punto
    [yes_by_default] Il sì appare già dato
    [setting] Tipo di impostazione
    [switch_start] Acceso dall’inizio
    [least] Il minimo
    [most] Il massimo
    [start] All’inizio
   *[words] Parole
}
studio-hint = { $field ->
    [title] Poche parole da cui le persone lo riconoscono.
    [summary] Due o tre frasi, per chi non conosce il gergo dell’impresa.
    [answer_within_days] Una condizione senza risposta entro allora decade, e la persona viene avvisata.
    [leaving] Un pulsante per uscire c’è sempre. Va lasciato vuoto, a meno che uscire richieda davvero altro.
    [id] Se è vuoto, nasce dalle parole. Resta lo stesso da una versione all’altra.
    [purpose] Comincia con un verbo: dirti quale offerta ti conviene.
    [basis] Il consenso si chiede per uno scopo in una clausola, e non è mai condizione di altro.
    [law] Quale, e che cosa impone.
    [balancing] L’interesse di chi, perché serve, e perché non prevale su quello della persona.
    [item] Come la chiamerebbe la persona: minuti usati al giorno.
    [method] In modo che la persona possa dire se è giusto: confrontiamo ciò che usi con ogni offerta.
    [origin] Il nome, e da dove l’ha avuta.
    [special] Rifiutata, se le persone non possono leggere un motivo.
    [recipient] Il nome, e che cosa ne fa.
    [clause-text] Una o due frasi, rivolte alla persona: guardiamo …, rispondi …
    [control] Viene fatto rispettare: una clausola condivisa non cambia senza le persone.
    [retention_days] Dal giorno in cui sono arrivate. Vuoto vuol dire finché dura l’accordo.
    [counter] Ciò che l’impresa potrebbe accettare. I limiti sono mostrati alle persone; ogni condizione insegna che cosa vogliono.
    [public] Per esempio in un programma pubblico. Senza, chi lo accende riceve un avviso.
    [on_leaving] Vuoto vuol dire che finisce subito e non si raccoglie più nulla.
    [required] Solo per ciò di cui il contratto non può fare a meno; mai per il consenso.
   *[yes_by_default] Rifiutato dal controllo: il silenzio non è consenso.
}
studio-lint = Che cosa dice il controllo
studio-lint-unread = Si può giudicare quando saranno corretti:
studio-toml = Condizioni come file
studio-toml-note = Le stesse condizioni in TOML, come le legge comity lint. Un file scelto qui sostituisce il testo sotto.
studio-toml-file = Un file
studio-toml-text = Testo
studio-download = Scarica

## Risposte e condizioni

studio-counters = «{ $title }»: risposte e condizioni
studio-no-answers = Ancora nessuna risposta
studio-no-answers-note = Man mano che le persone rispondono, qui si vede quali punti accettano, quali rifiutano e su quali pongono condizioni.
studio-replies = Risposte, punto per punto
studio-replies-caption = Quote di chi ha detto sì, sì a una condizione, o no; quanti erano è scritto a destra.
studio-spread = Che cosa si chiede di più
studio-spread-note = Le condizioni mostrano che cosa le persone vorrebbero, non che cosa accetterebbero al massimo.
studio-one-by-one = Una per una
studio-counter-filter = { $state ->
    [open] senza risposta
    [accepted] accettate
    [declined] respinte
    [lapsed] decadute
   *[all] tutte
}
studio-answer-by = si risponde entro il
studio-same = { $n ->
    [one] un’altra persona chiede lo stesso
   *[other] altre { $n } persone chiedono lo stesso
}
studio-answer-one = Rispondi a { $name }
studio-wording = La clausola come si leggerebbe
studio-wording-note = Va scritta in modo che rispetti la condizione. La persona firma queste parole.
studio-accept = { $whom ->
    [one] Accetta per questa persona
    [group] Accetta per chi è nella stessa posizione
   *[version] Accetta come nuova versione per tutti
}
studio-accept-note = Accettando si fa una proposta; vale quando è firmata. Condizioni migliori date a una persona si propongono a chi è nella stessa posizione.
studio-reason = Motivo del no
studio-reason-hint = La persona lo legge.
studio-decline = Respingi con questo motivo

## Persone e inviti

studio-invite = Invitare persone a «{ $title }»
studio-invite-lead = Un invito è un link che vale una volta. Aprendolo non si accetta nulla.
studio-invite-one = Una persona
studio-invite-button = Invita
studio-invite-all = Tutti quelli nei libri
studio-nobody-yet = Nei libri non c’è ancora nessuno: invita una persona o importa un elenco.
studio-not-invited = { $n ->
    [0] L’invito è stato mandato a tutti.
    [one] A una persona l’invito non è ancora stato mandato.
   *[other] A { $n } persone l’invito non è ancora stato mandato.
}
studio-invite-all-button = { $n ->
    [one] Invita quella persona
   *[other] Invita tutte e { $n }
}
studio-invite-all-note = I messaggi partono al ritmo che il server di posta consente.
studio-link = Questo link va consegnato a mano; si vede una volta sola. Chi lo apre agisce come la persona a cui è destinato: che è stato mostrato qui resta nel registro degli atti.
studio-invitations = Inviti mandati
studio-import = Porta una tabella
studio-import-note = Chi ha già permesso qualcosa si può portare con la prova di averlo permesso. Ciò che non è provato si chiede di nuovo.
studio-columns = Quali colonne
studio-import-column = { $column ->
    [mail] l’indirizzo e-mail; l’unica necessaria
    [name] il nome
    [external_id] il numero negli altri sistemi dell’impresa
    [language] en o it
    [born_year] l’anno di nascita, se potrebbe dover acconsentire un tutore
    [purpose] lo scopo permesso, con il suo nome nelle condizioni; una riga per ciascuno
    [permitted_at] quando è stato permesso, come 2026-03-01T10:05:00Z
   *[evidence] dove è registrato: un modulo, una telefonata, un log
}
studio-file = Un file (CSV)
studio-paste = Oppure si incolla la tabella
studio-import-button = Porta dentro
studio-imported = Aggiunte: { $added }. Già presenti: { $already }.
studio-refused-lines = { $n ->
    [one] Una riga è stata rifiutata:
   *[other] { $n } righe sono state rifiutate:
}
studio-line = Riga { $n }:
studio-name = Nome
studio-writes-in = Le si scrive in
studio-person-add = Aggiungi una persona
studio-person-add-note = Aggiungere qualcuno non accetta nulla a suo nome. La persona può vedere tutto ciò che si scrive qui.
studio-people-lead = Tutto ciò che si vede di una persona, quella persona può vederlo.
studio-nobody = Ancora nessuno
studio-nobody-note = Si portano qui le persone a cui chiedere: una tabella dai propri sistemi, o una alla volta.
studio-search-person = Indirizzo o numero per intero
studio-minor = con un tutore
studio-external = Numero in altri sistemi
studio-external-hint = Come la conosce il negozio o il CRM.
studio-guardians = Tutori
studio-no-guardian = ancora nessuno: il consenso aspetta
studio-person-same = Questo è ciò che si può vedere. Non è più di quanto questa persona vede in «Le mie informazioni».
studio-stands = { $state ->
    [agreed] in vigore
    [countered] condizioni aperte
    [offered] senza risposta
    [declined] ha detto no
   *[left] uscita
}
studio-person-none = In nessuno scambio.
studio-items = Informazioni
studio-items-kept = { $many ->
    [0] Di questa persona non si conserva alcun valore.
    [one] Di questa persona si conserva un valore.
   *[other] Di questa persona si conservano { $n } valori.
}
studio-items-note = I membri non vedono i valori. I sistemi dell’impresa li leggono per uno scopo concordato, e ogni lettura viene registrata.
studio-rights = Richieste per telefono o lettera
studio-rights-note = Occorre accertarsi che a chiedere sia davvero questa persona.
studio-person-link = Manda un link alle sue pagine

## Impostazioni

studio-settings = { $part ->
    [team] Squadra
    [look] Aspetto
    [handoff] Passaggio dal sito
    [keys] Chiavi
    [recipients] Destinatari
    [moderation] Moderazione
    [records] Trattamenti
    [password] La tua password
    [pulses] Come va
   *[outbox] Posta in uscita
}
studio-password-lead = Accedi come { $mail }.
studio-password-old = La password che hai
studio-password-new = La nuova password
studio-password-again = Di nuovo la nuova password
studio-password-button = Cambia
studio-password-wrong = Non è la password che hai.
studio-password-note = Ogni altra tua sessione si chiude. Questa continua.
studio-yourself = chi legge
studio-role = Ruolo
studio-role-of = Ruolo di { $name }
studio-role-button = Cambia ruolo
studio-forgotten = Password dimenticata
studio-forgotten-note = Arriva un link con cui scegliere una nuova password. Funziona una volta sola, per { $n } ore; fino ad allora vale la password di prima.
studio-forgotten-button = Manda il link
studio-remove-member = La sessione si chiude subito. Ciò che ha fatto resta nel tracciato.
studio-invited = invito mandato
studio-member-invite = Invita qualcuno nella squadra
studio-roles = Che cosa può fare ogni ruolo
studio-role-may = { $role ->
    [owner] Tutto, compresi squadra e aspetto.
    [researcher] Scrive condizioni, pubblica, invita, risponde alle condizioni poste, avvia studi.
    [moderator] Vede le persone, ciò che hanno concordato e le condizioni che pongono.
    [auditor] Vede ogni registrazione e ogni prova, e non cambia nulla.
   *[viewer] Vede cifre e condizioni, e i dati di nessuna persona.
}
studio-look-lead = Nome, recapito e colore compaiono in ogni pagina che le persone vedono.
studio-colour = Colore
studio-colour-hint = Per il bordo delle pagine. I testi mantengono colori che tutti possono leggere.
studio-colour-wrong = Un colore come #2f5487.
studio-logo = Logo
studio-logo-hint = PNG, JPEG, WebP o GIF, al massimo 200 kB.
studio-host = Un nome host proprio
studio-host-hint = scambio.norda.example, quando punta a questo server. Si può lasciare vuoto.
studio-host-wrong = Solo lettere, cifre, punti e trattini.
studio-outbox-sends = I messaggi scritti, dal più recente. Il testo è solo per i destinatari.
studio-outbox-local = Non è impostato un server di posta: i messaggi restano qui, da leggere e consegnare. Chi apre un link che contengono agisce come il destinatario: il registro degli atti annota a chi è stato mostrato. La configurazione dice come impostare un server.
studio-no-mail = Ancora nessun messaggio
studio-no-mail-note = Inviti, link e risposte alle condizioni compaiono qui man mano che vengono scritti.
studio-mail-state = { $state ->
    [waiting] in attesa
    [sent] inviato
   *[failed] non inviato
}
studio-mail-again = Riprova
studio-mail-read = Leggi

## Registro delle attività e registro

studio-as-csv = Come CSV
studio-audit-lead = Ogni atto di chi fa parte della squadra, con il momento e il numero. Solo identificativi: nessun testo personale.
studio-no-audit = Non è ancora stato fatto nulla
studio-no-audit-note = Ogni atto lascia qui una riga, nello stesso momento in cui ha effetto.
studio-ledger-lead = Ciò che le due parti hanno dato e ricevuto, in un registro a cui si può solo aggiungere. Non contiene dati personali: impronte e impegni con sale.
studio-no-leaf = Nel registro non c’è ancora nulla
studio-no-leaf-note = La prima risposta di una persona crea la prima foglia, e con essa il primo punto di controllo.
studio-checkpoint = Ultimo punto di controllo
studio-checkpoint-open = Chiunque può scaricarlo, senza accedere. È bene che qualcuno che non gestisce il server ne conservi uno ogni giorno.
studio-download-checkpoint = Scarica il punto di controllo
studio-verify = Come chiunque lo verifica
studio-verify-step = { $step ->
    [keep] Conservare un punto di controllo o una ricevuta dove questo server non arriva.
    [run] Eseguire i comandi qui sotto su una copia del registro, qui o altrove.
   *[compare] Il primo trova una foglia alterata, tolta o scambiata; gli altri anche un registro riscritto o sdoppiato.
}
studio-verify-limits = Senza qualcosa conservato altrove nessuno può distinguere un registro da uno riscritto per intero: chi ha la chiave può firmare di nuovo.
studio-key = Chiave pubblica

## Ascolto

studio-listen-lead = Ciò che le persone scrivono, valutano e votano, misurato. Un’elaborazione prende dei file e ne fa un rapporto, che dice che cosa si può affermare e che cosa no.
studio-run = { $kind ->
    [study] Studia un evento
    [portfolio] Studia molti eventi
    [rating] Valuta gli scambi
   *[opinion] Mappa le opinioni
}
studio-run-note = { $kind ->
    [study] I post prima e dopo un evento, a confronto con quelli su altri: ha cambiato ciò che le persone scrivono?
    [portfolio] Una tabella di eventi e i post: che cosa hanno in comune, e aprirsi conviene?
    [rating] I punteggi di più valutatori su 28 + 28 punti: dove si collocano gli scambi, e i valutatori concordano?
   *[opinion] Voti su affermazioni: ci sono gruppi, e su che cosa concordano tutti?
}
studio-kind-of-run = { $kind ->
    [study] studio
    [portfolio] molti eventi
    [rating] valutazione
   *[opinion] mappa delle opinioni
}
studio-runs = Elaborazioni
studio-no-runs = Ancora nessuna elaborazione
studio-no-runs-note = { $may ->
    [yes] Se ne sceglie una qui sopra. I file scritti da comity demo mostrano che cosa serve a ciascuna.
   *[no] I rapporti compaiono qui quando chi ha il ruolo di titolare o di ricerca ha avviato qualcosa.
}
studio-run-state = { $state ->
    [waiting] in attesa
    [running] in corso
    [done] finita
   *[failed] non riuscita
}
studio-steps = { $done } di { $of }
studio-progress = Avanzamento di «{ $title }»
studio-may-leave = Si può lasciare questa pagina: continua da sé.
studio-report = Leggi il rapporto
studio-report-of = Leggi il rapporto: { $title }
studio-run-file = { $kind ->
    [rating] Valutazioni
    [opinion] Voti
   *[posts] Post
}
studio-run-file-hint = { $kind ->
    [rating] CSV, al massimo { $n } MB: una riga per ogni valutatore, scambio e domanda.
    [opinion] CSV, al massimo { $n } MB: una riga per ogni voto, o una per ogni persona.
   *[posts] CSV, JSON Lines o Parquet, al massimo { $n } MB. Colonne, formati degli orari e codifiche si riconoscono da sé.
}
studio-run-second = { $kind ->
    [portfolio] Eventi
   *[opinion] Affermazioni, se stanno in un file a parte
}
studio-event = Evento
studio-event-hint = Unità e data: Norda Mobile 2026-01-30
studio-event-wrong = Servono l’unità e la data, come Norda Mobile 2026-01-30.
studio-run-button = Avvia
studio-run-law = I file vengono cancellati quando il rapporto è pronto.
studio-run-file-missing = Serve un file che non sia vuoto.
studio-run-more = Colonne e fuso orario
studio-run-more-note = Le colonne si riconoscono dal nome e dal contenuto. Dove non riesce, si possono indicare qui.
studio-run-column = { $part ->
    [text] Colonna del testo
    [time] Colonna dell’orario
    [unit] Colonna dell’unità: marchio, azienda, prodotto
    [author] Colonna dell’autore
    [score] Colonna dei punteggi
    [object] Colonna di ciò che si valuta
    [rater] Colonna del valutatore
    [question] Colonna della domanda
    [person] Colonna della persona
    [statement] Colonna dell’affermazione
   *[vote] Colonna del voto
}
studio-timezone = Fuso orario
studio-timezone-hint = Per i giorni, e per gli orari che non ne indicano uno: Europe/Rome. Se resta vuoto, vale UTC.
studio-timezone-wrong = Serve il nome di un fuso orario, come Europe/Rome.
studio-remove-run = Il rapporto viene eliminato per sempre.
studio-run-broken = Si è interrotta senza una risposta. Il motivo si trova nel registro del server.

## Cancellare da parte di un membro

studio-erase = Cancellare { $name }
studio-erase-lead = Tutto ciò che si conserva di questa persona sparisce per sempre, in pochi istanti. Le copie di riserva già fatte lo contengono finché non vengono sostituite; se una viene rimessa in uso, la persona viene cancellata di nuovo. I destinatari nominati nelle condizioni che possono averne qualcosa vengono avvisati, con un numero che non porta a nessuno. Si fa quando lo chiede e non può farlo da sé.
studio-erase-lost = È presente in:
studio-erase-sure = È accertato che questa persona lo vuole.
studio-erase-button = Cancella

## Passaggio dal sito dell’impresa

studio-handoff-lead = I clienti che hanno già fatto l’accesso sul sito dell’impresa possono aprire le loro pagine qui senza un link per posta: il server dell’impresa firma un gettone con una chiave che hanno solo lui e Comity.
studio-handoff-none = Non c’è una chiave: nessuno può passare dal sito.
studio-handoff-since = C’è una chiave, creata il
studio-handoff-shown = Questa è la chiave. Si vede solo adesso: va conservata dove il server conserva i suoi segreti.
studio-handoff-key = Chiave
studio-handoff-where = Il server manda i browser a
studio-handoff-make = { $there ->
    [yes] Crea un’altra chiave
   *[no] Crea una chiave
}
studio-handoff-make-note = La chiave precedente smette subito di valere.
studio-handoff-end = Chiudi il passaggio dal sito
studio-handoff-docs = Come si fa un gettone è scritto in docs/handoff.md, con un programma da copiare.

## Documenti sui trattamenti

studio-records-lead = Da ciò che è conservato qui si ricavano due tipi di documento: che cosa è stato chiesto a una persona e che cosa ha risposto, e che cosa fa l’impresa con le informazioni in tutti i suoi scambi. Ciò che dell’impresa non si può sapere altrimenti si inserisce in questa pagina.
studio-records-lacks = Non ancora inserito, e perciò omesso dai documenti:
studio-processing = Registro delle attività di trattamento
studio-processing-note = GDPR, articolo 30: una voce per ogni finalità, dalle condizioni in vigore di ogni scambio aperto o in cui qualcosa è concordato. Ciò che l’impresa fa fuori dai suoi scambi non vi compare, e nessuno lo ha certificato.
studio-processing-file = { $form ->
    [csv] Scarica come tabella (CSV)
   *[json] Scarica come JSON
}
studio-records-person = Documento di una persona
studio-records-person-note = Si trova qui nella pagina di quella persona, e ognuno trova il proprio sotto ogni accordo. È in JSON-LD, con i campi di ISO/IEC TS 27560; com’è fatto lo dice
studio-records-schema = uno JSON Schema
studio-records-enter = Dove si inserisce
studio-records-firm = Che cosa dicono i documenti dell’impresa
studio-records-field = { $field ->
    [legal_name] Ragione sociale
    [address] Indirizzo postale
    [contact] Recapito per i dati personali
    [officer] Rappresentante e responsabile della protezione dei dati
    [storage_country] Paese in cui sono conservate le informazioni
    [storage_place] Dove, più precisamente
    [subjects] Di chi sono le informazioni
   *[security] Come sono protette
}
studio-records-hint = { $field ->
    [legal_name] Se è diversa dal nome che vedono i clienti.
    [address] Via, località, paese.
    [contact] Un indirizzo di posta o una pagina, se diverso dal recapito che vedono i clienti.
    [officer] Nomi e recapiti; vuoto se non ci sono.
    [storage_country] Due lettere, come IT.
    [storage_place] Una città o un centro dati. Si può lasciare vuoto.
    [subjects] Categorie, per esempio: clienti con un contratto.
   *[security] Misure tecniche e organizzative, in poche frasi.
}
studio-person-record = Documento (JSON)
studio-person-record-note = Il documento dice che cosa è stato chiesto a questa persona e che cosa ha dato, cambiato e revocato, ogni volta con la data.
