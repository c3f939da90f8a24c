## Ciò che è dovuto

studio-waits-owed = { $n ->
    [one] persona a cui qualcosa è dovuto in ritardo
   *[other] persone a cui qualcosa è dovuto in ritardo
} in «{ $title }», la più vecchia dal
studio-owed = Ciò che torna
studio-owed-title = Che cosa è dovuto a chi
studio-owed-lead = Ciò che questo scambio ha promesso in cambio, sommato su tutte le persone a cui è stato promesso. Ciò che è finito conta ancora, per quanto era maturato.
studio-owed-persons = Aspettano qualcosa
studio-owed-overdue = Aspettano oltre il termine
studio-owed-persons-note = persone
studio-owed-oldest = La più vecchia è in ritardo dal
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
studio-owed-once = contato a volte
studio-owed-no-date = senza data
studio-owed-is-late = in ritardo
studio-owed-late-persons = { $n ->
    [one] una persona
   *[other] { $n } persone
}

## Quanto si usa, nella panoramica

studio-use-none-yet = Per ora nulla è tenuto di { $n } persone o più. Quando i sistemi dell’impresa porteranno dentro ciò che le persone hanno accettato di condividere, qui si leggerà quanto se ne usa in qualche modo e quanto per chi l’ha dato. Si calcola una volta all’ora.
studio-use-in-one = { $used } usato in qualche modo, { $own } usato per chi l’ha dato, su { $n } valori tenuti
