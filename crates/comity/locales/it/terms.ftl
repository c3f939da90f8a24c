# Ciò che si dice delle condizioni e di quello che il controllo vi trova.

lint-rule = { $rule ->
    [item-without-purpose] si chiedono informazioni senza indicare uno scopo
    [purpose-without-benefit] si chiedono informazioni e non torna nulla
    [retention-too-long] conservate più a lungo di quanto serva allo scopo
    [retention-without-end] conservate finché dura l’accordo, anche se lo scopo dice per quanto servono
    [consent-by-default] il sì appare già dato
    [consent-required] il consenso è posto come condizione per partecipare
    [purpose-in-several-clauses] il consenso a uno stesso scopo è chiesto in più clausole
    [leaving-harder] per uscire si chiede qualcosa che per entrare non serviva
    [claws-back] chi esce deve restituire vantaggi già ricevuti
    [firm-alone] si chiede qualcosa, decide solo l’impresa e nessuno può controproporre
    [recipient-not-named] un destinatario è senza nome o senza recapito
    [work-without-return] si chiede lavoro e non torna nulla
    [all-with-firm] ogni clausola è in mano all’impresa
    [special-without-reason] una categoria particolare di dati personali, senza un motivo
    [no-balancing-note] un legittimo interesse senza nota di bilanciamento
    [no-law] un obbligo di legge senza la legge
    [benefit-without-date] si promette un vantaggio e nessuno sa per quando
    [inferred-without-inputs] un’informazione è dedotta, e nessuno sa da che cosa
    [inferred-without-method] un’informazione è dedotta, e nessuno sa come
    [inputs-not-asked] si chiede un’informazione dedotta, ma non tutto ciò da cui è dedotta
    [third-party-without-origin] un’informazione viene da altri, e nessuno sa da chi
    [dpv-not-known] un termine del Data Privacy Vocabulary che qui non si conosce
    [item-not-asked] nessuna clausola chiede questa informazione
    [not-translated] mancano alcuni testi in una lingua in cui altri sono scritti
    [item-unused] raccolta e non usata da molto tempo
   *[benefit-overdue] promesso, scaduto e non consegnato
}
lint-reason = { $rule ->
    [item-without-purpose] Nessuno può accettare un «per qualunque cosa»; senza uno scopo l’informazione non si può nemmeno raccogliere.
    [purpose-without-benefit] Uno scambio ha due lati. Chi dà e non riceve nulla se ne va, o non arriva mai.
    [retention-too-long] Ciò che si conserva oltre lo scopo è un rischio per entrambi e non serve a nessuno.
    [retention-without-end] Poche cose servono per tutto il tempo in cui qualcuno resta.
    [consent-by-default] Il silenzio non è consenso; una casella già spuntata nemmeno.
    [consent-required] Un consenso che si deve dare non è libero, e non vale.
    [purpose-in-several-clauses] Ogni scopo ha una sola risposta, così con una sola la si può ritirare.
    [leaving-harder] Uscire deve essere facile quanto entrare.
    [claws-back] Ciò che è stato dato in cambio resta dato. Riprenderlo è un prezzo messo sull’uscita.
    [firm-alone] Il controllo si negozia. Una clausola da prendere o lasciare non insegna nulla su ciò che le persone vogliono.
    [recipient-not-named] Si acconsente a qualcuno in particolare, e bisogna poterlo raggiungere.
    [work-without-return] Il lavoro passato ai clienti è un risparmio per l’impresa; se non torna nulla, è solo questo.
    [all-with-firm] Dove il cliente non decide nulla, questo è un avviso e non uno scambio.
    [special-without-reason] Salute, convinzioni, origine e simili si possono chiedere solo con un motivo che le persone possano leggere.
    [no-balancing-note] Il legittimo interesse vale solo se è stato messo a confronto, per iscritto, con quello della persona.
    [no-law] Chi si appoggia a una legge deve dire quale.
    [benefit-without-date] Una promessa senza data non si può mantenere, né mancare.
    [inferred-without-inputs] Chi accetta ciò che si deduce accetta ciò da cui si deduce, e deve saperlo.
    [inferred-without-method] Si può contestare ciò che è stato dedotto solo sapendo come.
    [inputs-not-asked] Un accordo su ciò che si deduce comprende ciò da cui si deduce, per lo stesso scopo.
    [third-party-without-origin] Le persone devono sapere chi cede ciò che si sa di loro.
    [dpv-not-known] Altri sistemi leggono da questi termini che cosa si usa e perché; da uno che non conoscono non capiscono nulla.
    [item-not-asked] Non sarà mai raccolta, e allunga soltanto le condizioni.
    [not-translated] Si può proporre solo una lingua in cui tutto è scritto.
    [item-unused] Ciò che non si usa non occorre conservarlo.
   *[benefit-overdue] Entrambe le parti vedono che manca.
}
lint-fix = { $rule ->
    [item-without-purpose] Indica uno scopo, o togli l’informazione.
    [purpose-without-benefit] Di’ che cosa torna, e in quale tipo di capitale, o chiedi meno.
    [retention-too-long] Accorcia { $retention } fino a ciò che lo scopo dice in { $needs }.
    [retention-without-end] Compila { $retention }.
    [consent-by-default] Disattiva { $default }.
    [consent-required] Disattiva { $required }, o verifica se lo scopo fa parte del contratto.
    [purpose-in-several-clauses] Metti le informazioni in una sola clausola, o dividi lo scopo in due.
    [leaving-harder] Svuota { $notice } e { $condition }.
    [claws-back] Disattiva { $claws }.
    [firm-alone] Lascia che si possa controproporre, o condividi il controllo.
    [recipient-not-named] Compila { $name } e { $contact }.
    [work-without-return] Di’ che cosa torna.
    [all-with-firm] Condividi almeno una clausola, o lascia che la regoli il cliente.
    [special-without-reason] Scrivi il motivo in { $reason }, o togli l’informazione.
    [no-balancing-note] Scrivi la nota in { $balancing }.
    [no-law] Indica la legge in { $law }.
    [benefit-without-date] Compila { $due }.
    [inferred-without-inputs] Indica le informazioni in { $from }.
    [inferred-without-method] Scrivi il metodo in { $method }.
    [inputs-not-asked] Chiedi per lo stesso scopo anche { $names }, o togli l’informazione dedotta.
    [third-party-without-origin] Di’ chi in { $origin }.
    [dpv-not-known] { $named ->
        [0] Scegli un termine conosciuto, o lascialo se è uno tuo che sta sotto un termine del vocabolario.
       *[other] Intendevi { $names }? Se è un termine tuo che sta sotto uno del vocabolario, lascialo.
    }
    [item-not-asked] Toglila, o chiedila in una clausola.
    [not-translated] Scrivi i testi mancanti, o togli la lingua dal titolo.
    [item-unused] Rilasciala.
   *[benefit-overdue] Consegnalo, o spiega perché no.
}
lint-place = { $place ->
    [terms] le condizioni
    [title] il titolo
    [summary] la descrizione
    [leaving] l’uscita
    [clause] clausola { $name }
    [purpose] scopo { $name }
    [item] informazione { $name }
    [recipient] destinatario { $name }
   *[benefit] vantaggio { $name }
}
lint-weight = { $weight ->
    [refused] rifiutato
   *[advice] da valutare
}
lint-nothing = Nulla da rifiutare e nulla da consigliare. Ciò che il controllo non può giudicare: se le parole sono vere e se lo scambio è equo.
lint-counted = { $refused ->
    [0] Nulla da rifiutare
    [one] Una cosa è rifiutata
   *[other] { $refused } cose sono rifiutate
}, { $advice ->
    [0] nulla da valutare
    [one] una da valutare
   *[other] { $advice } da valutare
}.
lint-faulty = { $n ->
    [one] Una cosa impedisce
   *[other] { $n } cose impediscono
} di proporre queste condizioni:
lint-law = Questo aiuta a rispettare la legge. Non è una consulenza legale.
terms-fault = { $fault ->
    [same_name] { $part } c’è due volte: una delle due vuole un altro nome
    [not_there] { $place } nomina { $part }, che non c’è: aggiungi la descrizione, o correggi il nome
    [no_words] { $part }: mancano le parole nella lingua del documento
    [setting_and_control] { $place }: una clausola in mano al cliente vuole un’impostazione, e nessun’altra ne ha una
    [setting_bounds] { $place }: l’impostazione parte fuori dai suoi limiti, o non c’è nulla da scegliere
    [vote_rule] { $place }: un voto vuole un quorum da 1 a 100 per cento, una maggioranza da 51 a 100, e da 1 a 365 giorni
    [counter_bounds] { $place }: ciò che si può controproporre non è una controproposta: una conservazione non più breve, un importo non più alto, meno di uno
    [input_not_there] { $place } è dedotta da { $part }, che non c’è: aggiungi la descrizione, o correggi il nome
    [inferred_from_itself] { $place } è dedotta da sé stessa, subito o passando per altre: indica altre informazioni
    [source_and_origin] { $place }: solo ciò che si deduce viene da altre informazioni, e solo ciò che viene da altri ha chi lo fornisce
    [no_clause] non c’è nessuna clausola
   *[answer_within] alle controproposte si risponde entro 1–365 giorni: correggi { $within }
}
