## Ciò che è dovuto

studio-waits-owed = { $n ->
    [one] persona a cui qualcosa è dovuto in ritardo
   *[other] persone a cui qualcosa è dovuto in ritardo
} in «{ $title }», il ritardo più vecchio dal
studio-owed = Ciò che torna
studio-owed-title = Che cosa è dovuto a chi
studio-owed-lead = Ciò che questo scambio ha promesso in cambio, sommato su tutte le persone a cui è stato promesso. Ciò che è finito conta ancora, per quanto era maturato.
studio-owed-persons = Aspettano qualcosa
studio-owed-overdue = Aspettano oltre il termine
studio-owed-persons-note = persone
studio-owed-oldest = Il ritardo più vecchio dura dal
studio-owed-at = Calcolato
studio-owed-stale = È passato molto tempo: l’ultimo giro non è riuscito, e il registro del server dice perché. Ciò che è stato consegnato da allora non è in queste cifre.
studio-owed-never = Si calcola una volta all’ora, e per questo scambio non è ancora successo.
studio-owed-nothing = A nessuno è ancora promesso qualcosa
studio-owed-nothing-note = Appena qualcuno accetta una clausola che gli dà qualcosa, sta qui: che cosa è stato promesso, che cosa i sistemi dell’impresa dicono di aver consegnato, e che cosa è in ritardo.
studio-owed-nobody = A nessuno è dovuto qualcosa
studio-owed-nobody-note = Tutto ciò che era maturato fino ad allora è stato consegnato.
studio-owed-to-list = A chi, e da quando
studio-owed-lists = Per primo ciò che è in ritardo da più tempo, per ultimo ciò che non ha una data.
studio-owed-column = { $column ->
    [benefit] ciò che torna
    [capital] tipo di capitale
    [promised] promesso
    [delivered] consegnato
    [open] dovuto, non in ritardo
    [overdue] in ritardo
    [persons] persone
    [person] persona
    [amount] quanto
    [since] maturato il
   *[late] in ritardo dal
}
studio-owed-in = in { $unit }
studio-owed-times = { $n ->
    [one] una volta
   *[other] { $n } volte
}
studio-owed-once = non si conta: a ogni consegna vale uno
studio-owed-no-date = senza data
studio-owed-is-late = in ritardo
studio-owed-late-persons = { $n ->
    [one] una persona
   *[other] { $n } persone
}

## Quanto si usa, nella panoramica

studio-use-none-yet = Per ora nulla è tenuto di { $n } persone o più. Quando i sistemi dell’impresa porteranno dentro ciò che le persone hanno accettato di condividere, qui si leggerà quanto se ne usa in qualche modo e quanto per chi l’ha dato. Si calcola una volta all’ora.
studio-use-in-one = { $used } usato in qualche modo, { $own } usato per chi l’ha dato, su { $n } valori tenuti

## Ciò che i sistemi vengono a sapere

studio-webhook-link = Che cosa viene a sapere
studio-webhook-title = Che cosa viene a sapere { $name }
studio-webhook-lead = Il sistema sa subito quando succede qualcosa che deve sapere, invece di chiederlo di continuo. I messaggi portano identificativi e nomi di informazioni, mai un valore, e della persona solo l’identificativo con cui la nomina l’API.
studio-webhook-none = Per ora non lo si avvisa da nessuna parte.
studio-webhook-ended = La sua chiave è stata ritirata: non viene più a sapere nulla.
studio-webhook-state = { $on ->
    [yes] acceso
   *[no] spento
}
studio-webhook-only = Solo di «{ $title }»
studio-webhook-all = Di tutti gli scambi
studio-webhook-open = { $n ->
    [0] nulla in attesa
    [one] un evento non ancora consegnato
   *[other] { $n } eventi non ancora consegnati
}
studio-webhook-off-since = Spento dal
studio-webhook-off-note = Ciò che succede intanto non si dice nemmeno dopo; ciò che era aperto parte quando si riaccende.
studio-webhook-both = Anche il segreto di prima firma ancora, fino al
studio-webhook-shown = Questo segreto va dato al sistema, che così vede che i messaggi vengono dall’impresa. Si mostra una volta sola.
studio-webhook-do = { $deed ->
    [try] Manda una prova
    [on] Accendi
    [off] Spegni
    [rotate] Un altro segreto
   *[remove] Togli l’indirizzo
}
studio-webhook-rotate-note = Il nuovo segreto si mostra una volta sola. Per un giorno firmano entrambi, così si può passare dall’uno all’altro senza perdere un messaggio.
studio-webhook-remove-note = Non viene più a sapere nulla, e ciò che ha saputo qui si dimentica.
studio-webhook-url = Indirizzo del sistema
studio-webhook-url-hint = Intero, come https://consigli.example.com/comity.
studio-webhook-of = Di che cosa lo si avvisa
studio-webhook-heard = Che cosa viene a sapere con questa chiave
studio-webhook-docs = Che cosa arriva e come lo si controlla sta in docs/webhooks.md, con programmi da copiare.
studio-told = { $event ->
    [agreement-given] Qualcuno ha accettato
    [agreement-changed] È cambiato ciò che è accettato
    [agreement-withdrawn] Non è più accettato nulla
    [item-corrected] Un valore è stato corretto
    [item-contested] Un valore è stato contestato
    [item-expired] Un valore è scaduto
    [item-erased] Un valore è stato cancellato
    [contribution-shown] Gli altri vedono qualcosa che è stato portato
    [contribution-outcome] Qualcosa che è stato portato ha il suo esito
    [person-erased] Qualcuno è stato cancellato
   *[test] Una prova
}
studio-event-state = { $state ->
    [sent] consegnato
    [failed] non consegnato
   *[new] in attesa
}
studio-event-next = prossimo tentativo
studio-event-gone = La risposta è stata 410: lì non ne vuole più, ed è stato spento.
studio-event-again = { $sent ->
    [yes] Manda di nuovo
   *[no] Prova adesso
}
studio-events-which = { $which ->
    [failed] Non consegnati
   *[all] Tutti degli ultimi 30 giorni
}
studio-no-events = { $which ->
    [failed] È stato consegnato tutto
   *[all] Per ora non si è detto nulla
}
studio-no-events-note = Ogni evento sta qui per trenta giorni, con ciò che ne è stato. Ciò che non è consegnato si ritenta da solo.

## Chi ha letto che cosa

studio-access-title = Chi ha letto che cosa
studio-access-lead = Ogni lettura di un sistema dell’impresa è una voce del registro, per quante persone riguardi. Di chi non si dice qui; ciascuna vede la propria parte, con una prova.
studio-access-none = Per ora non è stato letto nulla
studio-access-none-note = Appena un sistema legge ciò che le persone hanno accettato di condividere, sta qui: quale sistema, a che scopo, che cosa, e di quante persone.
studio-access-counts = Per sistema e scopo
studio-access-entries = Voce per voce
studio-access-column = { $column ->
    [client] sistema
    [purpose] a che scopo
    [accesses] letture
    [parts] persone comprese
   *[used] letture di cui si è detto che cosa ne è stato
}
studio-access-persons = { $n ->
    [one] di una persona
   *[other] di { $n } persone
}
studio-access-passed-on = Passato a
studio-access-number = numero { $n } nel registro
studio-access-unnumbered = non ha ancora un numero nel registro
studio-access-unused = Nessuno ha detto che cosa ne è stato.
studio-access-use = { $kind ->
    [answered] Si è risposto alla domanda di una persona
    [personalised] Qualcosa è stato adattato a una persona
    [benefit_computed] È stato calcolato un beneficio
    [decided] È stato deciso qualcosa su una persona
    [analysed] È entrato in cifre su molte persone
    [improved] È stato migliorato qualcosa che si offre
   *[disclosed] È stato passato ad altri
}
