# What every page of studio and portal shares, in English: shell, forms, signing in, troubles.

web-skip = Skip to the content
web-simulated = Simulated: firm, people and figures on this page are made up.
web-nav-studio = Studio
web-nav-portal = Your pages
web-nav = { $section ->
    [overview] Overview
    [exchanges] Exchanges
    [people] People
    [listen] Listen
    [ledger] Ledger
    [audit] Audit
    [settings] Settings
    [home] Home
    [information] My information
   *[details] My details
}
web-for-ward = You act for { $ward }.
web-foot = { $firm }, with Comity. Questions and complaints:
web-sign-out = Sign out
web-bounds = From { $least } to { $most }.
web-form-wrong = { $n ->
    [one] One thing needs another look.
   *[other] { $n } things need another look.
}
web-control = { $control ->
    [firm-person] we decide
    [shared-person] decided together
    [customer-person] you decide
    [firm-member] the firm decides
    [shared-member] decided together
   *[customer-member] the person decides
}
web-pages = Pages of this list
web-in-all = { $n ->
    [one] 1 in all
   *[other] { $n } in all
}
web-first-page = First page
web-next-page = Next page
web-missing = { $what ->
    [mail] Give the mail address.
    [password] Give the password.
    [key] Give the key that the server printed.
    [firm] Give the firm’s name.
    [slug] Give a short name for addresses.
    [country] Give the country’s two letters.
    [contact] Say how you can be reached.
    [title] Give it a title.
    [reason] Give a reason.
   *[name] Give the name.
}

## Signing in

web-sign-in = Sign in
web-sign-in-lead = To the studio of { $firm }, for members of its team.
web-sign-in-refused = The address or the password is not right. Check both and try again.
web-sign-in-forgotten = Forgotten your password? An owner of your team sends you a link to choose a new one. If you are the only owner, ask whoever runs the server.
web-sign-in-person = Are you a customer?
web-sign-in-person-link = Get a link by mail
web-mail = Mail address
web-mail-wrong = This has not the form of a mail address: name@example.org
web-password = Password
web-password-new = A password
web-password-again = The password again
web-password-hint = Ten characters or more. A few words in a row are easy to keep in mind and hard to guess.
web-password-short = It needs at least { $n } characters.
web-password-long = It is too long.
web-password-differs = The two are not the same.
web-your-name = Your name
web-role = { $role ->
    [owner] Owner
    [researcher] Researcher
    [moderator] Moderator
    [auditor] Auditor
   *[viewer] Viewer
}
web-join = { $joined ->
    [yes] Choose a new password
   *[no] Join the team of { $firm }
}
web-join-lead = { $joined ->
    [yes] For { $mail }. Wherever you are still signed in, you are signed out.
   *[no] { $mail } was invited as { $role }. Choose a name and a password.
}
web-join-button = { $joined ->
    [yes] Choose it
   *[no] Join
}
web-set-up = Set up your firm
web-set-up-lead = Nobody uses this Comity yet. Whoever holds the key that the server printed at its start makes the firm and becomes its owner.
web-set-up-firm = The firm
web-set-up-you = You
web-set-up-button = Make the firm
web-key = Key
web-key-hint = It stands in the server’s output, and works once.
web-firm-name = Name of the firm
web-slug = Short name in addresses
web-slug-hint = Small letters, digits and hyphens: norda
web-slug-wrong = Up to 40 small letters, digits and hyphens, beginning with a letter or digit.
web-country = Country
web-country-hint = Two letters: IT. Its law decides, among other things, from which age people consent alone.
web-country-wrong = Two letters, as IT or FR.
web-contact = How people reach you
web-contact-hint = For questions about their information: a mail address or a postal one. It stands on every page they see.
web-enter = Come in
web-enter-lead = No password is needed. Give the address at which { $firm } writes to you, and a link arrives that opens your pages.
web-enter-button = Send me the link
web-enter-why = The link works once, and for a short time. Nobody is told that you asked.
web-enter-sent = Look at your mail
web-enter-sent-lead = If { $mail } is known here, a link is on its way to it.
web-enter-sent-note = It may take a minute, and may have landed among the unwanted. The link works once.
web-enter-again = Ask for another link
web-link = { $opens ->
    [confirm] { $name } is your address
    [exchange] “{ $name }”: { $firm } asks you
    [ward] You are asked to answer for { $name }
    [nothing] This link opens nothing any more
   *[home] Your pages at { $firm }
}
web-link-lead = { $opens ->
    [confirm] Letters come to this address from then on, and links to sign in too.
    [exchange] You can read everything first. Nothing is agreed by opening it, and you can answer yes, no, or yes with a condition.
    [ward] You read what is asked, and answer as somebody with parental responsibility.
    [nothing] It was used already, or is too old. A new one is quickly sent.
   *[home] What waits for you, what you gave and got, and everything that is kept of you.
}
web-link-button = Open
web-confirm-button = This is my address
web-link-note = The button is there because some mail programs open every link by themselves.

web-key-wrong = This is not the key that the server printed at its last start.
web-slug-taken = A firm with this short name is there already.
web-stale-draft = Somebody else saved meanwhile. Saving again replaces what they wrote.
web-counter-refused = { $why ->
    [wording] A condition in own words is accepted with a text of the clause that meets it: write it first.
    [answered] This condition was answered already, taken back, or has lapsed.
   *[refused] The rules do not let this be accepted as it stands.
}
web-record-lack = { $what ->
    [address] the firm’s postal address
    [contact] how the firm is reached
    [storage] the country where information is stored
    [subjects] whose information it is
   *[security] how it is protected
}
web-text-wrong = This is too long, or holds characters that cannot be shown.
web-mail-taken = Somebody with this address is there already.
web-external-taken = Somebody with this number is there already.
web-import-evidence = There is no evidence of the permission, or a text is too long.
web-import-line = This line cannot be read.
web-last-owner = A firm keeps at least one owner.
web-logo-wrong = A picture is PNG, JPEG, WebP or GIF, of at most 200 kB.
web-host-taken = Another firm has this host.
web-house = The house itself
web-said = { $what ->
    [joined] It is yours now.
    [forgotten] Your votes are taken back, and your words are being deleted.
    [mail-sent] Saved. The new address counts once you have opened the link that was sent to it.
    [saved] Saved.
    [tried-again] It is sent again.
    [on-its-way] It is on its way: in a moment the list says what came of it.
    [link-sent] A link to choose a new password is on its way.
    [published] These terms are in force. Everybody concerned is told.
    [invited] Invited.
    [added] Added.
    [removed] Removed.
    [key-ended] The key opens nothing any more.
    [confirmed] Written down as confirmed.
    [closed] The exchange is closed. What was agreed stays in force.
    [answered] Your answer is written down.
    [withdrawn] Withdrawn. Nothing else changes.
    [put-right] Put right. This is your receipt.
    [contested] Deleted. Nothing comes in its place until you take that back. This is your receipt.
    [contest-ended] Taken back. Values may come again.
    [left] You have left. What you got stays yours.
    [erased] Everything about you is being erased. This is the last page you see here.
    [password] Your password is changed. Wherever else you were signed in, you are signed out.
    [brought] Thank you. Others see it now.
    [queued] Thank you. A moderator looks at it before others see it, and you are told.
    [not-asked] You are not asked about this again.
   *[signed-out] You are signed out.
}

## Troubles

web-trouble = { $trouble ->
    [signed-out] You are not signed in any more
    [no-firm] No firm answers at this address
    [too-large] That is more than can be taken
    [link] This link opens nothing any more
    [not-found] There is no such page
    [denied] This is not open to you
    [conflict] Somebody was faster
    [busy] Too much at once
    [unsure] No answer came in time
    [too-many] Too many attempts
    [bad-request] That could not be read
    [full] There is no room left
   *[broken] Something is broken here
}
web-trouble-next = { $trouble ->
    [signed-out] Go back, sign in in another window, and send it again: what you typed is still in the page before.
    [no-firm] Follow the link that the firm gave you; it names the firm.
    [too-large] Nothing was saved. Make it shorter, or split it.
    [link] It was used already, or is too old. Ask for a new one.
    [not-found] The address may be mistyped, or the page belongs to somebody else.
    [denied] Your role does not include it. An owner of the team can change that.
    [conflict] What you wanted to change was changed meanwhile. Look at it again and decide anew.
    [busy] Nothing was lost and nothing was done. Try again in a moment.
    [unsure] Whether what you sent was still recorded is not sure. Wait a minute, open the page anew and look before you send it again.
    [too-many] Wait a few minutes, then try again.
    [bad-request] The form came incomplete, or from another site. Open the page anew and send it from there.
    [full] The server has no space to write, so nothing was saved. Its operator has to make some.
   *[broken] It is not your fault. It has been noted; if it stays, tell whoever runs this server the number below.
}
web-trouble-home = Back to the start
web-trouble-request = Number of this request: { $request }

## Terms in plain words

web-simulated-label = About this page
web-nothing = nothing
web-gives-nothing = Nothing is asked of you here.
web-gets-nothing = Nothing comes back for this.
web-work-public = What comes of it may be shown to everybody, without your name.
web-minutes = { $n ->
    [one] about a minute a month
   *[other] about { $n } minutes a month
}
web-capital = { $capital ->
    [economic] money’s worth
    [cultural] skill and taste
    [social] belonging and recognition
   *[information] knowing
}
web-due = { $n ->
    [one] within a day of earning it
   *[other] within { $n } days of earning it
}
web-what-for = What for
web-how-long = For how long
web-who-else = Who else gets it
web-nobody-else = Nobody else.
web-who-decides = Who decides
web-you-set = What can be set
web-on-leaving = On leaving
web-leaving-plain = It ends at once, and nothing more is collected.
web-ground = { $basis ->
    [consent] Only with your consent, which can be withdrawn at any time.
    [contract] Part of what was asked for: it cannot be done without.
    [legal_obligation] A law demands it:
   *[legitimate_interest] A legitimate interest of the firm, to which you can object at any time:
}
web-control-vote = It changes only if { $yes }% of those who vote want it, at least { $quorum }% take part, and the vote is open for { $days } days.
web-control-means = { $control ->
    [firm] The firm can change it by a new version, which is put to you again.
    [shared] It changes only with a yes of your own.
   *[customer] You move it whenever you like.
}
web-setting-switch = On or off.
web-setting-number = From { $least } to { $most } { $unit }.
web-on-off = { $on ->
    [yes] On
   *[no] Off
}
web-source = { $source ->
    [volunteered] given willingly
    [observed] seen in use
    [inferred] worked out from other items
   *[third_party] from somebody else
}
web-inferred-from = Worked out from: { $items }
web-inferred-how = How:
web-origin = Given by:
web-kept-agreed = for as long as the agreement lasts
web-kept-months = { $months } months ({ $days } days)
web-kept-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
web-quoted = “{ $text }”
web-change = { $what ->
    [added] new
    [removed] gone
    [words] other words
    [control] who decides
    [information] the information asked for
    [work] the work asked for
    [benefits] what comes back
    [required] whether it can be left out
    [counter] which conditions are possible
    [setting] what can be set
    [leaving] what happens on leaving
    [meaning] what a purpose, an item or a recipient means
   *[document] title, law or dates of the whole
}
web-detail-kept = kept for: { $from } → { $to }
web-detail-named = { $added ->
    [yes] also: { $name }
   *[no] no longer: { $name }
}
web-detail-recipient = { $added ->
    [yes] passed on also to: { $name }
   *[no] no longer passed on to: { $name }
}
web-detail-amount = { $what }: { $from } → { $to }
web-detail-due = { $what }, to come within: { $from } → { $to }
web-detail-minutes = minutes a month: { $from } → { $to }
web-detail-public = { $to ->
    [yes] what comes of it may be shown to everybody, without names
   *[no] what comes of it stays within the exchange
}
web-detail-none = { $of ->
    [amount] not counted
    [due] no date
   *[minutes] not said
}
web-instead-days = kept for { $kept } only
web-instead-items = only: { $names }
web-instead-to = passed on only to: { $names }
web-instead-nobody = passed on to nobody
web-instead-benefit = instead: { $what }
web-instead-amount = { $amount } in return
web-counter-state = { $state ->
    [open] waits for an answer
    [accepted] accepted
    [declined] declined
    [lapsed] lapsed
    [taken_back] taken back
   *[overtaken] overtaken by a new version
}
web-no-change = Nothing changed.
web-changes = What changed
web-change-column = { $column ->
    [where] where
    [what] what
   *[favours] in whose favour
}
web-whole = The whole
web-favours = { $whom ->
    [person] the person’s
    [firm] perhaps the firm’s
   *[nobody] nobody’s
}
