# Idee raccolte altrove, tutto da portare con sé, e la ricerca per parole.

import-title = Portare idee da un file
import-lead = Una tabella (CSV) da qualsiasi parte, o il backup di Fider. Si vede prima che cosa contiene e che cosa verrebbe escluso; non si porta nulla prima della conferma.
import-no-activity = Non si chiedono ancora idee
import-no-activity-note = Le idee si portano a un’attività: per prima cosa aprirne una.
import-activity = A quale attività
import-file = Il file
import-file-hint = CSV con intestazioni, anche compresso con gzip, o lo ZIP del backup di Fider; al massimo { $n } MB.
import-look = Guardarlo
import-about = Che ne è di persone, voti e risposte
import-about-people = Dove una colonna ha il vostro id di un cliente che avete qui, l’idea è sua. Altrimenti figura come portata da qualcuno che qui non c’è; i nomi nel file non si conservano, e nessuno ne riceve un accesso.
import-about-votes = I voti del file restano un numero accanto ai voti dati qui, e non vi si sommano mai.
import-about-status = Uno stato noto per le sue parole o da Fider si conserva. Uno che dice che ne è stato di un’idea ha bisogno delle parole che furono dette; senza, l’idea attende la vostra risposta.
import-about-twice = La stessa riga si porta una volta sola, per quanto spesso si porti il file: anche dopo la cancellazione di chi l’aveva portata.
import-about-undo = Tutto ciò che un file ha portato si può togliere finché nessuno ha votato, scritto o risposto.
import-so-far = I file finora
import-none = Nessun file è stato ancora portato qui.
import-state = { $state ->
    [sent] da guardare
    [waits] attende il suo turno
    [runs] in corso
    [done] portato
    [failed] finito prima del tempo
   *[undone] tolto di nuovo
}
import-added = { $n ->
    [0] nessuna idea portata
    [one] { $n } idea portata
   *[other] { $n } idee portate
}
import-theirs = { $n ->
    [one] { $n } di queste è di un cliente che è qui
   *[other] { $n } di queste sono di clienti che sono qui
}
import-already = { $n ->
    [one] { $n } riga c’era già
   *[other] { $n } righe c’erano già
}
import-merged = { $n ->
    [one] { $n } sta con un’altra, come dice il file
   *[other] { $n } stanno con altre, come dice il file
}
import-loose = { $n ->
    [one] { $n } dice di essere uguale a qualcosa che non c’è: sta per sé
   *[other] { $n } dicono di essere uguali a qualcosa che non c’è: stanno per sé
}
import-comments-left-out = { $n ->
    [one] { $n } commento escluso: cancellato, senza parole, o su nulla che sia stato portato
   *[other] { $n } commenti esclusi: cancellati, senza parole, o su nulla che sia stato portato
}
import-left-out = { $n ->
    [one] { $n } riga esclusa
   *[other] { $n } righe escluse
}
import-would-leave-out = { $n ->
    [one] { $n } riga verrebbe esclusa; sotto si legge perché.
   *[other] { $n } righe verrebbero escluse; sotto si legge perché.
}
import-rows = { $n ->
    [one] { $n } riga
   *[other] { $n } righe
}
import-lines = { $n ->
    [one] Riga
   *[other] { $more ->
        [yes] Righe, le prime:
       *[no] Righe
    }
}
import-why = { $why ->
    [no-title] manca il titolo
    [title-too-long] il titolo ha più di 200 caratteri
    [body-too-long] il testo ha più di 10.000 caratteri
    [answer-too-long] la risposta ha più di 5.000 caratteri
    [time] la data non si può leggere, o si può in più modi
    [votes] il numero di voti non è un numero
    [same-number] un’altra riga ha il suo numero
    [deleted] là è stata cancellata
    [hidden] là altri non la vedevano
   *[fields] ha più o meno campi delle intestazioni
}
import-holds = { $n ->
    [0] In questo file non c’è nessuna idea, letto com’è ora.
    [one] Si può portare { $n } idea.
   *[other] Si possono portare { $n } idee.
}
import-backup = Questo è un backup di Fider: dice da sé che cosa è che cosa. I commenti vengono con le idee; chi là ha scritto e votato qui non è nessuno.
import-either = La riga { $line } ha “{ $date }”, che può avere prima il giorno o prima il mese, e nessuna data nel file lo mostra. Si può dire sotto; altrimenti queste righe vengono escluse.
import-refused = Così non si può leggere
import-first = { $n ->
    [one] La prima riga
   *[other] Le prime { $n } righe
}
import-unread = non letta
import-columns = Quale colonna dice che cosa
import-columns-hint = Questo è ciò che le intestazioni dicono da sé. Soltanto il titolo deve esserci.
import-column = { $column ->
    [title] Titolo
    [body] Testo
    [at] Quando fu portata
    [author] Nome di chi l’ha portata (non si conserva)
    [customer] Il vostro id del cliente che l’ha portata
    [votes] Numero di voti
    [status] Stato
    [answer] La vostra risposta
    [answered_at] Quando avete risposto
    [number] Il suo numero
    [merged_into] Numero di ciò a cui è uguale
    [tags] Etichette (non si conservano)
   *[showing] Se altri la vedevano
}
import-no-column = nessuna
import-language = La lingua dei testi
import-language-of = { $language ->
    [it] Italiano
   *[en] Inglese
}
import-dates = Date come 1/2/2024
import-order = { $order ->
    [dmy] prima il giorno
    [mdy] prima il mese
   *[shown] come mostra il file
}
import-start = { $n ->
    [one] Portare { $n } idea
   *[other] Portare { $n } idee
}
import-look-again = Guardare di nuovo
import-drop = Lasciar perdere
import-drop-note = Il file viene cancellato, e non ne è stato portato nulla.
import-drop-button = Cancellare il file
import-progress = A che punto è
import-may-leave = Si può lasciare questa pagina: va avanti da sé.
import-again = Vedere a che punto è
import-failed = È finito prima del tempo. Ciò che è stato portato fino ad allora c’è; si corregga il file e lo si porti di nuovo, e ciò che c’è non si porta due volte.
import-to-desk = Alle idee
import-undo = Togliere di nuovo tutto
import-undo-note = Ogni idea portata da questo file viene cancellata, con ciò che è venuto con lei. È possibile finché nessuno ha votato, scritto o risposto.
import-undo-button = Togliere
import-built-on = { $n ->
    [one] Su { $n } delle sue idee è stato costruito qualcosa
   *[other] Su { $n } delle sue idee è stato costruito qualcosa
}
import-built-on-note = Qualcuno ha votato, scritto, segue o ha risposto, o delle idee sono state unite. Nulla è stato cancellato.

part-elsewhere = portata altrove
part-votes-before = { $n ->
    [one] { $n } voto contato prima
   *[other] { $n } voti contati prima
}
part-export = Portare tutto con sé
part-export-note = Contributi, commenti, voti come conteggi, risposte: uno ZIP con CSV e JSON Lines. Nessuno vi è nominato.
part-export-activity = Questa attività
part-export-exchange = Tutte le attività dello scambio
part-search = Parole
part-search-hint = Anche scritte con qualche errore.
part-found = { $n ->
    [0] Non si è trovato nulla per “{ $words }”.
    [one] { $n } trovata per “{ $words }”.
   *[other] { $n } trovate per “{ $words }”, prima la più simile.
}
part-unknown = { $n ->
    [one] Qui nulla ha la parola
   *[other] Qui nulla ha le parole
}
part-search-end = Mostrare tutto
part-search-all = Cercare in tutto lo scambio
part-search-button = Cercare
part-search-rest = Tutte: { $n }
part-any-stage = qualsiasi fase
