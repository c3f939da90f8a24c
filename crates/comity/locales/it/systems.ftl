# Sistemi dell’impresa, destinatari, e ciò che viene loro comunicato.

## Chiavi

studio-no-keys = Nessun sistema ha una chiave
studio-no-keys-note = Il negozio, l’app o l’archivio clienti possono chiedere a Comity che cosa possono sapere di una persona e per che cosa. Con la sua chiave un sistema scrive e legge valori, solo fin dove quella persona ha accettato, e ogni lettura sta nella sua cronologia. Per cominciare, aggiungi un sistema qui sotto.
studio-keys-lead = I sistemi dell’impresa che scrivono e leggono ciò che le persone hanno accettato. Ognuno ha una chiave sua: le persone vedono chi ha letto che cosa, e una chiave si ritira senza toccare le altre.
studio-keys-docs = Come si fanno le chiamate è scritto in docs/api.md. I programmi lo leggono in
studio-key-itself = Chiave
studio-key-made = Creata il
studio-key-seen = ultimo uso, all’ora,
studio-key-unseen = mai usata
studio-key-ended = ritirata il
studio-keys-ended = { $n ->
    [one] Una chiave è stata ritirata
   *[other] { $n } chiavi sono state ritirate
}
studio-key-end = Ritira
studio-key-end-note = Il sistema che la usa non entra più, da subito. Ciò che ha scritto e letto resta nelle cronologie. Una chiave ritirata non si può ridare: il sistema va aggiunto di nuovo.
studio-key-shown = Questa è la chiave di «{ $name }». Si vede solo adesso: va conservata dove quel sistema conserva i suoi segreti.
studio-key-try = Per provarla, copia questo in un terminale. La risposta elenca gli scambi, con le loro informazioni e i loro scopi.
studio-key-add = Aggiungi un sistema
studio-key-add-button = Crea la sua chiave
studio-key-name = Nome
studio-key-name-hint = Le persone lo leggono nella loro cronologia: «Consigli sulle offerte» dice più di «srv-04».
studio-key-name-wrong = Un nome ha da 1 a { $n } caratteri.
studio-key-scopes = Che cosa può fare
studio-key-scope-wrong = Serve almeno una cosa che può fare.
studio-scope = { $scope ->
    [items-write] Scrivere valori
    [items-read] Leggere valori per uno scopo
    [uses-write] Dire che cosa è venuto da una lettura
    [contributions-read] Leggere ciò che le persone hanno portato
    [contributions-authors] Sapere di chi è
    [contributions-answer] Rispondere per l’impresa
    [contributions-write] Portare, votare e commentare per le persone
   *[benefits-write] Dire che cosa le persone hanno ricevuto
}
studio-scope-hint = { $scope ->
    [items-write] Porta dentro ciò che i sistemi dell’impresa sanno delle persone. I valori che nessuno ha accettato sono rifiutati.
    [items-read] Chiede dati di persone per uno scopo. Riceve ciò che un accordo permette, e resta scritto.
    [uses-write] Comunica che una lettura è diventata qualcosa: una risposta su misura, un beneficio calcolato, un rapporto.
    [contributions-read] Idee, domande, proposte, offerte e richieste con voti, commenti e risposte, e le mappe delle opinioni: ciò che vede ogni membro. Nessuno è nominato.
    [contributions-authors] Solo insieme alla lettura: il numero che l’impresa ha per chi ha portato qualcosa, se ne ha uno. Lo studio non lo mostra, perciò ogni lettura resta scritta. Mai per affermazioni, voti o commenti.
    [contributions-answer] Imposta stati, dice che cosa ne è stato, commenta e unisce, come si fa nello studio. Le persone lo vengono a sapere, e resta scritto come fatto da questo sistema.
    [contributions-write] Come l’app dell’impresa, per persone che hanno accettato qualcosa nello scambio. Regole, limiti e moderatori sono quelli delle loro pagine.
   *[benefits-write] Comunica che un beneficio promesso è arrivato, così le due parti vedono che cosa è ancora dovuto.
}

## Destinatari

studio-recipients-lead = Altri che ricevono informazioni, come li nominano le condizioni. Quando qualcuno ritira, corregge o viene cancellato, o un tempo è finito, viene detto loro che cosa non possono più avere, finché non lo confermano. Ciò che viene detto non contiene mai un valore.
studio-no-recipients = Le condizioni non nominano nessun altro
studio-no-recipients-note = Dove le condizioni in vigore dicono che altri ricevono informazioni, stanno qui: si dice dove avvisare ciascuno quando qualcuno ritira, e si vede chi ha confermato. I destinatari si descrivono nelle condizioni di uno scambio.
studio-recipients-exchanges = Agli scambi
studio-recipient-told = Avvisato a
studio-recipient-nowhere = Non ancora avvisato in nessun posto: ciò che deve sapere aspetta qui.
studio-recipient-unnamed = Le condizioni non lo nominano più; chi ha accettato quelle precedenti ci conta ancora.
studio-recipient-open = { $n ->
    [0] nulla di aperto
    [one] uno aperto
   *[other] { $n } aperti
}
studio-recipient-set = { $there ->
    [yes] Un altro indirizzo
   *[no] Indica dove
}
studio-recipient-url = Indirizzo di { $name }
studio-recipient-url-hint = Intero, come https://hooks.example.com/comity. Lo danno loro.
studio-recipient-button = { $there ->
    [yes] Avvisa lì, con un altro segreto
   *[no] Avvisa lì
}
studio-recipient-again = Il segreto precedente smette subito di valere. Ciò che è aperto parte di nuovo, verso il nuovo indirizzo.
studio-recipient-remove = Togli
studio-recipient-remove-note = Non viene più avvisato, e ciò che è aperto aspetta qui. Il segreto finisce.
studio-recipient-shown = D’ora in poi «{ $name }» viene avvisato lì. Questo segreto va dato a loro: con esso vedono che l’avviso viene da te. Si vede solo adesso.
studio-recipient-secret = Segreto
studio-recipients-docs = Che cosa ricevono, e come lo verificano e confermano, è scritto in docs/webhooks.md, con programmi da copiare.
studio-recipient-wrong = { $why ->
    [too-long] L’indirizzo supera 2.048 byte: ne serve uno più corto.
    [scheme] L’indirizzo deve cominciare con https://. Il semplice http è solo per gli host permessi da chi gestisce Comity (webhooks.allow).
    [user-info] L’indirizzo non può contenere nome utente né password: è la firma a dire chi manda.
    [fragment] Il # e ciò che segue vanno tolti: non arrivano mai a un server.
    [port] Questa porta è di un altro protocollo: va usata la 443, o una da 1024 in su. Chi gestisce Comity può permetterne altre (webhooks.allow).
    [local-name] Questo host non ha un nome nella rete pubblica: va scritto il nome completo. Chi gestisce Comity può permetterne altri (webhooks.allow).
    [not-public] Questo indirizzo non è della rete pubblica. Chi gestisce Comity può permetterlo (webhooks.allow).
   *[malformed] Questo non è un indirizzo: va scritto intero, come https://hooks.example.com/comity.
}

## Avvisi

studio-notices = Che cosa è stato detto loro
studio-notices-show = Quali avvisi
studio-notices-which = { $which ->
    [all] tutti gli avvisi
   *[open] quelli aperti
}
studio-no-notices = { $which ->
    [all] Non c’era nulla da dire a nessuno
   *[open] Nulla è aperto
}
studio-no-notices-note = { $which ->
    [all] Quando qualcuno mette fine a ciò che un destinatario può avere, sta qui con ciò che ne è stato.
   *[open] Chi doveva essere avvisato ha confermato.
}
studio-notice-why = { $why ->
    [withdrawn] ritirato
    [expired] tempo finito
    [corrected] corretto
   *[erased] cancellato
}
studio-notice-person = la persona
studio-notice-erased = una persona cancellata
studio-notice-to = A
studio-notice-since = Dal
studio-notice-sent = Ultimo arrivo
studio-notice-tries = { $n ->
    [0] non ancora tentato
    [one] tentato una volta
   *[other] tentato { $n } volte
}
studio-notice-waits = Aspetta finché non si dice dove vengono avvisati.
studio-notice-state = { $state ->
    [confirmed] confermato
    [sent] arrivato, non confermato
    [failed] non arrivato
    [waits] aspetta un indirizzo
   *[new] in partenza
}
studio-notice-confirmed = Confermato
studio-notice-confirm = Conferma a mano
studio-notice-confirm-about = su { $item }
studio-notice-confirm-note = Solo se hanno comunicato in altro modo di averlo lasciato andare. Il registro degli atti conserva chi lo ha detto.
studio-notice-trouble = Ultimo problema
studio-notice-error = { $error ->
    [target] L’indirizzo non è tra quelli permessi ora: va guardato qui sopra.
    [not-public] Il nome porta a un indirizzo che non è pubblico. Chi gestisce Comity può permetterlo (webhooks.allow).
    [no-such-host] Il nome dell’host non porta da nessuna parte.
    [no-connection] Lì non risponde nessuno.
    [certificate] Il certificato dell’host non è affidabile. Devono sistemarlo loro.
    [no-tls] Non si è trovato un accordo su una connessione cifrata.
    [too-slow] Nessuna risposta entro dieci secondi.
    [cut-off] La connessione è finita prima di una risposta.
    [no-http] Ciò che è arrivato non era la risposta di un server web.
    [redirect] La risposta è stata { $n }, che porta altrove. Va chiesto loro l’indirizzo che riceve gli avvisi.
    [status] La risposta è stata { $n }.
    [gone] La risposta è stata 410: lì non ne vogliono più. L’indirizzo è stato tolto; va chiesto loro un altro.
   *[other] Non è stato possibile mandarlo.
}

## Quanto viene usato

studio-to-utilisation = Quanto si usa delle informazioni
studio-use-title = Uso delle informazioni
studio-use-lead = Quanto di ciò che le persone condividono in questo scambio viene usato in qualche modo e, a parte, quanto per la persona che l’ha dato. Un valore conta una volta per ogni scopo per cui è tenuto, per quante volte lo si legga; essere letto non è ancora essere usato.
studio-use-empty = Per ora non è tenuto nulla
studio-use-empty-note = Quando le persone accettano e i sistemi dell’impresa portano dentro dei valori, questa pagina mostra quali vengono letti, quali usati e quali servono alla persona che li ha dati. Ciò che nessuno usa è meglio non chiederlo.
studio-use-to-keys = Le chiavi dei sistemi
studio-use-all-few = Per ora ogni informazione è tenuta, per ciascuno scopo, di meno di { $n } persone. Del suo uso non si dice nulla, perché nessuna persona sia riconoscibile.
studio-use-some-few = { $few ->
    [one] Una riga della tabella qui sotto riguarda meno di { $n } persone e non entra in queste cifre.
   *[other] { $few } righe della tabella qui sotto riguardano meno di { $n } persone e non entrano in queste cifre.
}
studio-use-few = meno di { $n } persone: del suo uso non si dice nulla
studio-use-share = { $share ->
    [at-all] Usato in qualche modo
   *[for-them] Usato per chi l’ha dato
}
studio-use-of = { $part } su { $whole } valori tenuti
studio-use-gauges = Quanto si usa di ciò che è tenuto
studio-use-mark = «meno del dieci per cento»
studio-use-mark-source = Il segno al 10% è un esempio, non una norma: Didier Bonnet, coautore dello studio «From UX to CX» (Capgemini e MIT Initiative on the Digital Economy), ha raccontato a Which-50 di imprese che usavano «meno del dieci per cento» delle informazioni raccolte.
studio-use-trend = Gli ultimi 90 giorni
studio-use-trend-caption = Parti dei valori tenuti in ciascun giorno, senza le informazioni tenute di meno di dieci persone. Dove la linea si interrompe, non è stato annotato nulla.
studio-use-from-to = { $name }: da { $from } a { $to }.
studio-use-cells = Per informazione e scopo
studio-use-by = { $by ->
    [item] Per informazione
   *[purpose] Per scopo
}
studio-use-column = { $column ->
    [share] misura
    [part] parte
    [day] giorno
    [item] informazione
    [purpose] a che scopo
    [held] tenuti
    [read] letti
    [used] usati
    [for-them] usati per la persona
    [why] perché
   *[times] volte
}
studio-use-idle = Non usate da nessuno
studio-use-idle-lead = Dopo { $warn } giorni senza alcun uso le persone sanno che un’informazione sarà lasciata andare; dopo { $release } giorni, e mai prima di quanto dice l’avviso, tutti i suoi valori sono cancellati. Ciò che la legge impone resta.
studio-use-no-idle = Ogni informazione è stata usata entro quel tempo.
studio-use-unused-since = Non usata dal
studio-use-becomes = { $state ->
    [warn] Le persone lo sapranno entro un’ora. Se non viene usata, si lascia andare il
    [warned] Le persone lo sanno. Se non viene usata, si lascia andare il
    [release] Si lascia andare entro un’ora.
   *[released] I suoi valori sono stati lasciati andare il
}
studio-use-refusals = Rifiutato negli ultimi 30 giorni
studio-use-refusals-lead = Ciò che i sistemi dell’impresa hanno chiesto e non hanno avuto. Mostra dove un sistema è configurato male, o vuole più di quanto le persone hanno accettato.
studio-use-no-refusals = Non è stato rifiutato nulla.
studio-use-made-up = { $what ->
    [item] qualcosa sotto un nome che nessuna informazione può avere
   *[purpose] qualcosa sotto un nome che nessuno scopo può avere
}
studio-refusal = { $reason ->
    [unknown_item] Le condizioni non hanno questa informazione.
    [unknown_purpose] Le condizioni non hanno questo scopo.
    [no_such_value] Quel valore non c’è più.
    [no_agreement] La persona non ha accettato nulla.
    [purpose_not_covered] Per quello scopo non è accettato nulla.
    [left] La persona ha lasciato lo scambio.
    [withdrawn] La persona ha revocato quello scopo, o vi si è opposta.
    [item_not_covered] Ciò che è accettato per quello scopo non nomina l’informazione.
    [switched_off] La persona l’ha spenta.
    [recipient_not_named] Ciò che è accettato non nomina quel destinatario.
    [signal] Il browser della persona chiede di non vendere né condividere, e nessun accordo nomina questo.
    [inputs_not_named] È ricavata da altro, e nessuno dice da che cosa.
    [input_not_agreed] È stata ricavata da qualcosa che le condizioni non nominano.
    [input_not_covered] Qualcosa da cui è ricavata non è accettato per quello scopo.
    [input_gone] Qualcosa da cui era stata ricavata non c’è più.
    [source_not_agreed] Viene da un’origine diversa da quella che dicono le condizioni.
    [expired] Il tempo per cui si poteva tenere è finito.
    [no_such_person] Nessuno ha quel nome.
    [too_large] Il valore è troppo lungo.
    [contested] La persona dice che ciò che era tenuto era sbagliato.
    [no_input] Non c’è il valore da cui si dice ricavata.
   *[other] Non è permesso.
}
portal-unused = Ciò che nessuno ha usato
portal-unused-lead = Ciò che { $firm } non usa per nulla in { $days } giorni si lascia andare: nessuno tenga ciò che a nessuno serve. Non devi fare nulla.
portal-unused-what = { $gone ->
    [yes] Nessuno l’ha usata. Ciò che ne era tenuto è stato cancellato il
   *[no] Nessuno la usa. Se non cambia, ciò che ne è tenuto sarà cancellato il
}
