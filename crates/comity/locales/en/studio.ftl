# What members read in the studio, in English.

## Overview

studio-figure = { $figure ->
    [agreed] agreements in force
    [unanswered] not answered yet
    [open] exchanges open
    [people] people
    [invited] invited
    [countered] conditions only
    [declined] said no
    [left] left
    [leaves] leaves
   *[unsequenced] waiting
}
studio-figure-note = { $figure ->
    [agreed] each by a person’s own yes
    [unanswered] silence is no yes
    [open] offered at the moment
    [people] in the books
   *[unsequenced] they get their place within a second
}
studio-waiting = Waiting for you
studio-nothing-waits = Nothing waits.
studio-waits-ideas = { $n ->
    [one] contribution waits for you in { $title }
   *[other] contributions wait for you in { $title }
}
studio-waits = { $kind ->
    [conditions] { $n ->
        [one] condition without an answer
       *[other] conditions without an answer
    }
    [untold] { $n ->
        [one] end that no recipient was told of, since nobody said where they are told
       *[other] ends that no recipient was told of, since nobody said where they are told
    }
    [drafts] { $n ->
        [one] draft not published yet
       *[other] drafts not published yet
    }
    [unsent] { $n ->
        [one] mail that could not be sent
       *[other] mails that could not be sent
    }
    [failed] { $n ->
        [one] job that was given up: the log says why, by its kind
       *[other] jobs that were given up: the log says why, by their kind
    }
   *[erasures] { $n ->
        [one] erasure under way
       *[other] erasures under way
    }
}
studio-first-lapse = the first lapses on
studio-answers-now = How people stand, exchange by exchange
studio-begin = How an exchange comes about
studio-begin-note = You say what you ask and what you give back; people answer point by point; both sides see what became of it.
studio-step = { $step ->
    [terms] Write the terms
    [people] Bring in people
    [publish] Publish and invite
   *[answers] Answer conditions
}
studio-step-done = Done:
studio-step-note = { $step ->
    [terms] Begin from the example. The lint says what is unfair or unclear while you write.
    [people] One by one, or from a table, with the evidence of what they permitted before.
    [publish] Publishing makes a version. It can be signed as it is, and not be changed any more.
   *[answers] People say yes, no, or yes if. A condition is a chance to learn what would make it fair.
}

## Exchanges

studio-new-exchange = New exchange
studio-no-exchange = No exchange yet
studio-no-exchange-note = An exchange is what you and your customers agree on: what they let you know or do, what comes back, and who decides. A first one takes about half an hour to write.
studio-search = Search
studio-filter = Show
studio-state = State
studio-life = { $life ->
    [draft] draft
    [open] open
    [closed] closed
   *[all] all
}
studio-column = { $column ->
    [title] exchange
    [life] state
    [version] version
    [agreed] in force
    [conditions] conditions
    [changed] last changed
    [name] name
    [mail] mail address
    [item] item
    [source] where from
    [purpose] what for
    [read] read
    [used] used for them
    [when] when (UTC)
    [who] who
    [act] act
    [object] object
   *[request] request
}
studio-draft-differs = newer draft
studio-new-lead = It begins as a draft that nobody outside the team sees.
studio-begin-from = Begin from
studio-from = { $from ->
    [example] the example: a mobile operator that gives better advice
   *[nothing] nothing
}
studio-new-button = Begin
studio-to-exchange = The exchange
studio-to-edit = Write on
studio-to-publish = Publish version { $n }
studio-to-invite = Invite people
studio-to-preview = As people would read it
studio-to-counters = { $n ->
    [0] Answers and conditions
    [one] Answers, and one condition that waits
   *[other] Answers, and { $n } conditions that wait
}
studio-draft-state = { $refused ->
    [0] The lint refuses nothing in the draft
    [one] The lint refuses one thing in the draft
   *[other] The lint refuses { $refused } things in the draft
}{ $advised ->
    [0] .
    [one] , and has one thing to think about.
   *[other] , and has { $advised } things to think about.
}
studio-never-published = It was never published: nobody outside the team sees it.
studio-how-answered = How people stand
studio-versions = Versions
studio-version = Version { $n }
studio-agreed-to = { $n ->
    [0] nobody holds it
    [one] in force for one person
   *[other] in force for { $n } people
}
studio-first-version = The first version.
studio-votes = Votes
studio-vote = { $voted } of { $may } have voted.
studio-vote-yes = { $yes } said yes.
studio-vote-ends = { $how ->
    [open] The vote ends on
    [passed] The change passed; the vote ended on
   *[failed] The change did not pass; the vote ended on
}
studio-own-words = a condition in their own words
studio-everybody = everybody
studio-close = Close this exchange
studio-close-note = { $agreed ->
    [0] Nothing new is offered any more.
    [one] Nothing new is offered any more. What one person agreed to stays in force until they leave.
   *[other] Nothing new is offered any more. What { $agreed } people agreed to stays in force until they leave.
}
studio-close-button = Close it
studio-draft-preview = Draft, as people would read it
studio-print = Fingerprint over all languages:

## Publishing

studio-publish = Publish version { $n } of “{ $title }”
studio-publish-first = Once published, it can be offered and signed as it is. Changing it takes a new version.
studio-asked-again = { $favours ->
    [yes] { $n ->
        [0] Every change is in people’s favour, and nobody has agreed yet.
        [one] Every change is in people’s favour: the one agreement in force moves to the new version by itself.
       *[other] Every change is in people’s favour: the { $n } agreements in force move to the new version by themselves.
    }
   *[no] { $n ->
        [0] Nobody has agreed yet, so nobody is asked again.
        [one] One person is asked again. Until they answer, what they agreed to stays.
       *[other] { $n } people are asked again. Until they answer, what they agreed to stays.
    }
}
studio-languages = Languages in which everything is written
studio-publish-button = Publish version { $n }
studio-publish-note = A published version cannot be taken back; an exchange can be closed.
studio-not-published = { $why ->
    [closed] This exchange is closed.
    [faults] The draft does not hold together yet.
    [lint] The draft breaks rules that have no exception.
    [unchanged] The draft says what the version in force says: there is nothing to publish.
    [needs_vote] “{ $clause }” is decided together by a vote, and none has passed on this wording.
    [no_vote] “{ $clause }” does not change by a vote.
   *[under_way] A vote on “{ $clause }” is under way. It can be published once it has passed.
}
studio-open-vote = Open the vote
studio-open-vote-note = Everybody with an agreement may vote, for as long as the terms say. Only exactly this wording can then be published.

## The terms editor

studio-edit = Terms
studio-save = Save the draft
studio-saved = The draft is saved.
studio-as-toml = As a file
studio-as-form = As a form
studio-conflict = Somebody else saved this draft while you were writing. What you wrote is below; saving it replaces theirs.
studio-parts = Parts of the terms
studio-part = { $part ->
    [document] The whole
    [leaving] Leaving
    [purpose] Purposes
    [item] Items
    [recipient] Recipients
   *[clause] Clauses
}
studio-part-hint = { $part ->
    [purpose] What information is used for. Each has one legal ground, and gets one answer.
    [item] Pieces of information that clauses can ask for.
    [recipient] Who else receives something. Each has a name and can be reached.
   *[clause] The points that people answer, in the order in which they read them.
}
studio-part-one = { $part ->
    [purpose] Purpose
    [item] Item
    [recipient] Recipient
    [clause] Clause
    [benefit] What comes back
    [other] What could come back instead
   *[option] Choice
}
studio-add = { $part ->
    [purpose] Add a purpose
    [item] Add an item
    [recipient] Add a recipient
    [clause] Add a clause
    [benefit] Add what comes back
    [other] Add what could come back instead
   *[option] Add a choice
}
studio-new = { $part ->
    [purpose] New purpose
    [item] New item
    [recipient] New recipient
   *[clause] New clause
}
studio-up = Up
studio-down = Down
studio-remove = Remove
studio-language = { $code ->
    [en] English
    [it] Italian
    [fr] French
    [de] German
    [es] Spanish
   *[other] { $code }
}
studio-kind = { $kind ->
    [loyalty_programme] Loyalty programme
    [self_service] Self-service
    [feature] Feature
   *[offering] New offering
}
studio-stage = { $stage ->
    [research_and_development] research and development
    [content_creation] content creation
    [logistics_and_distribution] logistics and distribution
   *[service] service
}
studio-capital = { $capital ->
    [economic] economic: price, points, money
    [cultural] cultural: skill, taste
    [social] social: belonging, recognition
   *[information] information: knowing
}
studio-basis = { $basis ->
    [consent] Consent: a free yes, which can be withdrawn
    [contract] Contract: what was asked for cannot be done without it
    [legal_obligation] A legal duty
   *[legitimate_interest] A legitimate interest, to which people can object
}
studio-control = { $control ->
    [firm] The firm, by a new version
    [shared] Together: each person’s own yes
    [vote] Together: by a vote of those who agreed
   *[customer] The person, who can move it at any time
}
studio-setting-kind = { $kind ->
    [switch] On or off
    [number] A number
    [choice] One of several
   *[none] Nothing
}
studio-gives = The person gives
studio-gets = The person gets
studio-counter = Conditions that can be put (“yes, if …”)
studio-other-benefits = What could be asked for instead
studio-setting = What the person sets
studio-more = More
studio-no-purpose = (choose a purpose)
studio-none-described = { $part ->
    [item] No item is described yet: add one above.
   *[recipient] No recipient is described: nobody else gets it.
}
studio-no-inputs = No other item is described yet: add what it is worked out from.
studio-form-wrong = { $what ->
    [number] Give a whole number, without sign or decimals.
    [amount] Give a number with at most three decimals, as 4.50.
    [language] Give a language by its code, as en or it.
    [no-name] Write its words, or give it a name of its own.
    [name] Use small letters, digits, hyphens and underscores, at most 64.
   *[choice] Choose one of those offered.
}
studio-label = { $field ->
    [title] Title
    [summary] What it is for
    [kind] Kind
    [stage] Stage of the value chain
    [country] Country whose law holds
    [language] Main language
    [answer_within_days] Conditions are answered within (days)
    [notice_days] Notice (days)
    [condition] Anything that leaving asks for
    [claws_back] Benefits already received are taken back
    [purpose] What is done
    [basis] Legal ground
    [law] The law
    [balancing] Balancing note
    [needs_days] Needed at most (days)
    [dpv] Term of the Data Privacy Vocabulary
    [id] Name in files
    [item] What it is
    [source] Where it comes from
    [from] Worked out from
    [method] How it is worked out
    [origin] Who gives it
    [special] A special category: health, belief, origin and the like
    [reason] Why it is needed
    [recipient] Who it is
    [contact] How to reach them
    [clause-title] Title
    [clause-text] What is agreed
    [control] Who decides
    [quorum_percent] Have to take part (%)
    [yes_percent] Have to say yes (%)
    [vote_days] Open for (days)
    [asks_information] Information
    [for-purpose] For this purpose
    [items] Items
    [recipients] Passed on to
    [retention_days] Kept (days)
    [asks_work] Work
    [work] What is to be done
    [minutes] About minutes a month
    [public] What comes of it may be shown to everybody, without names
    [what] What it is
    [capital] Kind of capital
    [amount] How much
    [unit] Of what, how often
    [due_days] Due within (days)
    [shortest_days] Kept for fewer days, at least
    [highest_amount] A higher amount, at most
    [fewer_items] Fewer items
    [fewer_recipients] Fewer recipients
    [own_words] A condition in own words
    [on_leaving] What happens on leaving
    [required] No agreement without it
    [yes_by_default] Yes is shown as given
    [setting] Kind of setting
    [switch_start] On from the start
    [least] Smallest
    [most] Largest
    [start] From the start
   *[words] Words
}
studio-hint = { $field ->
    [title] A few words that people recognise it by.
    [summary] Two or three sentences, to somebody who does not know your firm’s words.
    [answer_within_days] A condition that nobody answers by then lapses, and the person is told.
    [leaving] There is always a button to leave. Leave this empty unless leaving really takes more.
    [id] Made from the words when left empty. It stays the same from version to version.
    [purpose] Begin with “To …”: to tell you which plan fits.
    [basis] Consent is asked for one purpose in one clause, and is never a condition of anything else.
    [law] Which one, and what it demands.
    [balancing] Whose interest, why it is needed, and why it does not outweigh the person’s.
    [item] As the person would call it: minutes used a day.
    [method] So that the person can tell whether it is right: we compare what you use with every plan.
    [origin] The name, and where they have it from.
    [special] Refused unless people can read a reason.
    [recipient] The name, and what they do with it.
    [clause-text] One or two sentences, to the person: we look at …, you answer …
    [control] It is enforced: a shared clause does not change without people.
    [retention_days] From the day on which it came. Empty means as long as the agreement lasts.
    [counter] What you could live with. The bounds are shown to people; each condition teaches you what they want.
    [public] On a public roadmap, say. Without this, switching one on gives a warning.
    [on_leaving] Empty means that it ends at once and nothing more is collected.
    [required] Only for what the contract cannot do without; never for consent.
   *[yes_by_default] Refused by the lint: silence is no consent.
}
studio-lint = What the lint says
studio-lint-unread = It can be judged once these are mended:
studio-toml = Terms as a file
studio-toml-note = The same terms in TOML, as comity lint reads them. A file that you choose replaces the text below.
studio-toml-file = A file
studio-toml-text = Text
studio-download = Download

## Answers and conditions

studio-counters = “{ $title }”: answers and conditions
studio-no-answers = No answer yet
studio-no-answers-note = As people answer, you see here which points they take, which they refuse, and on which they put conditions.
studio-replies = Answers, point by point
studio-replies-caption = Shares of those who said yes, yes with a condition, or no; how many they were stands at the right.
studio-spread = What is asked for most
studio-spread-note = Conditions show what people would like, not what they would accept at most.
studio-one-by-one = One by one
studio-counter-filter = { $state ->
    [open] without an answer
    [accepted] accepted
    [declined] declined
    [lapsed] lapsed
   *[all] all
}
studio-answer-by = answer by
studio-same = { $n ->
    [one] one other asks the same
   *[other] { $n } others ask the same
}
studio-answer-one = Answer { $name }
studio-wording = The clause as it would read
studio-wording-note = Write it so that it meets the condition. The person signs these words.
studio-accept = { $whom ->
    [one] Accept for this person
    [group] Accept for all in the same position
   *[version] Accept as a new version for all
}
studio-accept-note = Accepting makes an offer; it holds once it is signed. Better terms given to one are offered to all in the same position.
studio-reason = Reason for a no
studio-reason-hint = The person reads it.
studio-decline = Decline with this reason

## People and invitations

studio-invite = Invite people to “{ $title }”
studio-invite-lead = An invitation is a link that works once. Opening it agrees to nothing.
studio-invite-one = One person
studio-invite-button = Invite
studio-invite-all = Everybody in the books
studio-nobody-yet = Nobody is in the books yet: invite one person, or bring a list of them in.
studio-not-invited = { $n ->
    [0] Everybody was invited.
    [one] One person was not invited yet.
   *[other] { $n } people were not invited yet.
}
studio-invite-all-button = { $n ->
    [one] Invite that one
   *[other] Invite all { $n }
}
studio-invite-all-note = Mails leave at the pace that the mail server allows.
studio-link = Hand this link over yourself; it is shown once. Whoever opens it acts as the one it is for: that you were shown it is in the audit.
studio-invitations = Invited
studio-import = Bring in a table
studio-import-note = Who permitted something before can be brought in with the evidence of it. What is not evidenced is asked for anew.
studio-columns = Which columns
studio-import-column = { $column ->
    [mail] the mail address; the only one that is needed
    [name] the name
    [external_id] the number in your other systems
    [language] en or it
    [born_year] the year of birth, where a guardian may have to consent
    [purpose] the purpose permitted, by its name in the terms; one line for each
    [permitted_at] when it was permitted, as 2026-03-01T10:05:00Z
   *[evidence] where that is recorded: a form, a call, a log
}
studio-file = A file (CSV)
studio-paste = Or paste the table
studio-import-button = Bring it in
studio-imported = Added: { $added }. There already: { $already }.
studio-refused-lines = { $n ->
    [one] One line was refused:
   *[other] { $n } lines were refused:
}
studio-line = Line { $n }:
studio-name = Name
studio-writes-in = Written to in
studio-person-add = Add a person
studio-person-add-note = Adding somebody agrees to nothing in their name. They can see everything that you write here.
studio-people-lead = Whatever you see of a person, that person can see too.
studio-nobody = Nobody yet
studio-nobody-note = Bring in the people whom you want to ask: a table from your own systems, or one by one.
studio-search-person = Whole mail address or number
studio-minor = with a guardian
studio-external = Number in other systems
studio-external-hint = As your shop or your CRM knows them.
studio-guardians = Guardians
studio-no-guardian = none yet: consent waits
studio-person-same = This is what you may see. It is no more than this person sees under “My information”.
studio-stands = { $state ->
    [agreed] in force
    [countered] conditions open
    [offered] not answered yet
    [declined] said no
   *[left] left
}
studio-person-none = In no exchange.
studio-items = Information
studio-items-kept = { $many ->
    [0] No value is kept of this person.
    [one] One value is kept of this person.
   *[other] { $n } values are kept of this person.
}
studio-items-note = Members do not see values. Systems of the firm read them for an agreed purpose, and each reading is recorded.
studio-rights = Requests by phone or letter
studio-rights-note = Make sure that it is really this person who asks.
studio-person-link = Send a link to their pages

## Settings

studio-settings = { $part ->
    [team] Team
    [look] Look
    [handoff] Hand-off
    [keys] Keys
    [recipients] Recipients
    [moderation] Moderation
    [records] Records
    [password] Your password
    [pulses] Pulses
   *[outbox] Outbox
}
studio-password-lead = You sign in as { $mail }.
studio-password-old = The password you have
studio-password-new = The new password
studio-password-again = The new password again
studio-password-button = Change it
studio-password-wrong = This is not the password you have.
studio-password-note = Every other session of yours ends. This one goes on.
studio-yourself = yourself
studio-role = Role
studio-role-of = Role of { $name }
studio-role-button = Change the role
studio-forgotten = Forgotten password
studio-forgotten-note = They get a link with which they choose a new password. It works once, for { $n } hours; the password they have stays good until then.
studio-forgotten-button = Send the link
studio-remove-member = They are signed out at once. What they did stays in the audit.
studio-invited = invited
studio-member-invite = Invite somebody to the team
studio-roles = What each role may do
studio-role-may = { $role ->
    [owner] Everything, the team and the look included.
    [researcher] Writes terms, publishes, invites, answers conditions, runs studies.
    [moderator] Sees people, what they agreed to and the conditions they put.
    [auditor] Sees every record and proof, and changes nothing.
   *[viewer] Sees figures and terms, and no person’s details.
}
studio-look-lead = Name, contact and colour stand on every page that people see.
studio-colour = Colour
studio-colour-hint = For the edge of your pages. Texts keep colours that everybody can read.
studio-colour-wrong = A colour as #2f5487.
studio-logo = Logo
studio-logo-hint = PNG, JPEG, WebP or GIF, at most 200 kB.
studio-host = Host name of its own
studio-host-hint = exchange.norda.example, once it points to this server. May be left empty.
studio-host-wrong = Letters, digits, dots and hyphens only.
studio-outbox-sends = Mail that was written, newest first. What it says is for its readers alone.
studio-outbox-local = No mail server is set: mail stays here, to be read and handed over. Whoever opens a link in it acts as its reader: the audit records who was shown which. The configuration says how to set a server.
studio-no-mail = No mail yet
studio-no-mail-note = Invitations, links and answers to conditions appear here as they are written.
studio-mail-state = { $state ->
    [waiting] waiting
    [sent] sent
   *[failed] not sent
}
studio-mail-again = Try again
studio-mail-read = Read

## Audit and ledger

studio-as-csv = As CSV
studio-audit-lead = Every act of a member, with its moment and its number. Ids only: no personal text.
studio-no-audit = Nothing was done yet
studio-no-audit-note = Every act of a member leaves a line here, in the same moment in which it takes effect.
studio-ledger-lead = What both sides gave and got, in a record to which can only be added. It holds no personal data: fingerprints and salted commitments.
studio-no-leaf = Nothing in the ledger yet
studio-no-leaf-note = The first answer of a person makes the first leaf, and the first checkpoint with it.
studio-checkpoint = Latest checkpoint
studio-checkpoint-open = Anybody can fetch it, without signing in. Let somebody who is not the operator keep one every day.
studio-download-checkpoint = Download the checkpoint
studio-verify = How anybody checks it
studio-verify-step = { $step ->
    [keep] Keep a checkpoint or a receipt somewhere that this server cannot reach.
    [run] Run the commands below on a copy of the ledger, here or elsewhere.
   *[compare] The first finds a flipped, dropped or swapped leaf; the others also a rewritten or forked record.
}
studio-verify-limits = Without something kept elsewhere nobody can tell a record from one that was rewritten whole: whoever holds the key can sign anew.
studio-key = Public key

## Listen

studio-listen-lead = What people write, rate and vote, measured. A run takes files and gives a report that says what can be told and what cannot.
studio-run = { $kind ->
    [study] Study one event
    [portfolio] Study many events
    [rating] Rate exchanges
   *[opinion] Map opinions
}
studio-run-note = { $kind ->
    [study] Posts before and after an event, beside those about others: did it change what people write?
    [portfolio] A table of events and the posts: what do they have in common, and does openness pay?
    [rating] Scores of several raters on 28 + 28 points: where do exchanges stand, and do the raters agree?
   *[opinion] Votes on statements: are there groups, and on what do they all agree?
}
studio-kind-of-run = { $kind ->
    [study] study
    [portfolio] many events
    [rating] rating
   *[opinion] opinion map
}
studio-runs = Runs
studio-no-runs = No run yet
studio-no-runs-note = { $may ->
    [yes] Choose one above. The files that comity demo writes show what each takes.
   *[no] Reports stand here once an owner or a researcher has run something.
}
studio-run-state = { $state ->
    [waiting] waiting
    [running] running
    [done] done
   *[failed] failed
}
studio-steps = { $done } of { $of }
studio-progress = Progress of “{ $title }”
studio-may-leave = You may leave this page; it goes on.
studio-report = Read the report
studio-report-of = Read the report: { $title }
studio-run-file = { $kind ->
    [rating] Ratings
    [opinion] Votes
   *[posts] Posts
}
studio-run-file-hint = { $kind ->
    [rating] CSV, at most { $n } MB: one line for each rater, exchange and question.
    [opinion] CSV, at most { $n } MB: one line for each vote, or one for each person.
   *[posts] CSV, JSON Lines or Parquet, at most { $n } MB. Columns, forms of time and encodings are found out.
}
studio-run-second = { $kind ->
    [portfolio] Events
   *[opinion] Statements, if they stand in a file of their own
}
studio-event = Event
studio-event-hint = Unit and date: Norda Mobile 2026-01-30
studio-event-wrong = Give the unit and the date, as Norda Mobile 2026-01-30.
studio-run-button = Run it
studio-run-law = Files are deleted once the report is made.
studio-run-file-missing = Choose a file that is not empty.
studio-run-more = Columns and time zone
studio-run-more-note = Columns are found by their names and by what they hold. Where that goes wrong, name them here.
studio-run-column = { $part ->
    [text] Column of the text
    [time] Column of the time
    [unit] Column of the unit: brand, company, product
    [author] Column of the author
    [score] Column of the scores
    [object] Column of what is rated
    [rater] Column of the rater
    [question] Column of the question
    [person] Column of the person
    [statement] Column of the statement
   *[vote] Column of the vote
}
studio-timezone = Time zone
studio-timezone-hint = For days, and for times that name none: Europe/Rome. Left empty it is UTC.
studio-timezone-wrong = Give a time zone by its name, as Europe/Rome.
studio-remove-run = The report goes for good.
studio-run-broken = It broke off without an answer. Whoever runs the server finds the reason in its log.

## Erasing by a member

studio-erase = Erase { $name }
studio-erase-lead = Everything that is kept about this person goes for good, within moments. Backups made before keep it until they are replaced; one that is put back forgets it again. Recipients named in the terms who may have something of it are told, under a number that leads to nobody. It is done when they ask for it and cannot do it themselves.
studio-erase-lost = They stand in:
studio-erase-sure = I have made sure that this person wants it.
studio-erase-button = Erase

## Hand-off from the firm’s own site

studio-handoff-lead = Customers who are signed in on your own site can open their pages here without a link by mail: your server signs a token with a key that only it and Comity have.
studio-handoff-none = There is no key: nobody can be handed over.
studio-handoff-since = There is a key, made on
studio-handoff-shown = This is the key. It is shown only now: keep it where your server keeps its secrets.
studio-handoff-key = Key
studio-handoff-where = Your server sends browsers to
studio-handoff-make = { $there ->
    [yes] Make another key
   *[no] Make a key
}
studio-handoff-make-note = The key before it ends at once.
studio-handoff-end = End the hand-off
studio-handoff-docs = How a token is made stands in docs/handoff.md, with a program to copy.

## Records

studio-records-lead = Two kinds of record are written from the books: what one person was asked and answered, and what the firm does with information in all its exchanges. What the books cannot know of the firm is entered here.
studio-records-lacks = Not entered yet, and left out of records until it is:
studio-processing = Record of processing activities
studio-processing-note = GDPR, Article 30: one entry for each purpose, from the terms in force of every exchange that is open or in which something is agreed. What the firm does outside its exchanges is not in it, and nobody has certified it.
studio-processing-file = { $form ->
    [csv] Download as a table (CSV)
   *[json] Download as JSON
}
studio-records-person = Record of one person
studio-records-person-note = It stands on that person’s page here, and they find their own under each agreement. It is JSON-LD with the fields of ISO/IEC TS 27560; what it looks like is said by
studio-records-schema = a JSON Schema
studio-records-enter = Where it is entered
studio-records-firm = What records say of the firm
studio-records-field = { $field ->
    [legal_name] Legal name
    [address] Postal address
    [contact] Contact for personal data
    [officer] Representative and data protection officer
    [storage_country] Country where information is stored
    [storage_place] Where more exactly
    [subjects] Whose information it is
   *[security] How it is protected
}
studio-records-hint = { $field ->
    [legal_name] Where it is another one than the name that customers see.
    [address] Street, place, country.
    [contact] A mail address or a page, where it is another one than the contact that customers see.
    [officer] Names and how to reach them; empty where there is none.
    [storage_country] Two letters, as IT.
    [storage_place] A town or a data centre. May be left empty.
    [subjects] Categories, as: customers with a contract.
   *[security] Technical and organisational measures, in a few sentences.
}
studio-person-record = Record (JSON)
studio-person-record-note = A record says what this person was asked, gave, changed and withdrew, each with its time.
