## What is owed

studio-waits-owed = { $n ->
    [one] person to whom something is overdue
   *[other] persons to whom something is overdue
} in “{ $title }”, the oldest since
studio-owed = What comes back
studio-owed-title = Who is owed what
studio-owed-lead = What this exchange promised in return, over everybody it was promised to. What ended still counts, as far as it was earned.
studio-owed-persons = Owed something
studio-owed-overdue = Owed something late
studio-owed-persons-note = persons
studio-owed-oldest = The oldest has been late since
studio-owed-at = Worked out
studio-owed-stale = That is long ago: the last round failed, and the log says why. What was delivered since is not in these figures.
studio-owed-never = This is worked out once an hour, and was not yet for this exchange.
studio-owed-nothing = Nothing is promised to anybody yet
studio-owed-nothing-note = As soon as people agree to a clause that gives them something, it stands here: what was promised, what your systems said that they delivered, and what is late.
studio-owed-nobody = Nobody is owed anything
studio-owed-nobody-note = All that was earned until then was delivered.
studio-owed-to-list = To whom, and since when
studio-owed-lists = What is overdue for longest comes first; what has no date comes last.
studio-owed-column = { $column ->
    [benefit] what comes back
    [capital] kind of capital
    [promised] promised
    [delivered] delivered
    [open] owed, not late
    [overdue] overdue
    [persons] persons
    [person] person
    [amount] how much
    [since] earned
   *[late] late from
}
studio-owed-in = in { $unit }
studio-owed-times = { $n ->
    [one] once
   *[other] { $n } times
}
studio-owed-once = not counted: each delivery is one
studio-owed-no-date = no date set
studio-owed-is-late = late
studio-owed-late-persons = { $n ->
    [one] one person
   *[other] { $n } persons
}

## How much is used, on the overview

studio-use-none-yet = Nothing is held yet of { $n } persons or more. Once your systems bring in what people agreed to share, it stands here how much of it is used at all, and how much for the person who gave it. It is worked out once an hour.
studio-use-in-one = { $used } used at all, { $own } used for the person who gave it, of { $n } values held

## What systems are told

studio-webhook-link = What it is told
studio-webhook-title = What { $name } is told
studio-webhook-lead = Your system hears at once when something happens that it should know of, instead of asking again and again. Messages hold ids and names of items, never a value and nothing about a person but the id by which the API names them.
studio-webhook-none = It is told nowhere yet.
studio-webhook-ended = Its key was taken back: it is told nothing more.
studio-webhook-state = { $on ->
    [yes] on
   *[no] switched off
}
studio-webhook-only = Only of “{ $title }”
studio-webhook-all = Of all exchanges
studio-webhook-open = { $n ->
    [0] nothing waits
    [one] one event not delivered yet
   *[other] { $n } events not delivered yet
}
studio-webhook-off-since = Switched off since
studio-webhook-off-note = What happens meanwhile is not told later either; what was open goes out once it is on again.
studio-webhook-both = The secret before still signs as well, until
studio-webhook-shown = Give your system this secret, with which it sees that messages come from you. It is shown this once.
studio-webhook-do = { $deed ->
    [try] Send a test
    [on] Switch on
    [off] Switch off
    [rotate] Another secret
   *[remove] Remove the address
}
studio-webhook-rotate-note = The new secret is shown once. For a day both sign, so that you can change over without losing a message.
studio-webhook-remove-note = It is told nothing more, and what it was told is forgotten here.
studio-webhook-url = Address of your system
studio-webhook-url-hint = Whole, as https://advice.example.com/comity.
studio-webhook-of = Of what it is told
studio-webhook-heard = What it hears of with this key
studio-webhook-docs = What arrives and how it is checked stands in docs/webhooks.md, with programs to copy.
studio-told = { $event ->
    [agreement-given] Somebody agreed
    [agreement-changed] What is agreed changed
    [agreement-withdrawn] Nothing is agreed any more
    [item-corrected] A value was put right
    [item-contested] A value was contested
    [item-expired] A value has expired
    [item-erased] A value was deleted
    [contribution-shown] Others see something that was brought
    [contribution-outcome] Something that was brought has its outcome
    [person-erased] Somebody was erased
   *[test] A test
}
studio-event-state = { $state ->
    [sent] delivered
    [failed] not delivered
   *[new] waits
}
studio-event-next = next try
studio-event-gone = The answer was 410: it wants no more there, and was switched off.
studio-event-again = { $sent ->
    [yes] Send again
   *[no] Try now
}
studio-events-which = { $which ->
    [failed] Not delivered
   *[all] All of the last 30 days
}
studio-no-events = { $which ->
    [failed] Everything was delivered
   *[all] Nothing was told yet
}
studio-no-events-note = Each event stands here for thirty days, with what came of it. What is not delivered is tried again by itself.

## Who read what

studio-access-title = Who read what
studio-access-lead = Each read by a system of the firm is one entry of the ledger, however many persons it was about. Of whom is not said here; each of them sees their own part, with a proof.
studio-access-none = Nothing was read yet
studio-access-none-note = As soon as a system reads what people agreed to share, it stands here: which system, what for, what, and of how many.
studio-access-counts = By system and purpose
studio-access-entries = Entry by entry
studio-access-column = { $column ->
    [client] system
    [purpose] what for
    [accesses] reads
    [parts] persons in them
   *[used] reads of which it was said what came of them
}
studio-access-persons = { $n ->
    [one] of one person
   *[other] of { $n } persons
}
studio-access-passed-on = Passed on to
studio-access-number = number { $n } in the ledger
studio-access-unnumbered = has no number in the ledger yet
studio-access-unused = Nobody said what came of it.
studio-access-use = { $kind ->
    [answered] A person’s question was answered
    [personalised] Something was made to fit a person
    [benefit_computed] A benefit was worked out
    [decided] Something was decided about a person
    [analysed] It went into figures about many
    [improved] Something on offer was improved
   *[disclosed] It was passed on
}
