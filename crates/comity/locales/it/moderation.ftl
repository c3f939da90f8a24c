
## The desk of moderators

moderation-tab = { $tab ->
    [desk] Banco dei moderatori
    [signs] Segnali
   *[moderation] Regole
}
moderation-desk = Banco dei moderatori
moderation-desk-lead = { $n ->
    [one] Una cosa aspetta uno sguardo. Ciò che è contestato sta in cima.
   *[other] { $n } cose aspettano uno sguardo. Ciò che è contestato sta in cima.
}
moderation-desk-more = Sono mostrate le prime { $n }; le altre arrivano via via che queste sono decise.
moderation-desk-empty = Nulla aspetta uno sguardo
moderation-desk-empty-note = Qui sta ciò che le regole fanno guardare prima, e ciò che non è stato accettato quando chi l’ha scritto lo contesta.
moderation-keys = Con i tasti, mentre una scheda ha il fuoco: J la prossima, K la precedente, A accetta, T accetta e fidati di chi l’ha scritto, D non accettare, B non accettare e non prendere altro. Un no chiede prima le sue parole; Esc riporta indietro.
moderation-author = { $level ->
    [blocked] chi l’ha scritto è bloccato
    [known] chi l’ha scritto è noto
    [trusted] chi l’ha scritto è di fiducia
   *[new] chi l’ha scritto è nuovo qui
}
moderation-because = Aspetta perché
moderation-why-trust = { $level ->
    [known] chi l’ha scritto è noto, ma non ancora di fiducia
   *[new] chi l’ha scritto è nuovo qui
}
moderation-why-word = contiene «{ $word }»
moderation-why-links = { $n ->
    [one] contiene un collegamento
   *[other] contiene { $n } collegamenti
}
moderation-no-of = { $known ->
    [yes] { $who } ha detto no
   *[no] Qualcuno che non c’è più ha detto no
}
moderation-gone = Qualcuno che non c’è più
moderation-meanwhile = { $who } ha fatto prima ({ $when }): { $what ->
    [approve] ha accettato
    [trust] ha accettato, e si fida di chi l’ha scritto
    [decline] non ha accettato
   *[block] non ha accettato, e non prende altro da chi l’ha scritto
}. Tu non hai cambiato nulla.

## The rules of a firm or an exchange

moderation-rules = Regole della moderazione
moderation-lead = Queste regole dicono che cosa gli altri vedono subito, che cosa un moderatore guarda prima e quanto una persona può portare. Non dicono mai no: lo fa solo un moderatore, con un motivo che chi ha scritto legge e può contestare una volta.
moderation-holds = { $of ->
    [house] Nessuno ha ancora fissato regole: valgono quelle qui sotto, con cui Comity comincia.
    [exchange] Questo scambio ha regole proprie.
   *[firm] { $at ->
        [exchange] Qui valgono le regole dell’impresa. Fissane altre, e varranno in questo scambio soltanto.
       *[firm] Queste regole valgono in ogni scambio che non ne ha di proprie.
    }
}
moderation-set-by = Fissate l’ultima volta da { $who },
moderation-set = Fissate l’ultima volta
moderation-undo = Annulla l’ultima modifica
moderation-clear = { $at ->
    [exchange] Usa qui le regole dell’impresa
   *[firm] Usa le regole con cui Comity comincia
}
moderation-overtaken = Qualcun altro ha fissato queste regole da quando hai aperto la pagina. Ciò che hai scritto è ancora qui: confronta, poi salva di nuovo.
moderation-part = { $part ->
    [trust] Chi è guardato prima
    [words] Parole
    [links] Collegamenti
   *[rate] Quanto una persona può portare
}
moderation-field-shown-from = Che cosa un moderatore guarda prima
moderation-shown-from = { $level ->
    [new] solo ciò che le parole e i collegamenti qui sotto fanno guardare
    [trusted] tutto ciò che portano le persone non ancora di fiducia
   *[known] tutto ciò che portano le persone nuove, di cui ancora nulla è stato accettato
}
moderation-field-known-from = Accettata tante volte, una persona è nota
moderation-field-trusted-from = Accettata tante volte, è di fiducia
moderation-field-declined-costs = Quanto toglie un no, in cose accettate
moderation-hint-declined-costs = 0 non toglie nulla.
moderation-field-words = Parole per cui un moderatore guarda prima, chiunque scriva
moderation-hint-words = Una per riga, o più di seguito. Maiuscole e accenti non contano. Un asterisco alla fine sta per qualsiasi finale: casino*
moderation-field-links = Più collegamenti di così, e un moderatore guarda prima
moderation-field-look-at-new = Guarda ogni collegamento di una persona nuova
moderation-field-hosts = Siti i cui collegamenti non contano
moderation-hint-hosts = Uno per riga, senza https://. example.com vale anche per help.example.com.
moderation-rate-note = Contributi e commenti insieme. Lascia vuoto un campo per non porre limiti.
moderation-field-rate = { $level ->
    [new] Persone nuove
    [known] Persone note
   *[trusted] Persone di fiducia
}, al massimo in { $time ->
    [hour] un’ora
   *[day] un giorno
}
moderation-preview-button = Guarda che cosa avrebbero trattenuto
moderation-save = Salva
moderation-preview = Che cosa queste regole avrebbero trattenuto
moderation-preview-none = Nessuno ha ancora portato nulla: non c’è su che cosa provarle.
moderation-preview-counts = { $n ->
    [one] Dell’unico contributo o commento che c’è, { $shown } si sarebbe visto subito e { $held } sarebbe stato trattenuto.
   *[other] Degli ultimi { $n } contributi e commenti, { $shown } si sarebbero visti subito e { $held } sarebbero stati trattenuti.
}
moderation-preview-note = Ognuno è stato provato come stava chi l’ha portato in quel momento, per quanto si può dire dopo. Nulla è ancora salvato.
moderation-comment = Commento: { $words }
moderation-later = troppo in poco tempo: si sarebbe potuto portare dal { $from }
moderation-blocked = chi l’ha scritto è bloccato
moderation-number = Un numero intero da { $least } a { $most }.
moderation-finds-nothing = «{ $rule }» non ha né lettere né cifre, e non troverebbe nulla. Togli la riga.
moderation-word-long = «{ $rule }…» ha più di { $most } caratteri. Accorciala.
moderation-twice = «{ $rule }» c’è due volte. Togline una.
moderation-too-many = Si prendono al massimo { $most } righe.
moderation-not-a-host = «{ $host }» non è il nome di un sito. Scrivilo come example.com.
moderation-trusted-first = Deve essere almeno quanto per essere nota ({ $known }).
moderation-fewer-a-day = In un giorno almeno quanti in un’ora.
moderation-less-for-trusted = Chi ha più fiducia non può portare meno di chi ne ha meno.

## Signs of arranged votes

signs = Segnali di voti concordati
signs-lead = Un segnale dice dove guardare e perché. Nulla è tolto da un conto per un segnale: guardi tu, e dici se questi voti contano. I conti mostrano poi entrambe le cifre.
signs-no-activity = Non c’è ancora nulla da guardare
signs-no-activity-note = Quando un’attività di questo scambio è aperta e le persone votano, qui sta ciò che sembra concordato.
signs-looked = { $part ->
    [yes] Sono stati guardati i { $n } voti più recenti su { $all }.
   *[no] Sono stati guardati { $n } voti.
}
signs-none = Non è stato trovato alcun segnale.
signs-together = { $n } voti in { $seconds ->
    [one] un secondo
   *[other] { $seconds } secondi
} da persone invitate nello stesso minuto
signs-hasty = { $n } persone hanno votato una sola cosa pochi secondi dopo l’invito, e null’altro
signs-network = { $n } persone sono arrivate da una stessa rete per una sola cosa
signs-ballots = { $n ->
    [one] Una persona ha dato quasi gli stessi voti ({ $votes } e più) di almeno altre { $others }
   *[other] { $n } persone hanno dato quasi gli stessi voti ({ $votes } e più) di almeno altre { $others }
}
signs-tempo = { $n ->
    [one] Una persona ha votato più in fretta di quanto si legga
   *[other] { $n } persone hanno votato più in fretta di quanto si legga
}
signs-copied = { $n ->
    [one] Una persona ha scritto ciò che qualcun altro aveva scritto prima, salvo poche parole
   *[other] { $n } persone hanno scritto ciò che qualcun altro aveva scritto prima, salvo poche parole
}
signs-people = { $n ->
    [one] una persona
   *[other] { $n } persone
}
signs-votes = { $n ->
    [one] un voto in questa attività
   *[other] { $n } voti in questa attività
}
signs-fine = Va bene così
signs-aside = Non contare questi voti
signs-decision = { $counts ->
    [yes] guardato: va bene
   *[no] guardato: non contato
}
signs-undo = Annulla
signs-overtaken = Il segnale ormai riguarda altri, perché si è continuato a votare. Guarda di nuovo, poi decidi.
signs-bursts = Ore con molti più voti del solito
signs-bursts-note = Non dicono nulla di nessuno: una newsletter fa lo stesso, e così un laboratorio.
signs-burst = { $n } voti nell’ora dalle
signs-decided = Che cosa è stato deciso
signs-set-aside = { $n ->
    [one] un voto messo da parte dopo uno sguardo
   *[other] { $n } voti messi da parte dopo uno sguardo
}
