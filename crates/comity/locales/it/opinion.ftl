# Ciò che si dice di una mappa delle opinioni.

## La risposta

opinion-verdict = { $code ->
    [groups] Le persone si possono dividere in { $k } gruppi di opinione stabili: { $sizes }.
    [no_reliable_groups] Non ci sono gruppi di opinione affidabili.
    [not_examined] Il procedimento di Polis divide le persone in { $k } gruppi: { $sizes }. Non si è esaminato se siano affidabili.
   *[cannot_tell] Non si può dire se ci siano gruppi di opinione: { $reason }.
}
opinion-group-size = { $name }{ "\u00A0" }({ $n ->
    [one] una{ "\u00A0" }persona
   *[other] { $n }{ "\u00A0" }persone
})
opinion-no-groups = { $reason ->
    [no_votes] non c’è alcun voto su un’affermazione che dia forma alla mappa
    [one_statement] ci sono voti su una sola affermazione, e a una mappa ne servono due
    [too_few_people] { $people ->
        [0] nessuno ha
        [one] una sola persona ha
       *[other] solo { $people } persone hanno
    } votato su almeno { $votes ->
        [one] un’affermazione
       *[other] { $votes } affermazioni
    }, e con meno di { $needed } nessuno potrebbe dire se i gruppi si ritroverebbero
   *[no_differences] chi ha votato sulla stessa affermazione ha votato allo stesso modo, quindi nulla distingue le persone
}
opinion-lead-reliable = Ridisegnata con quattro quinti delle persone, la mappa mostra { $close ->
    [yes] quasi gli stessi gruppi
   *[no] gruppi simili, anche se non gli stessi
}: la concordanza è { $median }, dove 1 vuol dire gli stessi gruppi e 0 quanto ci si attende per caso. I voti rimescolati tra le persone arrivano a { $chance }. Stabili non vuol dire separati: anche persone disposte lungo una linea si dividono ogni volta nello stesso punto.
opinion-lead-chance = Un programma trova gruppi ovunque; qui ne ha trovati { $k }. Ma ridisegnando la mappa con quattro quinti delle persone la concordanza ({ $median }, dove 1 vuol dire gli stessi gruppi e 0 quanto ci si attende per caso) non è maggiore di quella dei voti rimescolati tra le persone, che arrivano a { $chance }. Perciò di seguito tutti contano come un insieme solo.
opinion-lead-floor = Un programma trova gruppi ovunque; qui ne ha trovati { $k }. Sono più di quanto il caso faccia con voti rimescolati ({ $chance }), ma cambiano con chi partecipa: ridisegnando la mappa con quattro quinti delle persone la concordanza è { $median }, dove 1 vuol dire gli stessi gruppi, e servirebbe { $least }. Perciò di seguito tutti contano come un insieme solo.
opinion-lead-near = È vicino alla soglia: { $reliable ->
    [yes] altre estrazioni a caso, o pochi voti in più, avrebbero potuto dire che non ci sono gruppi affidabili. Vanno presi come un indizio.
   *[no] altre estrazioni a caso, o pochi voti in più, avrebbero potuto dire affidabili questi gruppi. Con più persone o più voti si deciderebbe.
}
opinion-lead-polis = Questi sono i gruppi che il procedimento di Polis ricava dai voti, nell’ordine dei loro orari dove ci sono, per chi vuole confrontare. La mappa di Comity dice se i gruppi si ritroverebbero: basta togliere l’opzione --compat.
opinion-lead-statements = { $unite ->
    [0] Nessuna affermazione unisce tutti i gruppi
    [one] Un’affermazione unisce tutti i gruppi
   *[other] { $unite } affermazioni uniscono tutti i gruppi
}, { $divide ->
    [0] nessuna li divide.
    [one] una li divide.
   *[other] { $divide } li dividono.
}
opinion-lead-crosses = { $cross ->
    [one] Su un’altra tutti i gruppi propendono dalla stessa parte, ma in misura chiaramente diversa.
   *[other] Su altre { $cross } tutti i gruppi propendono dalla stessa parte, ma in misura chiaramente diversa.
}
opinion-lead-one = { $unite ->
    [0] Su nessuna affermazione la maggior parte delle persone sta chiaramente dalla stessa parte.
    [one] Su un’affermazione la maggior parte delle persone sta chiaramente dalla stessa parte.
   *[other] Su { $unite } affermazioni la maggior parte delle persone sta chiaramente dalla stessa parte.
}
opinion-published = I dati portavano con sé { $k } gruppi. Sulle { $people } persone presenti in entrambi, la loro concordanza con i gruppi di qui è { $index } (indice di Rand corretto: 1 gli stessi, 0 come per caso).

## Il rapporto

opinion-title = { $named ->
    [yes] Mappa delle opinioni: { $topic }
   *[no] Mappa delle opinioni
}
opinion-kicker = { $named ->
    [yes] Mappa delle opinioni · { $topic }
   *[no] Mappa delle opinioni
}
opinion-people = persone
opinion-people-note = { $n } delle quali in un gruppo
opinion-people-note-none = che hanno votato almeno una volta
opinion-votes-count = voti che contano
opinion-votes-note = { $median ->
    [one] metà delle persone ne ha dato al massimo uno
   *[other] metà delle persone ne ha dati { $median } o più
}
opinion-statements-count = affermazioni
opinion-statements-note = { $n } delle quali uniscono
opinion-stability = gruppi ritrovati
opinion-stability-note = 1 vuol dire gli stessi, il caso arriva a { $chance }
opinion-part-map = La mappa
opinion-part-stability = I gruppi si ritroverebbero?
opinion-part-unites = { $groups ->
    [yes] Che cosa unisce
   *[no] Su che cosa i più sono d’accordo
}
opinion-part-unites-note = { $groups ->
    [yes] In ogni gruppo una chiara maggioranza sta dalla stessa parte, e nessun gruppo si scosta chiaramente da un altro. Prima le affermazioni più condivise da tutti i gruppi; ogni gruppo conta allo stesso modo, qualunque sia la sua grandezza.
   *[no] Una chiara maggioranza di chi ha votato sta dalla stessa parte. Prima le più condivise.
}
opinion-part-divides = Che cosa divide
opinion-part-divides-note = I gruppi si scostano chiaramente, e nessuna parte ha la maggioranza in tutti. Prima le affermazioni su cui sono più lontani.
opinion-part-crosses = Dove l’accordo attraversa i gruppi
opinion-part-crosses-note = I gruppi si scostano chiaramente nella misura, eppure la maggioranza di ciascuno sta dalla stessa parte: un terreno da cui cominciare.
opinion-part-apart = Che cosa distingue il gruppo { $name }
opinion-part-apart-note = { $n ->
    [one] Una persona
   *[other] { $n } persone
}, il { $share } di chi è in un gruppo. Su queste affermazioni il gruppo propende chiaramente da una parte, e più di tutti gli altri. I test dietro la scelta descrivono: i gruppi sono stati ricavati dagli stessi voti.
opinion-part-turnout = Chi ha partecipato
opinion-part-caveats = Che cosa non si è potuto dire, e che cosa tenere presente
opinion-none-unites = Nessuna affermazione è di questo tipo.
opinion-more = { $n ->
    [one] Un’altra è nella tabella di tutte le affermazioni.
   *[other] Altre { $n } sono nella tabella di tutte le affermazioni.
}
opinion-statement = Affermazione { $id }
opinion-side = { $side ->
    [agree] d’accordo
   *[disagree] in disaccordo
}
opinion-vote = { $vote ->
    [agree] d’accordo
    [pass] passo
   *[disagree] in disaccordo
}
opinion-shares = { $agree } d’accordo, { $pass } passo, { $disagree } in disaccordo
opinion-no-votes = nessun voto
opinion-votes-n = { $n ->
    [one] 1 voto
   *[other] { $n } voti
}
opinion-everybody = tutti
opinion-group = gruppo
opinion-no-group = in nessun gruppo
opinion-share = quota
opinion-all-statements = Tutte le affermazioni
opinion-column-statement = affermazione
opinion-column-agree = d’accordo
opinion-column-disagree = in disaccordo
opinion-column-votes = voti
opinion-turnout-lead = { $people ->
    [one] Una persona ha
   *[other] { $people } persone hanno
} votato su { $statements ->
    [one] un’affermazione
   *[other] { $statements } affermazioni
}. Metà di loro ha votato su { $median } o più, e { $enough } su almeno { $needed }, quante ne servono per essere messi in un gruppo.
opinion-map-title = Mappa delle opinioni: chi vota come chi
opinion-map-description = { $n } persone, vicine quelle che votano in modo simile. { $has ->
    [yes] Gruppi: { $groups }.
   *[no] Non è disegnato alcun gruppo.
}
opinion-map-caption = { $crowded ->
    [yes] Ogni segno sta per le persone in quel punto; più è grande, più sono.
   *[no] Ogni segno è una persona.
} Chi vota in modo simile sta vicino; gli assi non hanno un significato proprio, conta solo la vicinanza. { $has ->
    [yes] Forma e colore dicono il gruppo; il contorno racchiude i nove decimi di un gruppo più vicini al suo centro.
   *[no] Non è disegnato alcun gruppo, perché nessuno è affidabile.
}
opinion-map-beyond = { $n ->
    [one] Una persona lontana da tutte le altre sta oltre il margine.
   *[other] { $n } persone lontane da tutte le altre stanno oltre il margine.
}
opinion-map-alike = { $n ->
    [one] Una persona sta esattamente dove ne sta un’altra, e i loro segni
   *[other] { $n } persone stanno esattamente dove ne sta un’altra, e i loro segni
} si coprono.
opinion-ballots-legend = Come leggere le barre
opinion-held-title = Quanto i gruppi si ritroverebbero
opinion-held-description = Su una linea da 0, come per caso, a 1, gli stessi gruppi: la mappa arriva a { $found }; voti senza struttura arrivano a { $chance }; si chiede { $least }.
opinion-held-caption = I gruppi sono stati cercati da capo su quattro quinti delle persone, { $refits } volte; il segno è la mediana della concordanza con la mappa (indice di Rand corretto). La fascia è ciò a cui arrivano { $sets } insiemi di voti rimescolati, tutti tranne il ventesimo più alto. La linea tratteggiata è il minimo richiesto.
opinion-held-found = questa mappa
opinion-held-chance = voti rimescolati (95 su 100 al massimo)
opinion-held-least = richiesto
opinion-held-none = come per caso
opinion-held-same = gli stessi gruppi
opinion-held-band = rimescolati
opinion-held-label = questa mappa { $figure }
opinion-rand-index = indice di Rand corretto
opinion-turnout-title = { $bucket ->
    [hour] Voti e nuove persone per ora
    [day] Voti e nuove persone per giorno
    [week] Voti e nuove persone per settimana
   *[month] Voti e nuove persone per mese
}
opinion-turnout-description = Due file di barre nel tempo: voti dati, al massimo { $votes } per volta, e persone al primo voto, al massimo { $people }.
opinion-votes-cast = voti dati
opinion-new-people = persone al primo voto
opinion-spread-title = Quanti voti hanno dato le persone
opinion-spread-caption = Quante persone hanno dato quanti voti che contano.

## Da tenere presente

opinion-caveat = { $code ->
    [looks_flipped] Il file delle affermazioni conta accordo dove i voti dicono disaccordo. Uno dei due può essere rovesciato: si guardi un’affermazione nota e, se sono i voti a essere sbagliati, si usi l’opzione --flip, o la si tolga.
    [unknown_statements] { $n ->
        [one] Un’affermazione votata non è nel file delle affermazioni ({ $examples }). Resta, senza testo.
       *[other] { $n } affermazioni votate non sono nel file delle affermazioni ({ $examples }). Restano, senza testo.
    }
    [unknown_people] { $n ->
        [one] Una persona che ha votato non è nel file delle persone ({ $examples }). I suoi voti restano.
       *[other] { $n } persone che hanno votato non sono nel file delle persone ({ $examples }). I loro voti restano.
    }
    [repeated_statements] { $n ->
        [one] Il file delle affermazioni ha una riga di troppo per la stessa affermazione; vale la prima.
       *[other] Il file delle affermazioni ha { $n } righe di troppo per le stesse affermazioni; vale la prima di ciascuna.
    }
    [moderated_out] { $n ->
        [one] Un’affermazione è stata tolta dai moderatori e manca anche qui, con i suoi voti ({ $votes }). L’opzione --keep-moderated la tiene.
       *[other] { $n } affermazioni sono state tolte dai moderatori e mancano anche qui, con i loro voti ({ $votes }). L’opzione --keep-moderated le tiene.
    }
    [meta] { $n ->
        [one] Un’affermazione riguarda le persone stesse: è contata, ma non dà forma alla mappa.
       *[other] { $n } affermazioni riguardano le persone stesse: sono contate, ma non danno forma alla mappa.
    }
    [unvoted] { $n ->
        [one] Un’affermazione non ha alcun voto.
       *[other] { $n } affermazioni non hanno alcun voto.
    }
    [too_few_votes] { $n ->
        [one] Che cosa i gruppi pensino di un’affermazione non si può dire: in qualche gruppo ha meno di { $needed } voti.
       *[other] Che cosa i gruppi pensino di { $n } affermazioni non si può dire: in qualche gruppo hanno meno di { $needed } voti.
    }
    [few_voted] { $n } persone su { $of } hanno votato su troppo poche affermazioni per essere messe in un gruppo. I loro voti contano solo nei totali.
    [sampled] Per fare in fretta, quanto i gruppi si ritroverebbero è stato calcolato su { $n } persone su { $of }, estratte a caso.
    [small_group] Il gruppo { $examples } ha { $n ->
        [one] una sola persona
       *[other] solo { $n } persone
    }: pochi voti in più potrebbero cambiare ciò che rappresenta.
    [no_times] I voti non hanno un orario: di due voti della stessa persona sulla stessa affermazione vale quello più in basso nel file, e sulla partecipazione nel tempo non si può dire nulla.
   *[no_texts] I testi delle affermazioni non sono noti, quindi si usano i loro identificativi. Un file di affermazioni si può dare con --comments.
}

## Che cosa è stato letto, e come si è misurato

opinion-data-read = { $votes ->
    [one] Un voto letto da { $files }
   *[other] { $votes } voti letti da { $files }
}; ne contano { $counted }, l’ultimo di ogni persona su ogni affermazione.
opinion-data-flipped = Il segno è stato rovesciato, come richiesto: nel file +1 vuol dire disaccordo.
opinion-data-rejected = { $n ->
    [0] Ogni riga era un voto.
    [one] Una riga non era un voto ed è stata scartata:
   *[other] { $n } righe non erano voti e sono state scartate:
}
opinion-reject = { $reason ->
    [vote_out_of_range] numero diverso da −1, 0 e 1
    [unreadable_vote] voto illeggibile
    [missing_vote] voto mancante
    [missing_person] persona mancante
    [missing_statement] affermazione mancante
   *[other] { $code }
}
opinion-methods-map-name = Mappa
opinion-methods-map = I voti mancanti prendono la media dell’affermazione; le due componenti principali danno il posto alle persone, e chi ha pochi voti è spinto in fuori in proporzione (Small e altri, 2021). L’ordine in cui sono arrivati i voti non cambia nulla. Le mappe come le disegna Polis cambiano se gli stessi voti arrivano in un altro ordine.
opinion-methods-groups-name = Gruppi
opinion-methods-groups = k-medie da molte partenze, con due fino a cinque gruppi, il numero scelto dalla silhouette. Solo chi ha votato su almeno { $needed } affermazioni è messo in un gruppo.
opinion-methods-polis = Come fa Polis: gruppi di gruppi da una partenza fissa, il numero scelto dalla silhouette. Quali gruppi ne escano dipende da quella partenza e dall’ordine dei voti.
opinion-methods-held-name = Affidabilità
opinion-methods-held = Una silhouette non può mai scegliere un gruppo solo, perciò i gruppi sono messi alla prova: tutto è rifatto { $refits } volte su quattro quinti delle persone, e lo stesso su { $sets } insiemi in cui i voti su ogni affermazione sono ridistribuiti tra chi vi ha votato. I gruppi sono affidabili se concordano più che in 95 di 100 insiemi così, e per almeno { $least }.
opinion-methods-consensus-name = Unire e dividere
opinion-methods-consensus = Per ogni gruppo la probabilità che qualcuno sia d’accordo è (A + 1) / (S + 2), con A voti d’accordo su S; il prodotto sui gruppi ordina ciò che unisce. I gruppi si scostano chiaramente se i loro voti medi distano almeno mezzo passo tra passare ed essere d’accordo, al 90% da un lato. Maggioranza è più della metà di chi ha risposto, compreso chi è passato oltre.
opinion-methods-apart-name = Che cosa distingue i gruppi
opinion-methods-apart = Test z per una e due proporzioni al 90%. Descrivono: i gruppi sono stati ricavati dagli stessi voti e le affermazioni confrontate sono molte, quindi non dicono nulla di certo.
opinion-methods-who-name = Per chi vale
opinion-methods-who = Solo per chi ha partecipato: lo ha scelto, e le affermazioni che ha visto non sono state estratte a caso.

## Il terminale

opinion-terminal-unites = Unisce
opinion-terminal-divides = Divide
opinion-terminal-crosses = Attraversa i gruppi
opinion-terminal-apart = Distingue { $name }
opinion-terminal-taken = { $side } { $share }
opinion-terminal-agree = d’accordo: { $shares }
opinion-positions-at = Dove sta ciascuno: { $path }
