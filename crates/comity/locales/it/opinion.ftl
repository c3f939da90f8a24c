# Ciò che si dice di una mappa delle opinioni.

## Righe che non sono voti

opinion-reject = { $reason ->
    [vote_out_of_range] numero diverso da −1, 0 e 1
    [unreadable_vote] voto illeggibile
    [missing_vote] voto mancante
    [missing_person] persona mancante
    [missing_statement] affermazione mancante
   *[other] { $code }
}
