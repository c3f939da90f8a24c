# What is said of an opinion map.

## Rows that are no votes

opinion-reject = { $reason ->
    [vote_out_of_range] a number other than −1, 0 and 1
    [unreadable_vote] vote could not be read
    [missing_vote] no vote
    [missing_person] no person
    [missing_statement] no statement
   *[other] { $code }
}
