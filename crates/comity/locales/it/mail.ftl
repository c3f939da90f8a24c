# La posta, in italiano. Testo semplice; le righe le spezza il programma di chi legge.

mail-link-subject = Il tuo link per { $firm }
mail-link =
    Ciao,

    questo è il link che apre le tue pagine presso { $firm }:

    { $link }

    Funziona una volta sola, per { $minutes } minuti. Se non l’hai chiesto, lascialo stare: senza di te non succede nulla.

mail-confirm-subject = È il tuo indirizzo? { $firm }
mail-confirm =
    Ciao,

    qualcuno ha indicato questo indirizzo come suo a { $firm }. Se sei tu, apri questo link; da quel momento le lettere arrivano qui:

    { $link }

    Funziona una volta sola, per { $hours } ore. Se non sei tu, lascialo stare: non cambia nulla.

mail-guardian-subject = { $firm } ti chiede di rispondere per { $ward }
mail-guardian =
    Ciao,

    { $firm } ha chiesto qualcosa a { $ward }, che è troppo giovane per accettare tutto senza un adulto. È stato fatto il tuo nome come persona che ne ha la responsabilità genitoriale.

    Qui puoi leggere tutto e rispondere:

    { $link }

    Il link funziona una volta sola, per { $days } giorni. Se non conosci { $ward }, lascialo stare.

mail-invitation-subject = { $firm } ti chiede: { $title }
mail-invitation =
    Ciao,

    { $firm } vorrebbe concordare qualcosa con te: «{ $title }».

    Puoi prima leggere tutto, e rispondere sì, no, oppure sì a una condizione. Il «no» non cambia nient’altro.

    { $link }

    Il link funziona una volta sola, per { $days } giorni. Per tornare alle tue pagine basta chiederne un altro, quando vuoi.

mail-version-subject = { $firm } ha nuove condizioni: { $title }
mail-version =
    Ciao,

    c’è una nuova versione di «{ $title }» di { $firm }. Ciò che hai accettato resta com’è finché non rispondi.

    Che cosa è cambiato, e a favore di chi, è scritto qui:

    { $link }

mail-counter-subject = { $became ->
    [accepted] { $firm } accetta la tua condizione
    [declined] { $firm } risponde alla tua condizione
    [lapsed] { $firm } non ha risposto alla tua condizione
   *[other] La tua condizione a { $firm }
}
mail-counter = { $became ->
    [accepted] Ciao, la tua condizione su «{ $title }» è stata accettata: { $firm } ne ha fatto un’offerta. Nulla è concordato prima del tuo sì.
    [declined] Ciao, { $firm } non ha accettato la tua condizione su «{ $title }». Il motivo è nelle tue pagine.
    [lapsed] Ciao, { $firm } non ha risposto in tempo alla tua condizione su «{ $title }», che quindi è decaduta.
   *[other] Ciao, la tua condizione su «{ $title }» è stata superata da una nuova versione di { $firm }.
    }

    { $link }

mail-password-subject = Una nuova password per lo studio di { $firm }
mail-password =
    Ciao,

    chi ha il ruolo di titolare nella squadra di { $firm } ti manda questo link per scegliere una nuova password:

    { $link }

    Funziona una volta sola, per { $hours } ore. Se non l’hai chiesto, ignoralo e avvisa chi l’ha mandato: la tua password resta com’è.

mail-join-subject = Un invito nella squadra di { $firm }
mail-join =
    Ciao,

    hai un invito nella squadra di { $firm }. La password si sceglie qui:

    { $link }

    Il link funziona una volta sola, per { $days } giorni.

mail-digest-subject = { $firm }: { $n ->
    [one] una novità
   *[other] { $n } novità
}
mail-digest-line = · { $title }
    { $what }{ $times ->
    [one] {""}
   *[other] { " " }({ $times } volte)
    }
mail-digest =
    Ciao,

    ecco che cosa è successo a ciò a cui partecipi con { $firm }:

    { $lines }
    { $more ->
    [0] {""}
    [one] E un’altra cosa.
   *[other] E altre { $more } cose.
    }

    Tutto, con le risposte per intero:

    { $link }

    Scegli di che cosa vuoi essere informato, o di’ basta (senza accedere):

    { $choose }
