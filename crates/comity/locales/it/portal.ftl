# Ciò che le persone leggono nel portale, in italiano.

## L’ingresso

portal-front-comity = Uno scambio in cui le due parti dicono che cosa danno e che cosa ricevono
portal-front = { $firm } chiede ai suoi clienti, e risponde
portal-front-lead = Qui leggi in parole semplici che cosa ti si chiede e che cosa torna, e decidi punto per punto.
portal-front-enter = Alle mie pagine
portal-front-studio = Allo studio
portal-front-word = { $part ->
    [give] Dare e ricevere
    [decide] Decidere
   *[leave] Uscire
}
portal-front-part = { $part ->
    [give] Ogni richiesta dice a che scopo, per quanto tempo, chi altro riceve qualcosa e che cosa torna.
    [decide] Sì, no, oppure sì a una condizione. Un no non cambia nient’altro.
   *[leave] Con un passo solo, in ogni momento. Ciò che hai ricevuto resta tuo.
}

## Una proposta

portal-asks = { $firm } ti chiede
portal-foreign = Le condizioni sono proposte solo in un’altra lingua ({ $language }): è a quelle che diresti di sì.
portal-stale = Questa proposta è cambiata da quando l’hai letta.
portal-stale-note = Non hai accettato nulla. Qui sotto c’è l’ultima. Ciò che hai risposto e scritto resta accanto a ogni domanda; va però detto di nuovo, perché ora riguarda un’altra cosa.
portal-changed = Che cosa è cambiato da quando hai accettato
portal-changed-note = Finché non rispondi, ciò che hai accettato resta esattamente com’era.
portal-favours = { $whom ->
    [person] a tuo favore
    [firm] forse a favore dell’impresa
   *[nobody] a favore di nessuno
}
portal-start = { $n ->
    [one] Rispondi a una domanda
   *[other] Rispondi a { $n } domande, una alla volta
}
portal-go-on = Continua a rispondere
portal-start-note = Nulla è accettato prima che tu abbia rivisto tutto e firmato.
portal-all = Che cosa si chiede, punto per punto
portal-held = già accettato, resta com’è
portal-answered = { $answer ->
    [yes] hai detto sì
    [no] hai detto no
   *[if] hai detto sì, se …
}
portal-read = Leggi e rispondi
portal-read-one = Leggi e rispondi: { $title }
portal-change = Cambia
portal-change-one = Cambia la risposta: { $title }
portal-who-asks = Chi lo chiede
portal-firm = Impresa
portal-law = Legge
portal-law-of = Quella del Paese dell’impresa: { $country }
portal-recipients = Chi altro riceve qualcosa
portal-leave = Uscire
portal-leave-any = In ogni momento, con un passo solo, senza dire perché.
portal-leave-notice = { $n ->
    [one] Con un giorno di preavviso.
   *[other] Con { $n } giorni di preavviso.
}
portal-leave-keeps = { $claws ->
    [yes] I vantaggi già ricevuti vanno restituiti.
   *[no] Ciò che hai ricevuto resta tuo.
}
portal-version = Versione
portal-none-of-it = Nulla di tutto questo?
portal-decline-note = Puoi dire no a tutto in una volta. Fra te e { $firm } non cambia nient’altro, e puoi tornarci finché la proposta è aperta.
portal-decline = No, a tutto
portal-minor = Risponde con te chi esercita la responsabilità genitoriale
portal-minor-note = Sotto i { $age } anni la legge vuole il consenso di un genitore o di un tutore. Leggete tutto insieme; il no puoi dirlo da te. Scrivi il suo indirizzo e-mail: riceverà un link.
portal-minor-mail = Indirizzo e-mail di un genitore o tutore
portal-minor-button = Manda il link
portal-minor-asked = È stato mandato un link a { $mail }. Appena risponde, lo vedi qui. Fino ad allora nulla è accettato.
portal-question = Domanda { $n } di { $of }
portal-step = { $state ->
    [here] questa
    [answered] con risposta
   *[open] senza risposta
}
portal-earlier = { $answer ->
    [yes] Alla proposta precedente hai detto sì. È ancora sì?
    [no] Alla proposta precedente hai detto no. È ancora no?
   *[if] Alla proposta precedente hai detto sì, se. Ciò che hai scritto c’è ancora: premi «Sì, se …» per vederlo.
}
portal-you-give = Dai
portal-you-get = Ricevi
portal-your-answer = La tua risposta
portal-no-changes = Un no non cambia nient’altro: né il contratto, né le altre domande.
portal-no-ends = Questo punto fa parte di ciò che è stato chiesto: senza un sì qui, non c’è accordo nemmeno sugli altri. Fra te e l’impresa non cambia nient’altro.
portal-answer = { $answer ->
    [yes] Sì
    [no] No
   *[if] Sì, se …
}
portal-no-if = A questo punto non si possono porre condizioni.
portal-previous = Domanda precedente
portal-see-all = Vedi tutto
portal-set-label = Dove sta
portal-set-wrong = Lì non può stare. Scegli entro i limiti.
portal-if-legend = Sì, se …
portal-if-note = { $n ->
    [one] Una condizione non è ancora un consenso. L’impresa risponde entro un giorno, altrimenti decade; in ogni caso lo saprai.
   *[other] Una condizione non è ancora un consenso. L’impresa risponde entro { $n } giorni, altrimenti decade; in ogni caso lo saprai.
}
portal-if-days = Conservare per meno giorni
portal-if-days-hint = Proposto: { $now }. Almeno { $least }. Lascia vuoto per tenerlo com’è.
portal-if-items = Solo ciò che resta spuntato
portal-if-recipients = Comunicare solo a chi resta spuntato
portal-if-amount = Un importo più alto ({ $unit })
portal-if-amount-hint = Proposto: { $now }. Si può chiedere fino a { $most }. Lascia vuoto per tenerlo com’è.
portal-if-benefit = Qualcos’altro in cambio
portal-if-as-offered = Come proposto
portal-if-words = Con parole tue
portal-if-words-hint = Fino a { $n } caratteri. L’impresa legge e riscrive la clausola in modo che rispetti la tua condizione, oppure dice perché no.
portal-if-left = { $left } caratteri rimasti
portal-if-next = Tieni la condizione e continua
portal-if-or = Oppure rispondi senza condizioni:
portal-bounds = { $what ->
    [nothing] Di’ che cosa dovrebbe essere diverso, oppure rispondi sì o no.
    [retention] Scrivi un numero di giorni entro i limiti.
    [items] Lasciane spuntata almeno una, e non tutte. Per non darne nessuna, rispondi no.
    [recipients] Togli almeno una spunta.
    [benefit] Scegli qualcos’altro in cambio, oppure un importo più alto: non entrambi.
    [amount] Scrivi un importo superiore a quello proposto ed entro i limiti, come 4 o 4,50.
   *[words] La condizione è troppo lunga: al massimo 2.000 caratteri.
}
portal-review = Ancora una volta, prima di firmare
portal-review-result = { $result ->
    [open] { $open ->
        [one] Una domanda è ancora senza risposta.
       *[other] { $open } domande sono ancora senza risposta.
    }
    [agreed] { $yes ->
        [one] Accetteresti un punto
       *[other] Accetteresti { $yes } punti
    }{ $conditions ->
        [0] .
        [one] {" "}e porresti una condizione.
       *[other] {" "}e porresti { $conditions } condizioni.
    }
    [required] Senza il punto che ne fa parte, non c’è accordo sugli altri. Firmando ora diresti no.
    [countered] Nulla sarebbe ancora accettato. { $conditions ->
        [one] La tua condizione va all’impresa.
       *[other] Le tue { $conditions } condizioni vanno all’impresa.
    }
   *[declined] Diresti no a tutto. Non cambia nient’altro.
}
portal-review-conditions = { $n ->
    [one] Alle condizioni si risponde entro un giorno. Su quei punti nulla è accettato finché non firmi ciò che l’impresa allora propone.
   *[other] Alle condizioni si risponde entro { $n } giorni. Su quei punti nulla è accettato finché non firmi ciò che l’impresa allora propone.
}
portal-review-guardian = Firmi per { $ward }, come chi esercita la responsabilità genitoriale.
portal-review-note = Ricevi una ricevuta che chiunque può verificare. Puoi cambiare idea in ogni momento.
portal-said = { $answer ->
    [yes] Sì
    [no] No
    [if] Sì, se:
   *[none] Ancora nessuna risposta
}
portal-sign = { $result ->
    [agreed] Firma
    [countered] Manda le mie condizioni
   *[other] Rispondi no
}
portal-signed-print = Impronta di ciò che hai letto:
portal-done = { $answered ->
    [agreed] D’accordo
    [countered] Le tue condizioni sono in viaggio
   *[declined] Hai detto no
}
portal-done-lead = { $answered ->
    [agreed] { $firm } può fare ciò a cui hai detto sì, e nient’altro. Puoi cambiarlo o farlo finire in ogni momento.
    [countered] Nulla è accettato finché { $firm } non ha risposto e tu non hai firmato.
   *[declined] Fra te e { $firm } non cambia nient’altro.
}
portal-done-by = Alle tue condizioni si risponde entro il
portal-to-agreement = A ciò che è stato accettato
portal-to-receipt = Ricevuta
portal-to-home = Alle mie pagine
portal-others = Che cosa hanno risposto gli altri
portal-others-note = Si vede solo adesso, perché non influenzi nessuno.
portal-column = { $column ->
    [clause] punto
    [when] quando (UTC)
    [what] che cosa
    [ledger] registro
   *[proof] prova
}

## Inizio

portal-home = Ciao, { $name }
portal-nothing-waits = Nulla ti aspetta.
portal-waits = { $n ->
    [one] Una cosa aspetta la tua risposta. Non c’è fretta, se non per le date indicate.
   *[other] { $n } cose aspettano la tua risposta. Non c’è fretta, se non per le date indicate.
}
portal-home-empty = Ancora nessuno scambio
portal-home-empty-note = Quando { $firm } ti chiede qualcosa, compare qui: che cosa vorrebbe sapere o far fare, che cosa torna, e tre risposte fra cui scegliere.
portal-my-exchanges = I miei scambi
portal-state = { $state ->
    [agreed] in vigore
    [countered] condizioni aperte
    [offered] proposto
    [declined] hai detto no
   *[left] lasciato
}
portal-i-gave = Che cosa ho accettato di dare
portal-i-got = Che cosa è tornato
portal-none-yet = { $side ->
    [gave] Ancora nulla.
   *[got] Finora non è tornato nulla.
}
portal-to-come = Promesso, e deve ancora arrivare
portal-each-delivery = Ogni consegna, con la sua ricevuta
portal-came-times = { $n ->
    [one] una volta, il
   *[other] { $n } volte, l’ultima il
}
portal-units = Cose diverse non si sommano mai.
portal-became = Che ne è stato delle mie condizioni
portal-became-state = { $accepted ->
    [yes] accettata
   *[no] respinta
}
portal-waiting = { $kind ->
    [offer] { $firm } ti chiede qualcosa.
    [version] Le condizioni sono cambiate. Finché non rispondi, valgono le vecchie.
    [accepted] { $firm } ha accettato la tua condizione. Vale da quando firmi.
    [noted] { $firm } ha annotato qualcosa che hai detto in un’intervista. Guarda se è giusto.
    [vote] Un punto che si decide insieme cambierebbe: il tuo voto conta.
   *[ward] Ti si chiede di rispondere per una persona affidata a te.
}
portal-until = Entro il

## Ciò che è stato accettato

portal-agreement = { $title }: che cosa è stato accettato
portal-agreement-kicker = Versione { $version }, firmata il
portal-left-on = Uscita il
portal-left-note = Non è più in vigore nulla, se non ciò che impone una legge.
portal-in-force = { $n ->
    [one] Un punto è in vigore, come l’hai firmato.
   *[other] { $n } punti sono in vigore, come li hai firmati.
}
portal-offer-waits = Una proposta più recente aspetta la tua risposta. Fino ad allora vale questa.
portal-conditions = Le tue condizioni
portal-receipts = Ricevute
portal-no-receipts = Ancora nessuna ricevuta.
portal-checkpoint-note = Ogni prova porta a un punto di controllo: lo stato firmato del registro in cui stanno le tue risposte. Non contiene dati personali. Conservane uno dove noi non arriviamo: nessuno potrà riscrivere ciò che c’era prima senza che si veda.
portal-checkpoint = L’ultimo punto di controllo
portal-receipts-note = Ognuna si può leggere, stampare e scaricare con la sua prova. Chiunque può verificarla, anche senza di noi.
portal-record = Ciò che hai accettato, in un documento
portal-record-note = Un file con ciò che ti è stato chiesto qui e ciò che hai dato, cambiato e revocato, ogni volta con la data. Lo leggono anche altri programmi (JSON-LD, con i campi di ISO/IEC TS 27560). Non è firmato: le prove sono nelle ricevute.
portal-record-file = Scarica il documento
portal-record-of = Documento di «{ $title }»
portal-record-lacks = { $firm } non ha ancora inserito tutto ciò che dovrebbe contenere. Il file omette:
portal-receipt-when = Quando
portal-receipt-by = Ha risposto
portal-receipt-signed = { $by ->
    [guardian] chi esercita la responsabilità genitoriale
   *[person] la persona
}
portal-receipt-language = Lingua letta
portal-receipt-print = Impronta di ciò che è stato letto
portal-receipt-place = Posto nel registro
portal-receipt-entry = voce { $n }
portal-receipt-whole = { $act ->
    [left] Uscita dallo scambio: tutto ciò che conteneva è finito, salvo quanto impone una legge.
   *[answered] No a tutto.
}
portal-receipt-file = Scarica il file con la prova
portal-receipt-check = Per chi la verifica
portal-receipt-check-note = La voce qui sotto sta nel registro senza un nome. Il file contiene ciò che la voce sigilla, la promessa firmata, la prova e la chiave, ed è firmato per intero: con comity receipt verify receipt.json chiunque lo verifica, dal solo file. Con comity ledger verify --against receipt.json si confronta l’intero registro.
portal-receipt-proof = { $part ->
    [entry] Voce
    [signature] Firma che l’ha promessa
    [checkpoint] Punto di controllo
   *[key] Chiave pubblica
}
portal-act = { $act ->
    [answered] Risposta a una proposta
    [condition] Risposta a una condizione
    [withdrawn] Ritirato
    [set] Impostazione spostata
    [left] Uscita
    [corrected] Corretto
    [contested] Detto sbagliato
    [benefit] È tornato qualcosa
    [promised] È stato promesso qualcosa
    [unpromised] Non più promesso
   *[erased] Cancellato
}
portal-not-sequenced = fra un secondo
portal-proof = Leggi
portal-proof-of = Leggi la ricevuta: { $about }
portal-not-possible = Non è più possibile. Ciò che è in vigore è qui sotto.
portal-set-button = Sposta
portal-everything-about = Tutto su «{ $title }»
portal-since = Come nella versione { $version }, dal
portal-ends-leaving = Fa parte di ciò che è stato chiesto. Finisce quando esci.
portal-ends-law = Lo impone una legge. Finisce quando la legge lo permette.
portal-end = { $verb ->
    [object] Opponiti a «{ $title }»
   *[withdraw] Ritira «{ $title }»
}
portal-end-note = Non cambia nient’altro, e ciò che hai ricevuto resta tuo. Chi ha ricevuto qualcosa viene avvisato e deve confermare.
portal-end-button = { $verb ->
    [object] Opponiti
   *[withdraw] Ritira
}
portal-answered-by = Si risponde entro il
portal-or-lapses = Altrimenti decade, e lo saprai.
portal-take-back = Ritirala
portal-reason = Il motivo dell’impresa:
portal-vote = Voto: «{ $title }» cambierebbe
portal-vote-now = Com’è
portal-vote-then = Come sarebbe
portal-vote-gone = Verrebbe tolto.
portal-vote-ends = Aperto fino al
portal-vote-button = { $vote ->
    [yes] Cambiarlo
   *[no] Lasciarlo
}
portal-vote-note = Puoi cambiare voto fino alla fine. Se passa, il tuo accordo cambia comunque solo come dicono le condizioni.
portal-leave-title = Esci da questo scambio
portal-leave-what = Un pulsante, nessun motivo da dare. Da subito non si raccoglie né si usa più nulla; poi:
portal-leave-law = Ciò che impone una legge si conserva finché lo impone.
portal-leave-kept = Ciò che hai ricevuto resta tuo. Puoi rientrare finché la proposta è aperta.
portal-leave-button = Esci

## Informazioni e dati

portal-information-lead = Tutto ciò che { $firm } conserva qui di te, a che scopo, e che cosa ne ha fatto. Chi lavora lì non vede nulla di più.
portal-no-items = Non si conserva nulla
portal-no-items-note = Le informazioni compaiono qui quando accetti uno scambio che le chiede, ognuna con il suo scopo e la sua fine.
portal-uses = Che cosa è successo, con le ricevute
portal-rights = Che cosa puoi fare
portal-right = { $right ->
    [correct] Correggere i miei dati
    [export] Portare via tutto
   *[erase] Cancellare tutto
}
portal-right-note = { $right ->
    [correct] Nome, indirizzo, lingua, anno di nascita.
    [export] Un archivio con tutto, per te o per un altro servizio.
   *[erase] Prima vedi che cosa andrebbe perso e che cosa resterebbe.
}
portal-source = { $source ->
    [volunteered] L’hai data tu.
    [observed] L’abbiamo vista mentre usi il servizio.
    [inferred] È stata dedotta su di te.
   *[third_party] Viene da altri:
}
portal-value = { $kind ->
    [yes] sì
    [no] no
   *[none] niente
}
portal-value-folded = Mostra tutto ({ $n } caratteri)
portal-value-hint = { $shape ->
    [number] Un numero, come 4 o 4,5.
    [numbers] Un numero per riga, come 4 o 4,5.
   *[lines] Uno per riga.
}
portal-value-wrong = { $shape ->
    [number] Scrivi un numero, come 4 o 4,5.
    [numbers] Scrivi un numero per riga, come 4 o 4,5.
   *[missing] Scrivi come dovrebbe essere.
}
portal-no-value = Al momento non se ne conserva nulla. Quando arriva, si conserva: { $kept }.
portal-came = Arrivata il
portal-kept-until = conservata fino al
portal-kept-agreed = conservata finché dura l’accordo
portal-purpose-until = si può leggere per questo fino al
portal-purpose-agreed = si può leggere per questo finché dura l’accordo
portal-purpose-over = il valore che c’è non si può leggere per questo
portal-contested = Hai detto che è sbagliata
portal-contested-means = Ciò che era conservato è cancellato, con tutto quello che ne era stato ricavato. Niente ne prende il posto finché non ci ripensi.
portal-item-button = { $verb ->
    [correct] Correggila
    [give] Di’ qual è
    [contest] È sbagliata
   *[take-back] Ci ripenso
}
portal-item-note = { $verb ->
    [correct] Il nuovo valore prende subito il posto del vecchio. Ciò che era stato ricavato dal vecchio viene cancellato, e chi l’ha ricevuto viene avvisato. Ne hai una ricevuta.
    [give] Hai accettato di condividerla. Ne hai una ricevuta.
   *[contest] Viene cancellata subito, con tutto quello che ne era stato ricavato, e chi l’ha ricevuta viene avvisato. Niente ne prende il posto finché non ci ripensi. Ne hai una ricevuta.
}
portal-item-refused = Non è più possibile: niente di ciò che è in vigore la chiede, oppure non c’è già più.
portal-signal = Il tuo browser ci chiede di non vendere né condividere le tue informazioni.
portal-signal-stops = Abbiamo visto il suo segnale (Global Privacy Control, Sec-GPC). Finché viene mandato, { $firm } non passa nulla ad altri e non usa nulla per il marketing, oltre a ciò che tu hai accettato per nome.
portal-latest-uses = Chi le ha lette per ultimo, e che cosa ne è venuto
portal-timeline = Chi ha usato che cosa, e che cosa è tornato
portal-timeline-lead = Ogni volta che qualcosa di ciò che condividi è stato letto, dal più recente: da chi, a che scopo e che cosa ne è venuto. Tutto sta nel registro, con una prova che puoi tenere.
portal-no-uses = Non è ancora stato letto nulla
portal-no-uses-note = Appena un sistema di { $firm } legge qualcosa di tuo, compare qui: quale sistema, per quale scopo e che cosa ne è venuto.
portal-read-by = { $client } ha letto: { $items }
portal-read-for = A che scopo:
portal-passed-on = Passata a
portal-no-use-yet = Non ne è ancora stato detto nulla
portal-by-clause = in base a «{ $clause }» in { $exchange }, versione { $version }
portal-access-proof = Ricevuta
portal-access-proof-of = Ricevuta: { $client } ha letto qualcosa di tuo
portal-use-kind = { $kind ->
    [answered] risposta a te
    [personalised] adattato a te
    [benefit_computed] il tuo vantaggio calcolato
    [decided] decisione su di te
    [analysed] cifre su molti
    [improved] servizio migliorato
   *[disclosed] passata ad altri
}
portal-access = { $client } ha letto qualcosa di tuo
portal-access-what = Che cosa è stato letto
portal-access-parts = Una voce vale per { $n } persone. A nessuno mostra qualcosa delle altre.
portal-came-of-it = Che cosa ne è venuto
portal-came-back = Che cosa è tornato
portal-nothing-promised = Finora non è stato promesso nulla in cambio.
portal-benefit-delivered = { $n ->
    [0] non ancora arrivato
    [one] arrivato una volta
   *[other] arrivato { $n } volte
}
portal-benefit-late = { $n ->
    [one] uno è in ritardo
   *[other] { $n } sono in ritardo
}
portal-benefit-beyond = { $n ->
    [one] una oltre la promessa
   *[other] { $n } oltre la promessa
}
portal-benefit-earlier = { $n ->
    [one] Una consegna precedente
   *[other] { $n } consegne precedenti
}
portal-delivery-beyond = oltre la promessa
portal-delivery-beyond-part = di cui { $amount } oltre la promessa
portal-delivery-receipt = Ricevuta
portal-to-came-back = Che cosa è tornato
portal-benefit-since = Promesso al più tardi per il
portal-benefit-next = Il prossimo deve arrivare entro il
portal-benefit-open = Deve ancora arrivare; le condizioni non fissano una data.
portal-promised-by = Promesso da «{ $clause }» in { $exchange }, dal
portal-not-promised = Arrivato in { $exchange } senza che fosse promesso.
portal-told = Chi è stato avvisato di una fine
portal-told-lead = Quando revochi, correggi o dici che qualcosa è sbagliato, o quando il suo tempo è finito, chi l’ha ricevuto deve smettere di usarlo, e confermarlo.
portal-nobody-told = Finora nessuno ha dovuto essere avvisato di nulla.
portal-told-what = Non può più usare «{ $item }» per: { $purpose }
portal-told-why = { $why ->
    [withdrawn] Perché l’hai revocata
    [expired] Perché il suo tempo è finito
    [corrected] Perché era sbagliata
   *[erased] Perché sei stato cancellato
}
portal-told-state = { $state ->
    [confirmed] confermato
    [open] avvisato, non confermato
   *[waits] non ancora avvisato
}

## Verificare una ricevuta

portal-check = Verificare una ricevuta
portal-check-lead = Incolla una ricevuta di { $firm }, o scegli il suo file. Vedi se è stata alterata, e che cosa prova.
portal-check-file = Il file (receipt.json)
portal-check-text = Oppure il suo testo
portal-check-button = Verifica
portal-check-nothing = Scegli un file, o incolla il testo di una ricevuta.
portal-check-note = Al massimo 1 MB. Qui non ne resta nulla, e non si va a vedere che cosa è successo a chi.
portal-check-alone = Senza di noi
portal-check-alone-note = Non devi fidarti di questa pagina: il programma che gira qui è libero, e verifica una ricevuta su qualsiasi computer, senza rete.
portal-check-result = { $result ->
    [own] È autentica
    [other] È integra, ma non firmata qui
   *[not] Non prova nulla
}
portal-check-means = { $result ->
    [own] Nemmeno un carattere è cambiato da quando { $firm } l’ha firmata qui. Mostra che ciò che sta qui sotto è stato scritto nel registro: { $firm } non può negarlo. Non mostra che sia vero ciò che è stato detto di un uso.
   *[other] Nemmeno un carattere è cambiato da quando è stata firmata; ma con una chiave diversa da quella che firma qui ora. Può venire da un’altra casa, o da qui prima che la chiave cambiasse. Confronta la chiave qui sotto con una che conosci.
}
portal-check-why = { $why ->
    [form] Non è una ricevuta, o qualcosa intorno è cambiato. Prendi il file come è stato scaricato: un editor può averlo alterato.
    [key] La chiave che contiene non si può leggere.
    [signature] Il suo testo è stato cambiato dopo la firma.
    [promise] Una voce non è stata firmata dalla chiave.
    [commitment] Una voce sigilla qualcosa di diverso da ciò che dice la ricevuta.
   *[inclusion] Una voce non è nel registro del punto di controllo che la ricevuta nomina.
}
portal-check-what = Che cosa è successo
portal-check-read = { $client } ha letto qualcosa della persona a cui appartiene la ricevuta
portal-check-uses = { $n ->
    [0] Non ne è ancora stato detto nulla.
    [one] È stato detto una volta che cosa ne è venuto.
   *[other] È stato detto { $n } volte che cosa ne è venuto.
}
portal-check-words = Ciò che è stato sigillato, parola per parola
portal-check-issued = Ricevuta fatta il
portal-check-entries = Voci del registro
portal-check-placed = { $entries ->
    [one] 1 è provata
   *[other] { $entries } sono provate
}; { $waiting ->
    [0] di ognuna si vede il posto sotto un punto di controllo firmato.
    [one] 1 non aveva ancora un posto quando la ricevuta è stata fatta, ed è provata dalla sola promessa firmata.
   *[other] { $waiting } non avevano ancora un posto quando la ricevuta è stata fatta, e sono provate dalla sola promessa firmata.
}
portal-check-signer = Firmata con la chiave
portal-receipt-check-here = Verifica il file su questo sito
portal-receipt-item = { $act ->
    [corrected] Hai corretto il suo valore. Ciò che era stato ricavato dal vecchio è cancellato.
   *[contested] Hai detto che ciò che se ne conservava è sbagliato. È cancellato, con ciò che ne era stato ricavato.
}

## Dati, portare via, cancellare

portal-details-lead = Correggi ciò che è sbagliato. Vale da subito.
portal-mail-hint = Un nuovo indirizzo vale da quando apri il link che vi viene mandato.
portal-language = Lingua in cui ti si scrive
portal-language-wrong = Scegli una delle lingue.
portal-born = Anno di nascita
portal-born-hint = Serve solo a sapere se deve acconsentire un tutore. Puoi lasciarlo vuoto.
portal-born-wrong = Quattro cifre, come 1984.
portal-external = Gli altri sistemi dell’impresa ti conoscono come
portal-details-button = Salva
portal-export-lead = Un archivio con tutto ciò che { $firm } conserva qui di te, in file che persone e programmi sanno leggere (JSON e CSV).
portal-export-part = { $part ->
    [details] i tuoi dati
    [items] ogni informazione con i suoi valori
    [uses] chi ha letto che cosa, a che scopo e che cosa ne è venuto; che cosa è tornato; chi è stato avvisato di una fine
    [agreements] ciò che hai accettato, nelle parole che hai letto
    [records] un documento per ogni scambio, in una forma che altri servizi sanno leggere
   *[receipts] le tue ricevute con le prove
}
portal-export-button = Prepara l’archivio
portal-export-note = Contiene informazioni personali. Tienilo dove solo tu puoi leggerlo.
portal-erase-lead = { $firm } qui ti dimentica, per sempre. La tua sessione si chiude subito; pochi istanti dopo la chiave di tutto ciò che si conserva di te viene distrutta, e ogni voce che porta a te viene cancellata.
portal-erase-part = { $part ->
    [lost] Che cosa va perso
    [remains] Che cosa resta, e perché
   *[recipients] Chi altro può avere qualcosa di tuo
}
portal-erase-lost = Il tuo nome, i tuoi indirizzi e i tuoi dati; ciò che hai dato, accettato, risposto e impostato, con le tue ricevute; le lettere in attesa.
portal-erase-exchanges = Partecipi a:
portal-erase-remains = { $what ->
    [ideas] Dove hai proposto o commentato, un posto vuoto, perché ciò che altri hanno risposto conservi il suo senso.
    [ledger] Nel registro, che qualcosa è stato accettato, cambiato o concluso e che qualcuno è stato cancellato, sotto un numero che non porta più a nessuno: senza quelle voci non si potrebbe capire se il registro è stato riscritto. Le ricevute che hai conservato si possono ancora verificare.
    [votes] I tuoi voti, che continuano a contare senza di te.
    [number] Il numero sotto cui eri conservato, e nient’altro: fra gli atti dei membri, e nell’elenco grazie al quale una copia di riserva rimessa in uso ti dimentica di nuovo.
    [backups] Le copie di riserva già fatte, e le tracce sui dischi, finché non vengono sostituite. Fino ad allora chi avesse sia una copia sia la chiave di { $firm } potrebbe leggerti lì. Se una copia viene rimessa in uso, vieni cancellato di nuovo prima che si veda qualcosa.
   *[outside] Ciò che è già uscito da qui: le lettere inviate, e quello che { $firm } ha portato in file o in altri sistemi. A questo deve pensare da sé.
}
portal-erase-nobody = Ciò che hai accettato non nomina nessun altro.
portal-erase-ask = Chi può avere qualcosa che era conservato qui viene avvisato, e avvisato ancora finché non conferma, se { $firm } ha indicato come raggiungerlo in automatico. Per ciò che ha avuto in altri modi, chiedi tu:
portal-erase-first = Se vuoi tenerlo tu:
portal-erase-sure = Ho letto che cosa va perso e che cosa resta. Non si può tornare indietro.
portal-erase-button = Cancella tutto
portal-erase-not-sure = Spunta la casella se è quello che vuoi. Nulla è stato cancellato.
portal-erased = { $state ->
    [done] Qui nessuno ti conosce più
   *[under_way] La cancellazione è in corso
}
portal-erased-lead = { $state ->
    [done] La chiave di tutto ciò che { $firm } conservava qui di te è distrutta, e ogni voce che portava a te è cancellata. Resta ciò che diceva la pagina precedente. La sessione è chiusa.
   *[under_way] È stabilito che { $firm } qui ti dimentichi, e nessuno può più entrare al tuo posto. Il resto avviene di solito in pochi secondi, e se qualcosa lo impedisce si riprova. La sessione è chiusa.
}
portal-erased-receipt = La voce firmata del registro che attesta la tua cancellazione, sotto il numero che compare anche nelle tue ricevute. Conservala, se vuoi: nessuno potrà ritrovarla per te.
