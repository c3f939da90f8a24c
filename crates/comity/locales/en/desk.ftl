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
studio-owed-oldest = The oldest is late since
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
studio-owed-once = counted by the time
studio-owed-no-date = no date set
studio-owed-is-late = late
studio-owed-late-persons = { $n ->
    [one] one person
   *[other] { $n } persons
}

## How much is used, on the overview

studio-use-none-yet = Nothing is held yet of { $n } persons or more. Once your systems bring in what people agreed to share, it stands here how much of it is used at all, and how much for the person who gave it. It is worked out once an hour.
studio-use-in-one = { $used } used at all, { $own } used for the person who gave it, of { $n } values held
