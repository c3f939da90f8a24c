# What persons read in the portal, in English.

## The door

portal-front-comity = An exchange in which both sides say what they give and get
portal-front = { $firm } asks its customers, and answers them
portal-front-lead = Here you read in plain words what is asked of you and what comes back, and decide point by point.
portal-front-enter = To my pages
portal-front-studio = To the studio
portal-front-word = { $part ->
    [give] Give and get
    [decide] Decide
   *[leave] Leave
}
portal-front-part = { $part ->
    [give] Every request says what for, for how long, who else gets it, and what comes back.
    [decide] Yes, no, or yes with a condition. A no changes nothing else.
   *[leave] In one step, at any time. What you got, you keep.
}

## An offer

portal-asks = { $firm } asks you
portal-foreign = The terms are offered in another language ({ $language }) only; that is what you would agree to.
portal-stale = This offer has changed since you read it.
portal-stale-note = Nothing was agreed. Below is the latest one. What you answered and wrote is kept beside each question; each has to be said anew, because it is now about something else.
portal-changed = What has changed since you agreed
portal-changed-note = Until you answer, what you agreed to stays exactly as it was.
portal-favours = { $whom ->
    [person] in your favour
    [firm] perhaps in the firm’s favour
   *[nobody] in nobody’s favour
}
portal-start = { $n ->
    [one] Answer one question
   *[other] Answer { $n } questions, one at a time
}
portal-go-on = Go on answering
portal-start-note = Nothing is agreed before you have seen everything once more and signed.
portal-all = What is asked, point by point
portal-held = agreed before, stays as it is
portal-answered = { $answer ->
    [yes] you said yes
    [no] you said no
   *[if] you said yes, if …
}
portal-read = Read and answer
portal-read-one = Read and answer: { $title }
portal-change = Change
portal-change-one = Change the answer: { $title }
portal-who-asks = Who asks
portal-firm = Firm
portal-law = Law
portal-law-of = That of the firm’s country, { $country }
portal-recipients = Who else receives something
portal-leave = Leaving
portal-leave-any = At any time, in one step, without giving a reason.
portal-leave-notice = { $n ->
    [one] With one day’s notice.
   *[other] With { $n } days’ notice.
}
portal-leave-keeps = { $claws ->
    [yes] Benefits already received are taken back.
   *[no] What you received stays yours.
}
portal-version = Version
portal-none-of-it = None of it?
portal-decline-note = You can say no to all of it at once. Nothing else between you and { $firm } changes, and you can come back to it as long as it is offered.
portal-decline = No, to all of it
portal-minor = Somebody with parental responsibility answers with you
portal-minor-note = Below { $age } years, the law wants a parent or guardian to consent. Read everything together; you can say no by yourself. Give their mail address, and they get a link.
portal-minor-mail = Mail address of a parent or guardian
portal-minor-button = Send them the link
portal-minor-asked = A link was sent to { $mail }. As soon as they have answered, you see it here. Until then nothing is agreed.
portal-question = Question { $n } of { $of }
portal-step = { $state ->
    [here] this one
    [answered] answered
   *[open] open
}
portal-earlier = { $answer ->
    [yes] To the former offer you said yes. Is it still yes?
    [no] To the former offer you said no. Is it still no?
   *[if] To the former offer you said yes, if. What you wrote is still there; press “Yes, if …” to see it.
}
portal-you-give = You give
portal-you-get = You get
portal-your-answer = Your answer
portal-no-changes = A no changes nothing else: not your contract, not the other questions.
portal-no-ends = This one is part of what was asked for: without a yes to it there is no agreement on the other points either. It changes nothing else between you and the firm.
portal-answer = { $answer ->
    [yes] Yes
    [no] No
   *[if] Yes, if …
}
portal-no-if = No condition can be put to this one.
portal-previous = Previous question
portal-see-all = See everything
portal-set-label = Where it stands
portal-set-wrong = It cannot stand there. Choose within the bounds.
portal-if-legend = Yes, if …
portal-if-note = { $n ->
    [one] A condition is no consent yet. The firm answers within one day, or it lapses; you are told either way.
   *[other] A condition is no consent yet. The firm answers within { $n } days, or it lapses; you are told either way.
}
portal-if-days = Kept for fewer days
portal-if-days-hint = Offered: { $now }. At least { $least }. Leave it empty to keep it as it is.
portal-if-items = Only what stays ticked
portal-if-recipients = Passed on only to whom stays ticked
portal-if-amount = A higher amount ({ $unit })
portal-if-amount-hint = Offered: { $now }. Up to { $most } can be asked for. Leave it empty to keep it as it is.
portal-if-benefit = Something else in return
portal-if-as-offered = As it is offered
portal-if-words = In your own words
portal-if-words-hint = Up to { $n } characters. The firm reads this and writes the clause so that it meets your condition, or says why not.
portal-if-left = { $left } characters left
portal-if-next = Keep this condition and go on
portal-if-or = Or answer without a condition:
portal-bounds = { $what ->
    [nothing] Say what should be otherwise, or answer yes or no.
    [retention] Give a number of days within the bounds.
    [items] Leave at least one ticked, and not all. To give none of it, answer no.
    [recipients] Untick at least one.
    [benefit] Choose something else in return, or a higher amount, not both.
    [amount] Give an amount above the one offered and within the bounds, as 4 or 4.50.
   *[words] Your condition is too long: 2,000 characters at most.
}
portal-review = Once more, before you sign
portal-review-result = { $result ->
    [open] { $open ->
        [one] One question has no answer yet.
       *[other] { $open } questions have no answer yet.
    }
    [agreed] { $yes ->
        [one] You would agree to one point
       *[other] You would agree to { $yes } points
    }{ $conditions ->
        [0] .
        [one] {" "}and put one condition.
       *[other] {" "}and put { $conditions } conditions.
    }
    [required] Without the point that belongs to it, there is no agreement on the others. Signing now would be a no.
    [countered] Nothing would be agreed yet. { $conditions ->
        [one] Your condition goes to the firm.
       *[other] Your { $conditions } conditions go to the firm.
    }
   *[declined] You would say no to everything. Nothing else changes.
}
portal-review-conditions = { $n ->
    [one] Conditions are answered within one day. Nothing is agreed on those points until you have signed what the firm then offers.
   *[other] Conditions are answered within { $n } days. Nothing is agreed on those points until you have signed what the firm then offers.
}
portal-review-guardian = You sign for { $ward }, as somebody with parental responsibility.
portal-review-note = You get a receipt that anybody can check. You can change your mind at any time.
portal-said = { $answer ->
    [yes] Yes
    [no] No
    [if] Yes, if:
   *[none] No answer yet
}
portal-sign = { $result ->
    [agreed] Sign
    [countered] Send my conditions
   *[other] Answer no
}
portal-signed-print = Fingerprint of what you read:
portal-done = { $answered ->
    [agreed] It is agreed
    [countered] Your conditions are on their way
   *[declined] You said no
}
portal-done-lead = { $answered ->
    [agreed] { $firm } may do what you said yes to, and nothing else. You can change or end it at any time.
    [countered] Nothing is agreed until { $firm } has answered and you have signed.
   *[declined] Nothing else between you and { $firm } changes.
}
portal-done-by = Your conditions are answered by
portal-to-agreement = To what is agreed
portal-to-receipt = Receipt
portal-to-home = To my pages
portal-others = What others answered
portal-others-note = It is shown only now, so that it does not steer anybody.
portal-column = { $column ->
    [clause] point
    [when] when (UTC)
    [what] what
    [ledger] ledger
   *[proof] proof
}

## Home

portal-home = Good to see you, { $name }
portal-nothing-waits = Nothing waits for you.
portal-waits = { $n ->
    [one] One thing waits for your answer. There is no hurry beyond the dates given.
   *[other] { $n } things wait for your answer. There is no hurry beyond the dates given.
}
portal-home-empty = No exchange yet
portal-home-empty-note = When { $firm } asks you something, it stands here: what it wants to know or have done, what comes back, and three answers to choose from.
portal-my-exchanges = My exchanges
portal-state = { $state ->
    [agreed] in force
    [countered] conditions open
    [offered] offered
    [declined] you said no
   *[left] left
}
portal-i-gave = What I agreed to give
portal-i-got = What came back
portal-none-yet = { $side ->
    [gave] Nothing yet.
   *[got] Nothing came back yet.
}
portal-to-come = Promised, and still to come
portal-each-delivery = Each delivery, with its receipt
portal-came-times = { $n ->
    [one] once, on
   *[other] { $n } times, the last on
}
portal-units = Different things are never added up.
portal-became = What became of my conditions
portal-became-state = { $accepted ->
    [yes] accepted
   *[no] declined
}
portal-waiting = { $kind ->
    [offer] { $firm } asks you something.
    [version] The terms have changed. Until you answer, the old ones hold.
    [accepted] { $firm } accepted your condition. It holds once you sign.
    [noted] { $firm } noted something that you said in an interview. See whether it is right.
    [vote] A point that is decided together would change: your vote counts.
   *[ward] You are asked to answer for somebody in your care.
}
portal-until = Until

## What is agreed

portal-agreement = { $title }: what is agreed
portal-agreement-kicker = Version { $version }, signed on
portal-left-on = You left on
portal-left-note = Nothing is in force any more but what a law demands.
portal-in-force = { $n ->
    [one] One point is in force, as you signed it.
   *[other] { $n } points are in force, as you signed them.
}
portal-offer-waits = A newer offer waits for your answer. Until then, this holds.
portal-conditions = Your conditions
portal-receipts = Receipts
portal-no-receipts = No receipts yet.
portal-checkpoint-note = Each proof leads to a checkpoint: the signed state of the record in which your answers stand. It holds no personal data. Keep one where we cannot reach it, and nobody can rewrite what stood there before without its showing.
portal-checkpoint = The latest checkpoint
portal-receipts-note = Each can be read, printed, and downloaded with its proof. Anybody can check it, without us.
portal-record = What you agreed to, as a record
portal-record-note = A file with what you were asked here and what you gave, changed and withdrew, each with its time. Other programs read it (JSON-LD, with the fields of ISO/IEC TS 27560). It is not signed: proofs are in the receipts.
portal-record-file = Download the record
portal-record-of = Record of “{ $title }”
portal-record-lacks = { $firm } has not entered everything that belongs in it. The file leaves out:
portal-receipt-when = When
portal-receipt-by = Answered by
portal-receipt-signed = { $by ->
    [guardian] somebody with parental responsibility
   *[person] the person
}
portal-receipt-language = Language read
portal-receipt-print = Fingerprint of what was read
portal-receipt-place = Place in the ledger
portal-receipt-entry = entry { $n }
portal-receipt-whole = { $act ->
    [left] The exchange was left: everything in it has ended, but for what a law demands.
   *[answered] No to all of it.
}
portal-receipt-file = Download the file with the proof
portal-receipt-check = For whoever checks it
portal-receipt-check-note = The entry below stands in the ledger without a name. The file holds what it stands for, the signed promise, the proof and the key, and is signed as a whole: with comity receipt verify receipt.json anybody checks it, from the file alone. With comity ledger verify --against receipt.json the whole ledger is held against it.
portal-receipt-proof = { $part ->
    [entry] Entry
    [signature] Signature that promised it
    [checkpoint] Checkpoint
   *[key] Public key
}
portal-act = { $act ->
    [answered] Offer answered
    [condition] Condition answered
    [withdrawn] Withdrawn
    [set] Setting moved
    [left] Left
    [corrected] Put right
    [contested] Said to be wrong
    [benefit] Something came back
    [promised] Something was promised
    [unpromised] Promised no more
   *[erased] Erased
}
portal-not-sequenced = in a second
portal-proof = Read
portal-proof-of = Read the receipt: { $about }
portal-not-possible = That is not possible any more. What is in force stands below.
portal-set-button = Move it
portal-everything-about = Everything about “{ $title }”
portal-since = As in version { $version }, since
portal-ends-leaving = This is part of what was asked for. It ends when you leave.
portal-ends-law = A law demands this. It ends when the law lets it.
portal-end = { $verb ->
    [object] Object to “{ $title }”
   *[withdraw] Withdraw “{ $title }”
}
portal-end-note = Nothing else changes, and what you received stays yours. Whoever received something is told, and has to confirm.
portal-end-button = { $verb ->
    [object] Object
   *[withdraw] Withdraw
}
portal-answered-by = Answered by
portal-or-lapses = Otherwise it lapses, and you are told.
portal-take-back = Take it back
portal-reason = The firm’s reason:
portal-vote = Vote: “{ $title }” would change
portal-vote-now = As it is
portal-vote-then = As it would be
portal-vote-gone = It would go.
portal-vote-ends = Open until
portal-vote-button = { $vote ->
    [yes] Change it
   *[no] Leave it
}
portal-vote-note = You can change your vote until the end. If it passes, your own agreement still changes only as the terms say.
portal-leave-title = Leave this exchange
portal-leave-what = One button, no reason needed. At once nothing more is collected or used; then:
portal-leave-law = What a law demands is kept for as long as it does.
portal-leave-kept = What you received stays yours. You can join again as long as it is offered.
portal-leave-button = Leave

## My information and details

portal-information-lead = Everything that { $firm } keeps of you here, what for, and what it did with it. Members see no more than this.
portal-no-items = Nothing is kept
portal-no-items-note = Information appears here once you agree to an exchange that asks for it, each item with its purpose and its end.
portal-uses = What happened, with its receipts
portal-rights = What you can do
portal-right = { $right ->
    [correct] Correct my details
    [export] Take everything along
   *[erase] Erase everything
}
portal-right-note = { $right ->
    [correct] Name, address, language, year of birth.
    [export] One archive with everything, for you or for another service.
   *[erase] You see first what would be lost and what would remain.
}
portal-source = { $source ->
    [volunteered] Given by you.
    [observed] Seen by us while you use the service.
    [inferred] Worked out about you.
   *[third_party] From somebody else:
}
portal-value = { $kind ->
    [yes] yes
    [no] no
   *[none] nothing
}
portal-value-folded = Show all of it ({ $n } characters)
portal-value-hint = { $shape ->
    [number] A number, as 4 or 4.5.
    [numbers] One number on each line, as 4 or 4.5.
   *[lines] One on each line.
}
portal-value-wrong = { $shape ->
    [number] Write a number, as 4 or 4.5.
    [numbers] Write one number on each line, as 4 or 4.5.
   *[missing] Write what it should be.
}
portal-no-value = Nothing is kept of this at the moment. When it comes, it is kept: { $kept }.
portal-came = Came on
portal-kept-until = kept until
portal-kept-agreed = kept for as long as the agreement lasts
portal-purpose-until = may be read for this until
portal-purpose-agreed = may be read for this for as long as the agreement lasts
portal-purpose-over = the value that is there may not be read for this
portal-contested = You said that this is wrong
portal-contested-means = What was kept is deleted, with everything that was worked out from it. Nothing comes in its place until you take this back.
portal-item-button = { $verb ->
    [correct] Put it right
    [give] Say what it is
    [contest] That is wrong
   *[take-back] Take it back
}
portal-item-note = { $verb ->
    [correct] The new value takes the place of the old one at once. What was worked out from the old one is deleted, and whoever received it is told. You get a receipt.
    [give] You agreed to share this. You get a receipt.
   *[contest] It is deleted at once, with everything that was worked out from it, and whoever received it is told. Nothing comes in its place until you take that back. You get a receipt.
}
portal-item-refused = That is not possible any more: nothing in force asks for this, or it is gone already.
portal-signal = Your browser asks us not to sell or share your information.
portal-signal-stops = We saw its signal (Global Privacy Control, Sec-GPC). While it is sent, { $firm } passes nothing on to others and uses nothing for marketing, beyond what you yourself agreed to by name.
portal-latest-uses = Who read it last, and what came of it
portal-timeline = Who used what, and what came back
portal-timeline-lead = Every time something that you share was read, the newest first: by whom, what for, and what came of it. Each is in the ledger, with a proof that you can keep.
portal-no-uses = Nothing was read yet
portal-no-uses-note = As soon as one of { $firm }’s systems reads something of yours, it stands here: which system, for which purpose, and what came of it.
portal-read-by = { $client } read: { $items }
portal-read-for = What for:
portal-passed-on = Passed on to
portal-no-use-yet = Nothing was said of it yet
portal-by-clause = by “{ $clause }” in { $exchange }, version { $version }
portal-access-proof = Receipt
portal-access-proof-of = Receipt: { $client } read something of yours
portal-use-kind = { $kind ->
    [answered] answered you
    [personalised] made to fit you
    [benefit_computed] your benefit worked out
    [decided] decided about you
    [analysed] figures about many
    [improved] service improved
   *[disclosed] passed on
}
portal-access = { $client } read something of yours
portal-access-what = What was read
portal-access-parts = One entry stands for { $n } people. It shows nobody anything of the others.
portal-came-of-it = What came of it
portal-came-back = What came back
portal-nothing-promised = Nothing was promised in return so far.
portal-benefit-delivered = { $n ->
    [0] not delivered yet
    [one] delivered once
   *[other] delivered { $n } times
}
portal-benefit-late = { $n ->
    [one] one is late
   *[other] { $n } are late
}
portal-benefit-beyond = { $n ->
    [one] one of them beyond what was promised
   *[other] { $n } of them beyond what was promised
}
portal-benefit-earlier = { $n ->
    [one] One earlier delivery
   *[other] { $n } earlier deliveries
}
portal-delivery-beyond = beyond what was promised
portal-delivery-beyond-part = { $amount } of it beyond what was promised
portal-delivery-receipt = Receipt
portal-to-came-back = What came back
portal-benefit-since = Promised at the latest by
portal-benefit-next = The next is to come by
portal-benefit-open = It is still to come; the terms set no date.
portal-promised-by = Promised by “{ $clause }” in { $exchange }, since
portal-not-promised = Came in { $exchange } without having been promised.
portal-told = Who was told of an end
portal-told-lead = When you withdraw, put something right or say that it is wrong, or when its time is over, whoever received it has to stop using it, and to confirm.
portal-nobody-told = Nobody had to be told of anything so far.
portal-told-what = May no longer use “{ $item }” for: { $purpose }
portal-told-why = { $why ->
    [withdrawn] Because you withdrew it
    [expired] Because its time is over
    [corrected] Because it was wrong
   *[erased] Because you were erased
}
portal-told-state = { $state ->
    [confirmed] confirmed
    [open] told, not confirmed
   *[waits] not told yet
}

## Checking a receipt

portal-check = Check a receipt
portal-check-lead = Paste a receipt of { $firm }, or choose its file. You see whether it was altered, and what it proves.
portal-check-file = The file (receipt.json)
portal-check-text = Or its text
portal-check-button = Check it
portal-check-nothing = Choose a file, or paste the text of a receipt.
portal-check-note = At most 1 MB. Nothing of it is kept here, and what happened to whom is not looked up.
portal-check-alone = Without us
portal-check-alone-note = You need not trust this page: the program that runs here is free, and checks a receipt on any computer, without a network.
portal-check-result = { $result ->
    [own] It is genuine
    [other] It is sound, but not signed here
   *[not] It proves nothing
}
portal-check-means = { $result ->
    [own] Not a character was changed since { $firm } signed it here. It shows that what stands below was entered in the ledger: { $firm } cannot deny it. It does not show that what was said of a use is true.
   *[other] Not a character was changed since it was signed; but by another key than the one that signs here now. It may come from another house, or from here before the key was changed. Compare the key below with one that you know.
}
portal-check-why = { $why ->
    [form] This is no receipt, or something around it was changed. Take the file as it was downloaded: an editor may have altered it.
    [key] The key in it cannot be read.
    [signature] Its text was changed after it was signed.
    [promise] An entry in it was not signed by the key.
    [commitment] An entry in it stands for something else than the receipt says.
   *[inclusion] An entry in it is not in the ledger of the checkpoint that it names.
}
portal-check-what = What happened
portal-check-read = { $client } read something of the person whose receipt this is
portal-check-uses = { $n ->
    [0] Nothing was said of it yet.
    [one] It was said once what came of it.
   *[other] It was said { $n } times what came of it.
}
portal-check-words = What was sealed, word for word
portal-check-issued = Receipt made on
portal-check-entries = Entries in the ledger
portal-check-placed = { $entries ->
    [one] 1 is proven
   *[other] { $entries } are proven
}; { $waiting ->
    [0] each is shown to have its place under a signed checkpoint.
    [one] 1 had no place yet when the receipt was made, and is proven by the signed promise alone.
   *[other] { $waiting } had no place yet when the receipt was made, and are proven by the signed promise alone.
}
portal-check-signer = Signed by the key
portal-receipt-check-here = Check the file on this site
portal-receipt-item = { $act ->
    [corrected] You put its value right. What was worked out from the old one is deleted.
   *[contested] You said that what was kept of this is wrong. It is deleted, with what was worked out from it.
}

## Details, taking along, erasing

portal-details-lead = Correct what is wrong. It takes effect at once.
portal-mail-hint = A new address counts once you have opened the link that is sent to it.
portal-language = Language in which you are written to
portal-language-wrong = Choose one of the languages.
portal-born = Year of birth
portal-born-hint = It decides only whether a guardian has to consent. You may leave it empty.
portal-born-wrong = Four digits, as 1984.
portal-external = The firm’s other systems know you as
portal-details-button = Save
portal-export-lead = One archive with everything that { $firm } keeps of you here, as files that people and programs can read (JSON and CSV).
portal-export-part = { $part ->
    [details] your details
    [items] every item of information with its values
    [uses] who read what, what for and what came of it; what came back; who was told of an end
    [agreements] what you agreed to, in the words that you read
    [records] a record of each exchange, in a form that other services read
   *[receipts] your receipts with their proofs
}
portal-export-button = Make the archive
portal-export-note = It holds personal information. Keep it where only you can read it.
portal-erase-lead = { $firm } forgets you here, for good. You are signed out at once; moments later the key to everything kept of you is destroyed, and every entry that leads to you is deleted.
portal-erase-part = { $part ->
    [lost] What is lost
    [remains] What remains, and why
   *[recipients] Who else may have something of you
}
portal-erase-lost = Your name, addresses and details; what you gave, brought, wrote, agreed to, answered and set, with your receipts; letters that wait.
portal-erase-exchanges = You stand in:
portal-erase-remains = { $what ->
    [ideas] Where you proposed or commented, an empty place, so that what others said there keeps its sense.
    [ledger] In the ledger, that something was agreed, changed or ended, and that somebody was erased, under a number that leads to nobody any more: without those entries nobody could tell whether the ledger was rewritten. Receipts that you kept can still be checked.
    [votes] Your votes, which count on without you.
    [number] The number under which you were kept, without anything else: in the record of what members did, and in the list by which a backup that is put back forgets you again.
    [backups] Backups made before, and traces on the machine’s disks, until they are replaced. Until then whoever has both a backup and the key of { $firm } could read you there. When a backup is put back, you are erased again before anything is shown.
   *[outside] What has left this place: letters that were sent, and what { $firm } took out into files or other systems. It has to look after those itself.
}
portal-erase-nobody = What you agreed to names nobody else.
portal-erase-ask = Whoever may have something that was kept here is told, and told again until they confirm, where { $firm } has said how to reach them by machine. For what they got in other ways, ask them yourself:
portal-erase-first = If you want to keep it yourself:
portal-erase-sure = I have read what is lost and what remains. It cannot be undone.
portal-erase-button = Erase everything
portal-erase-not-sure = Tick the box if you are sure. Nothing was erased.
portal-erased = { $state ->
    [done] You are forgotten here
   *[under_way] You are being forgotten here
}
portal-erased-lead = { $state ->
    [done] The key to everything that { $firm } kept of you here is destroyed, and every entry that led to you is deleted. What remains is what the page before named. You are signed out.
   *[under_way] It is written down that { $firm } forgets you here, and nobody can sign in as you any more. The rest is done as a rule within seconds, and tried again when something hinders it. You are signed out.
}
portal-erased-receipt = The ledger’s signed entry of your erasure, under the number that stands in your receipts too. Keep it if you like: nobody can find it for you again.
