# Ciò che si dice degli effetti messi insieme.

meta-average = { $kind ->
    [unknown] { $n ->
        [one] L’unico evento ha un effetto di { $estimate }, con un errore standard di { $se }.
       *[other] L’effetto medio su { $n } eventi è { $estimate }, con un errore standard di { $se }.
    }
    [unclear] { $n ->
        [one] L’effetto dell’unico evento
       *[other] L’effetto medio su { $n } eventi
    } non si distingue da zero: { $estimate } { $interval }, { $p }.
    [above] { $n ->
        [one] L’effetto dell’unico evento
       *[other] L’effetto medio su { $n } eventi
    } è sopra lo zero: { $estimate } { $interval }, { $p }.
   *[below] { $n ->
        [one] L’effetto dell’unico evento
       *[other] L’effetto medio su { $n } eventi
    } è sotto lo zero: { $estimate } { $interval }, { $p }.
}
meta-spread = { $kind ->
    [unknown] Quanto gli eventi differiscano tra loro non si può dire.
    [equal] Il metodo suppone che tutti gli eventi abbiano lo stesso effetto, a parità di moderatori: di quanto differiscano non dice nulla.
    [none] { $given ->
        [yes] A parità di moderatori, gli eventi non differiscono più di quanto comportino i loro errori di campionamento.
       *[no] Gli eventi non differiscono più di quanto comportino i loro errori di campionamento.
    }
   *[some] { $given ->
        [yes] Anche a parità di moderatori, gli effetti veri degli eventi differiscono
       *[no] Gli effetti veri degli eventi differiscono
    } con una deviazione standard di { $tau }. Quota della varianza delle stime che ne deriva (I²): { $i2 }.
}
meta-spread-yet = Eppure le stime differiscono più di quanto comportino i loro errori di campionamento (Q, { $p }): togliere --method equal.
meta-spread-interval = { $known ->
    [some] Anche questa deviazione standard è incerta: il suo intervallo ({ $level }) va da { $low } a { $high }.
    [none] Resta comunque possibile una deviazione standard tra gli effetti veri fino a { $high } (intervallo al { $level }).
   *[no] Di quanto possano comunque differire gli effetti veri non si può dire: le stime sono ancora meno disperse di quanto vorrebbero i loro errori.
}
meta-prediction = Per un altro evento come questi ci si attende un effetto vero tra { $low } e { $high }.
meta-moderators = { $kind ->
    [some] Gli effetti vanno insieme a { $names }{ $n ->
        [one] .
       *[other] , anche quando tutti i { $n } coefficienti sono giudicati insieme (Holm).
    } È un’associazione: dietro a entrambi può esserci altro.
   *[none] { $n ->
        [one] Il moderatore non si distingue dal caso.
       *[other] Giudicati insieme (Holm), nessuno dei { $n } coefficienti dei moderatori si distingue dal caso.
    }
}
meta-moderators-alone = Da { $n ->
    [one] solo emergerebbe
   *[other] soli emergerebbero
} anche { $names }; non più, se si giudica insieme agli altri.
meta-r2 = Quota della varianza tra eventi spiegata dai moderatori: { $share }.
meta-row-average = effetto medio
meta-row-without = … senza moderatori
meta-row-intercept = moderatori a zero
meta-row-all = tutti i moderatori
meta-column-interval = intervallo ({ $level })
meta-column-adjusted = p insieme
meta-column-permutation = p per permut.
meta-column-event = evento
meta-against = { $name } rispetto a { $reference }
meta-more-events = { $n ->
    [one] Un altro evento è nel JSON.
   *[other] Altri { $n } eventi sono nel JSON.
}
meta-clusters = Gli eventi di ciascuno dei { $n } gruppi sono stati tenuti insieme: gli errori standard sono robusti ai gruppi (CR2).
meta-note-one-event = Un solo evento: non si può dire né una media tra eventi né quanto differiscano. Occorrono altri eventi.
meta-note-two-events = Due eventi: un solo grado di libertà rende l’intervallo molto ampio, e dove cadrebbe un altro evento non si può dire.
meta-note-few-per-moderator = { $events } eventi per { $coefficients ->
    [one] un coefficiente
   *[other] { $coefficients } coefficienti
}: con meno di dieci eventi per ciascuno, i moderatori deboli restano nascosti e i singoli eventi pesano molto.
meta-note-few-clusters = { $clusters } gruppi: con meno di { $needed } nessun test su un moderatore è affidabile, quindi non se ne dà nessuno.
meta-note-average-of-few = La media poggia su { $clusters } gruppi. Vale per gruppi come questi, e con meno di otto anche il suo intervallo poggia su poco.
meta-note-equal-scaled = Effetti uguali non lasciano agli eventi alcuno spazio per differire, eppure questo intervallo (Hartung–Knapp) cresce con quanto differiscono. --ci wald dà quello consueto, dalle sole varianze.
meta-note-independent = Gli eventi sono considerati indipendenti. Se più d’uno appartiene alla stessa marca, impresa o mercato non lo sono, e gli intervalli risultano troppo stretti: con --cluster quegli eventi restano insieme.
meta-note-narrower = Gli eventi sono meno dispersi di quanto vorrebbero insieme le loro varianze e la dispersione stimata tra loro: l’intervallo di Hartung–Knapp poggia quindi su un errore standard minore di quello di Wald. Con --ci modified-hartung-knapp non accade.
meta-note-few-permutations = Ci sono solo { $n } modi di disporre questi eventi: nessun p per permutazione può scendere a 0,05.
meta-omitted = { $reason ->
    [missing_estimate] manca la stima
    [bad_estimate] la stima non è un numero finito
    [missing_variance] manca la varianza
    [bad_variance] la varianza non è un numero finito maggiore di zero
    [missing_cluster] manca il gruppo
   *[missing_moderator] manca un moderatore
}: { $n ->
    [one] riga { $lines }
   *[other] righe { $lines }
}
meta-left-out = { $n ->
    [one] Una riga è stata esclusa.
   *[other] { $n } righe sono state escluse.
}
