# Systems of the firm, recipients, and what they are told.

## Keys

studio-no-keys = No system has a key
studio-no-keys-note = Your shop, your app or your customer database can ask Comity what it may know of a person and for what. With its key it writes and reads values, only as far as that person agreed, and every read stands in their timeline. Add a system below to begin.
studio-keys-lead = Systems of yours that write and read what people agreed to. Each has a key of its own, so that people see who read what, and one can be taken back without the others.
studio-keys-docs = How calls are made stands in docs/api.md. Programs read it at
studio-key-itself = Key
studio-key-made = Made
studio-key-seen = last used, to the hour,
studio-key-unseen = never used
studio-key-ended = taken back
studio-keys-ended = { $n ->
    [one] One key was taken back
   *[other] { $n } keys were taken back
}
studio-key-end = Take back
studio-key-end-note = The system that has it is let in no more, at once. What it wrote and read stays in the timelines. A key that was taken back cannot be given again: add the system anew.
studio-key-shown = This is the key of “{ $name }”. It is shown only now: keep it where that system keeps its secrets.
studio-key-try = To try it, copy this into a terminal. The answer names your exchanges, with their items and purposes.
studio-key-add = Add a system
studio-key-add-button = Make its key
studio-key-name = Name
studio-key-name-hint = People read it in their timeline: “Advice on plans” tells them more than “srv-04”.
studio-key-name-wrong = A name has 1 to { $n } characters.
studio-key-scopes = What it may do
studio-key-scope-wrong = Choose at least one thing that it may do.
studio-scope = { $scope ->
    [items-write] Write values
    [items-read] Read values for a purpose
    [uses-write] Say what came of a read
    [contributions-read] Read what people brought
    [contributions-authors] Learn whose it is
    [contributions-answer] Answer for the firm
    [contributions-write] Bring, vote and comment for people
   *[benefits-write] Say what people got
}
studio-scope-hint = { $scope ->
    [items-write] Bring in what your systems know of people. Values that nobody agreed to are refused.
    [items-read] Ask for items of people for one purpose. What an agreement allows is answered, and written down.
    [uses-write] Report that a read became something: an answer made personal, a benefit worked out, a report.
    [contributions-read] Ideas, questions, entries, offers and needs with their votes, comments and answers, and opinion maps: what every member sees. Nobody is named.
    [contributions-authors] Only beside reading: your own number of whoever brought something, where you have one. The studio does not show it, so each read is written down. Never for statements, votes or comments.
    [contributions-answer] Set statuses, say what became of something, comment and merge, as members do in the studio. People are told, and it is written down as this system’s.
    [contributions-write] As your own app, for people who agreed to something in the exchange. The rules, limits and moderators are those of their own pages.
   *[benefits-write] Report that a promised benefit arrived, so that both sides see what is still owed.
}

## Recipients

studio-recipients-lead = Others who receive information, as your terms name them. When somebody withdraws, corrects or is erased, or a time is over, they are told what they may not have any more, until they confirm it. What they are told never holds a value.
studio-no-recipients = Your terms name nobody else
studio-no-recipients-note = Where terms in force say that others receive information, they stand here: you say where each is told when somebody withdraws, and see who has confirmed. Recipients are described in the terms of an exchange.
studio-recipients-exchanges = To the exchanges
studio-recipient-told = Told at
studio-recipient-nowhere = Told nowhere yet: what they have to know waits here.
studio-recipient-unnamed = Terms do not name them any more; who agreed to earlier ones still counts on them.
studio-recipient-open = { $n ->
    [0] nothing open
    [one] one open
   *[other] { $n } open
}
studio-recipient-set = { $there ->
    [yes] Another address
   *[no] Say where
}
studio-recipient-url = Address of { $name }
studio-recipient-url-hint = Whole, as https://hooks.example.com/comity. They give it to you.
studio-recipient-button = { $there ->
    [yes] Tell them there, with another secret
   *[no] Tell them there
}
studio-recipient-again = The secret before ends at once. What is open is sent again, to the new address.
studio-recipient-remove = Remove
studio-recipient-remove-note = They are told nothing more, and what is open waits here. The secret ends.
studio-recipient-shown = “{ $name }” is told there from now on. Give them this secret, with which they see that it comes from you. It is shown only now.
studio-recipient-secret = Secret
studio-recipients-docs = What they receive, and how they check and confirm it, stands in docs/webhooks.md, with programs to copy.
studio-recipient-wrong = { $why ->
    [too-long] The address is longer than 2,048 bytes: a shorter one is needed.
    [scheme] The address has to begin with https://. Plain http is only for hosts that whoever runs Comity permits (webhooks.allow).
    [user-info] The address may hold no user name and no password: the signature says who sends.
    [fragment] Leave out the # and what follows: it never reaches a server.
    [port] This port belongs to another protocol: use 443, or one from 1024 on. Whoever runs Comity can permit others (webhooks.allow).
    [local-name] This host has no name in the public network: write its full name. Whoever runs Comity can permit others (webhooks.allow).
    [not-public] This address is not one of the public network. Whoever runs Comity can permit it (webhooks.allow).
   *[malformed] This is no address: write it whole, as https://hooks.example.com/comity.
}

## Notices

studio-notices = What they were told
studio-notices-show = Which notices
studio-notices-which = { $which ->
    [all] all notices
   *[open] open ones
}
studio-no-notices = { $which ->
    [all] Nobody had to be told anything
   *[open] Nothing is open
}
studio-no-notices-note = { $which ->
    [all] When somebody ends what a recipient may have, it stands here with what became of it.
   *[open] Whoever had to be told has confirmed.
}
studio-notice-why = { $why ->
    [withdrawn] withdrawn
    [expired] time over
    [corrected] corrected
   *[erased] erased
}
studio-notice-person = the person
studio-notice-erased = an erased person
studio-notice-to = To
studio-notice-since = Since
studio-notice-sent = Last arrived
studio-notice-tries = { $n ->
    [0] not tried yet
    [one] tried once
   *[other] tried { $n } times
}
studio-notice-waits = It waits until you say where they are told.
studio-notice-state = { $state ->
    [confirmed] confirmed
    [sent] arrived, not confirmed
    [failed] not arrived
    [waits] waits for an address
   *[new] on its way
}
studio-notice-confirmed = Confirmed
studio-notice-confirm = Confirm by hand
studio-notice-confirm-about = about { $item }
studio-notice-confirm-note = Only where they told you in another way that they have let it go. The audit keeps who said so.
studio-notice-trouble = Last trouble
studio-notice-error = { $error ->
    [target] The address is none that is permitted now: look at it above.
    [not-public] The name leads to an address that is not public. Whoever runs Comity can permit it (webhooks.allow).
    [no-such-host] The name of the host leads nowhere.
    [no-connection] Nobody answers there.
    [certificate] The certificate of the host is not to be trusted. They have to mend it.
    [no-tls] No encrypted connection could be agreed on.
    [too-slow] No answer came within ten seconds.
    [cut-off] The connection ended before an answer.
    [no-http] What came was no answer of a web server.
    [redirect] The answer was { $n }, which leads elsewhere. Ask them for the address that takes notices itself.
    [status] The answer was { $n }.
    [gone] The answer was 410: they want no more there. The address was removed; ask them for another.
   *[other] It could not be sent.
}

## How much is used

studio-to-utilisation = How much of the information is used
studio-use-title = Use of information
studio-use-lead = How much of what people share in this exchange is used at all and, apart from it, how much for the person who gave it. A value counts once for each purpose that it is held for, however often it is read; being read is not yet being used.
studio-use-empty = Nothing is held at the moment
studio-use-empty-note = Once people agree and your systems bring in values, this page shows which of them are read, which are used, and which serve the person who gave them. What nobody uses is better not asked for.
studio-use-to-keys = Keys of your systems
studio-use-all-few = So far every item is held of fewer than { $n } persons for each purpose. Nothing is said of its use, so that no single person can be recognised.
studio-use-some-few = { $few ->
    [one] One line of the table below is of fewer than { $n } persons and is in none of these figures.
   *[other] { $few } lines of the table below are of fewer than { $n } persons and are in none of these figures.
}
studio-use-few = fewer than { $n } persons: nothing is said of its use
studio-use-share = { $share ->
    [at-all] Used at all
   *[for-them] Used for the person who gave it
}
studio-use-of = { $part } of { $whole } values held
studio-use-gauges = How much of what is held is used
studio-use-mark = “less than ten per cent”
studio-use-mark-source = The mark at 10% is an example, not a norm: Didier Bonnet, co-author of the study “From UX to CX” (Capgemini and MIT Initiative on the Digital Economy), told Which-50 of firms that used “less than ten per cent” of the information that they collected.
studio-use-trend = The last 90 days
studio-use-trend-caption = Shares of the values held on each day, without items held of fewer than ten persons. Where the line breaks, nothing was written down.
studio-use-from-to = { $name }: from { $from } to { $to }.
studio-use-cells = By item and purpose
studio-use-by = { $by ->
    [item] By item
   *[purpose] By purpose
}
studio-use-column = { $column ->
    [share] gauge
    [part] share
    [day] day
    [item] item
    [purpose] what for
    [held] held
    [read] read
    [used] used
    [for-them] used for the person
    [why] why
   *[times] times
}
studio-use-idle = Not used by anybody
studio-use-idle-lead = After { $warn } days without any use people are told that an item will be let go; after { $release } days, and never sooner than the warning says, all its values are deleted. What a law demands stays.
studio-use-no-idle = Every item was used within that time.
studio-use-unused-since = Not used since
studio-use-becomes = { $state ->
    [warn] People will be told within the hour. Unless it is used, it is let go on
    [warned] People were told. Unless it is used, it is let go on
    [release] It is let go within the hour.
   *[released] Its values were let go on
}
studio-use-refusals = Refused in the last 30 days
studio-use-refusals-lead = What your systems asked for and did not get. It shows where a system is set up wrongly, or wants more than people agreed to.
studio-use-no-refusals = Nothing was refused.
studio-use-made-up = { $what ->
    [item] something under a name that no item can have
   *[purpose] something under a name that no purpose can have
}
studio-refusal = { $reason ->
    [unknown_item] The terms have no such item.
    [unknown_purpose] The terms have no such purpose.
    [no_such_value] There is no such value any more.
    [no_agreement] The person agreed to nothing.
    [purpose_not_covered] Nothing is agreed for that purpose.
    [left] The person left the exchange.
    [withdrawn] The person withdrew that purpose, or objected to it.
    [item_not_covered] What is agreed for that purpose does not name the item.
    [switched_off] The person switched it off.
    [recipient_not_named] What is agreed does not name that recipient.
    [signal] The person’s browser asks not to sell or share, and no agreement names this.
    [inputs_not_named] It is worked out from something else, and nobody says from what.
    [input_not_agreed] It was worked out from something that the terms do not name.
    [input_not_covered] Something from which it is worked out is not agreed to for that purpose.
    [input_gone] Something from which it was worked out is gone.
    [source_not_agreed] It comes from elsewhere than the terms say.
    [expired] The time for which it could be kept is over.
    [no_such_person] Nobody goes by that name.
    [too_large] The value is too long.
    [contested] The person says that what was kept was wrong.
    [no_input] There is no value from which it is said to be worked out.
   *[other] It is not permitted.
}
portal-unused = What nobody used
portal-unused-lead = What { $firm } has not used for anything in { $days } days is let go: nobody should keep what nobody needs. You need do nothing.
portal-unused-what = { $gone ->
    [yes] Nobody used it. What was kept of it was deleted on
   *[no] Nobody uses it. Unless that changes, what is kept of it is deleted on
}
