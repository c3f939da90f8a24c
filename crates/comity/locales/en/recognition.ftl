
## Recognition: what comes back for taking part

recognition-title = Recognition
recognition-lead = What comes back to people for taking part, by rules that hold for everybody. It is promised the moment it is earned, stands with everything else that you owe, and whoever earned it sees it.
recognition-note = Rules hold for what is done from now on. What was promised stays promised, also where a rule goes; it is withdrawn only where what it was for is undone before anything came.
recognition-rules = Rules
recognition-set = Last set by { $by },
recognition-none = There are no rules: nothing comes back for taking part but your answers.
recognition-rule = Rule { $n }
recognition-new = One more rule
recognition-no-deed = none
recognition-gone = Remove this rule
recognition-field = { $field ->
    [deed] For what
    [capital] Kind of capital
    [amount] How much
    [days] Due in days
   *[most] At most so many times a month and person
}
recognition-in = { $field ->
    [what] What comes back ({ $language })
   *[unit] Unit ({ $language })
}
recognition-amount-hint = Leave blank what is not counted, such as an invitation.
recognition-button = { $go ->
    [save] Save the rules
   *[look] Look at them first
}
recognition-wrong = { $why ->
    [number] Give a whole number, or leave it blank.
    [amount] Give an amount above nothing, such as 5 or 2.5, or leave it blank.
    [language] Say it in every language of the exchange.
    [unit] Say of what: euro, points, seats.
   *[often] Leave how often out: what comes back for something that was done comes once each time.
}
recognition-deed = { $deed ->
    [adopted] what they brought was adopted
    [planned] what they brought is planned
    [under-way] what they brought is under way
    [done] what they brought was done
    [not-now] what they brought got a no, with words
    [answered] their question got its answer
    [matched] their offer or need found its match
    [awarded] what they brought won
    [accepted] their answer was taken as the answer
    [thanked] somebody else thanked them
    [brought] they brought something
    [commented] they wrote a comment
    [voted] they voted
    [voted-for] they voted for something
   *[answered-survey] they answered a survey
}
recognition-findings = What is to be thought of
recognition-lint = { $rule ->
    [opinion-bought] A vote for something is paid
    [vote-paid] A vote is paid in money
    [volume-only] Only doing more is paid
    [volume-unbounded] Doing more is paid without an end
    [thanks-paid] Thanks are paid in money
    [economic-only] Everything that comes back is money
    [without-date] Nobody says by when it comes
    [without-words] Nobody says what comes back
    [only-winners] Only what won is recognised
   *[same-name] Two rules have one name
}
recognition-reason = { $rule ->
    [opinion-bought] Whoever is paid for a yes gives one. The votes then say nothing, and people notice.
    [vote-paid] Some then vote for the money, and nobody else’s vote is worth the same.
    [volume-only] People then bring much and not what is good, and whoever helped well gets nothing.
    [volume-unbounded] Whoever has the most time takes the most, and what is brought gets worse.
    [thanks-paid] Friends then thank each other: thanks turn into a currency that they print.
    [economic-only] Helping becomes piecework, and whoever helped because they like to stops.
    [without-date] Something that is counted and has no day is never late.
    [without-words] A promise that says nothing cannot be kept.
    [only-winners] An honest idea that got a no, and an answer that helped somebody, get nothing.
   *[same-name] Nobody can tell them apart.
}
recognition-fix = { $rule ->
    [opinion-bought] Remove the rule. Recognise good answers instead.
    [vote-paid] Give something else than money, or nothing.
    [volume-only] Add a rule for what was done well: an answer that was taken, an idea that is planned.
    [volume-unbounded] Say how many times a month at most.
    [thanks-paid] Let thanks be thanks: choose another kind of capital.
    [economic-only] Add something else: an invitation, a look behind the scenes, a word in public.
    [without-date] Say in how many days it comes.
    [without-words] Say what comes back.
    [only-winners] Think of answers that were taken, of thanks, and of ideas that got an honest no.
   *[same-name] Give one of them another name.
}
recognition-sums = What it comes to
recognition-sums-note = These are part of what the exchange owes, which is worked out once an hour; amounts of different kinds are not added up.
recognition-no-sums = Nothing was worked out yet: that happens once an hour.
recognition-promised = Who was promised what
recognition-nobody = Nothing was promised yet
recognition-nobody-note = As soon as somebody earns something by a rule, it stands here.
recognition-deliver = It has come
recognition-state = { $state ->
    [promised] promised
    [delivered] came
   *[withdrawn] withdrawn
}
recognition-by = taking part

## Recognition: what a person sees

recognition-mine = What came back for taking part
recognition-mine-lead = What you were promised for what you brought, wrote and answered, and what came of it.
recognition-mine-none = Nothing came back yet
recognition-mine-none-note = Thanks of others, and what the firm gives for what you brought or answered, will stand here.
recognition-thanked = { $n ->
    [one] Somebody thanked you once.
   *[other] Others thanked you { $n } times.
}
recognition-came = What was promised
recognition-until = It is to come by
recognition-withdrawn-note = What it was for was undone before anything came.
recognition-balance = Everything that was promised to you, with receipts

## Credit

credit-title = Who had a part in it
credit-to = Name who had a part in it
credit-lead = Say in a few words what somebody did. They are asked whether they agree to be named, and by which name; until they say yes nobody is named. They can take a yes back at any time.
credit-nobody = Nobody is left who had a part in it
credit-nobody-note = Whoever brought it or wrote to it, and has an account, stands here.
credit-words = What they did
credit-words-hint = They read this, and with their yes everybody who sees it does.
credit-ask = Ask them
credit-no-note = They do not want to be named, and are not asked again.
credit-state = { $state ->
    [asked] asked
    [yes] agrees to be named
   *[no] not named
}
credit-shown = Who had a part in it
credit-mine = May you be named?
credit-mine-note = The firm would thank you by name for your part in these. Nobody is named without a yes, and you can take it back at any time.
credit-answer = { $go ->
    [yes] Yes, name me
    [no] No
    [change] Change it
   *[take-back] Take my yes back
}
