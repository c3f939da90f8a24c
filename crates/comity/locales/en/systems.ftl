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
   *[benefits-write] Say what people got
}
studio-scope-hint = { $scope ->
    [items-write] Bring in what your systems know of people. Values that nobody agreed to are refused.
    [items-read] Ask for items of people for one purpose. What an agreement allows is answered, and written down.
    [uses-write] Report that a read became something: an answer made personal, a benefit worked out, a report.
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
