
## Ideas, as people see them

ideas-title = Ideas
ideas-home = Your page
ideas-of = Take part: { $title }
ideas-none = There is nothing to take part in yet
ideas-none-note = When { $firm } asks for ideas, you propose yours here, vote on those of others, and read what became of each.
ideas-lead = Propose, vote, comment. { $firm } answers every idea, and says why when it cannot be done.
ideas-closed = This is closed. What was proposed can be read, and is still answered.
ideas-empty = No idea yet
ideas-empty-note = Yours can be the first: “Show me what is left of my data on the lock screen.”
ideas-all = What was proposed
ideas-others = Other questions
ideas-propose = Propose an idea
ideas-field-title = Your idea in a few words
ideas-field-body = What would be better, and for whom?
ideas-field-body-hint = You can leave this blank. Addresses become links; nothing else is formatted.
ideas-looked-at = Others see what you write, not who you are. Of newcomers a moderator looks first.
ideas-look = Look for similar ideas
ideas-send = { $alike ->
    [yes] Mine is another one: propose it
   *[no] Propose it
}
ideas-alike = { $n ->
    [0] No similar idea: yours is new
    [one] One similar idea
   *[other] { $n } similar ideas
}
ideas-alike-note = If one of them says the same, your vote there weighs more than a second idea.
ideas-sorted = In which order
ideas-sort = { $sort ->
    [newest] the newest first
    [votes] most votes first
   *[waiting] waiting longest
}
ideas-status = Status
ideas-any-status = any
ideas-show = Show
ideas-votes = { $n ->
    [one] { $n } vote for it
   *[other] { $n } votes for it
}
ideas-against = { $n ->
    [one] { $n } vote against it
   *[other] { $n } votes against it
}
ideas-comments = { $n ->
    [0] no comments
    [one] { $n } comment
   *[other] { $n } comments
}
ideas-yours = yours
ideas-wordless = Words that are gone with whoever wrote them
ideas-wordless-note = Whoever wrote this has left or taken it back. What others gave to it stays.
ideas-became = What became of it
ideas-merged = Another idea says the same, and votes and comments are read there together.
ideas-merged-to = To that idea
ideas-part = { $part ->
    [queued] A moderator looks at this before others see it. You are told what they decide.
    [withdrawn] You took this back.
   *[declined] A moderator declined this:
}
ideas-declined = A moderator declined this
ideas-reason = { $kind ->
    [off-topic] It is about something else
    [personal] It tells of somebody what is not for everybody
    [abuse] It attacks somebody
    [advertising] It sells something
    [copied] Somebody else wrote it
    [unlawful] The law forbids it
   *[other] Another reason
}
ideas-contest = Say something against that
ideas-contest-hint = Once. A moderator looks again and answers.
ideas-contest-button = Ask for a second look
ideas-contested = You asked for a second look. This is what you said:
ideas-upheld = It was looked at a second time, and it stays so.
ideas-vote = { $ballot ->
    [for] I am for it
   *[against] I am against it
}
ideas-voted = Press your answer again to take it back.
ideas-votes-ended = Votes have ended.
ideas-follow = { $on ->
    [yes] Do not tell me of this any more
   *[no] Tell me what happens to this
}
ideas-by = { $by ->
    [you] you
    [firm] { $firm }
    [gone] somebody who left
   *[customer] a customer
}
ideas-comment = Your comment
ideas-comment-button = Send the comment
ideas-comment-gone = The words are gone with whoever wrote them.
ideas-withdraw = Take this back
ideas-withdraw-note = Your words are deleted, at once and for good. Votes and comments of others stay.
ideas-withdraw-button = Take it back
ideas-refused = { $why ->
    [too-much] That is much in a short time. Try again in a while; what you wrote is still here.
    [blocked] A moderator decided that nothing more is taken from you here.
    [closed] This is closed, or votes on it have ended.
    [nothing] Write something first.
    [too-long] That is too long. Shorten it and send it again.
    [no-words] Write the firm’s answer: an idea never ends in silence.
    [changed] Somebody else changed this meanwhile. This page shows how it stands now: look again, then decide.
    [there] It is in that status already.
   *[other] That is not possible as things stand.
}

## What a person brought

ideas-mine = What you brought
ideas-mine-empty = You have not brought anything yet
ideas-mine-empty-note = Where an exchange asks for ideas, a link on your page leads there. What becomes of yours stands here.
ideas-news = What happened
ideas-new = new
ideas-new-count = { $n } new
ideas-seen = I have seen this
ideas-brought = Your ideas
ideas-told = { $what ->
    [queued] A moderator looks at it first.
    [approved] A moderator let it through: others see it.
    [declined] A moderator declined it, and says why.
    [moved] Its status is now “{ $status }”.
    [outcome] It has its answer: “{ $status }”.
    [merged] It is read together with another idea that says the same.
    [unmerged] It stands for itself again.
   *[commented] Somebody commented.
}
ideas-outcome = { $kind ->
    [adopted] adopted
    [planned] planned
    [done] done
    [not-now] not now
    [answered] answered
    [matched] matched
   *[awarded] awarded
}
ideas-state = { $part ->
    [queued] a moderator looks first
    [declined] declined
    [withdrawn] taken back
   *[shown] waits for an answer
}

## The desk in the studio

ideas-desk = Ideas of customers
ideas-to-desk = Ideas: what customers propose, and what waits for an answer
ideas-desk-none = No ideas are asked for yet
ideas-desk-none-note = Open an activity with one clear question, such as “What should be better abroad?”. Who was invited proposes, votes and comments; you answer each idea.
ideas-waiting = { $n ->
    [0] What waits
    [one] What waits: { $n }
   *[other] What waits: { $n }
}
ideas-nothing-waits = Nothing waits for you.
ideas-waits-for = { $what ->
    [moderator] for a first look
    [second-look] for a second look
   *[outcome] for an answer
}
ideas-waits-since = { $long }, since
ideas-hours = { $n ->
    [0] less than an hour
    [one] { $n } hour
   *[other] { $n } hours
}
ideas-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
ideas-comment-on = A comment on “{ $title }”
ideas-activity-waits = A closed activity: say what becomes of it
ideas-activities = Every activity
ideas-activity-state = { $state ->
    [open] open
   *[closed] closed
}
ideas-shown = { $n ->
    [one] { $n } idea
   *[other] { $n } ideas
}
ideas-exchange-closed = An activity can be opened while the exchange is open.
ideas-close = Close this activity
ideas-close-note = Nothing more is proposed, voted on or commented. What is there stays to be read, and you still answer it.
ideas-close-button = Close it now
ideas-open = Open an activity for ideas
ideas-open-note = Everybody who was invited to the exchange takes part while both are open.
ideas-open-title = { $language ->
    [it] The question, in Italian
   *[en] The question, in English
}
ideas-open-stage = Where along the value chain
ideas-open-against = People can also vote against an idea
ideas-open-statuses = What can become of an idea
ideas-open-statuses-note = An idea begins in the first. At least one has to say yes, and one no; leave out what you do not need.
ideas-open-status = Status { $n }
ideas-open-outcome = Status { $n } says that it is
ideas-still-open = still open
ideas-open-button = Open it
ideas-open-wrong = { $what ->
    [title] Write the question in at least one language.
    [begins] The first status has to be one that is still open.
    [no-no] One status has to say “not now”, so that people can be told no.
   *[never-ends] At least one status has to say what became of an idea.
}
ideas-default-status = { $status ->
    [open] open
    [looking] we look into it
    [planned] planned
    [done] done
   *[not-now] not now
}
ideas-desk-part = { $part ->
    [queued] Nobody sees this until you have looked at it.
    [withdrawn] Its author took this back.
    [upheld] Declined, and looked at a second time.
   *[declined] Declined.
}
ideas-against-no = What its author says against that
ideas-moderate = Whether others see it
ideas-moderate-comment = Whether others see this comment
ideas-reason-kind = If not: the reason
ideas-reason-words = If not: your words to its author
ideas-reason-hint = Its author reads them, and can ask for a second look once.
ideas-reason-missing = Say why, in words for its author.
ideas-button = { $go ->
    [approve] Let it be seen
    [trust] Let it be seen, and trust its author
    [decline] Decline
   *[block] Decline, and take nothing more from its author
}
ideas-answer = The firm’s answer
ideas-final = { $status } (needs an answer)
ideas-answer-words = Your answer
ideas-answer-hint = Its author, who follows it and who voted are told, and everybody reads it. Say why when the answer is no.
ideas-answer-button = Answer
ideas-same = It says the same as another idea
ideas-same-note = Votes, followers and comments are then read together, and each person counts once. You can take it back at any time.
ideas-same-like = Look for the other one
ideas-same-look = Look
ideas-same-none = Nothing like that was found.
ideas-merge = It is the same
ideas-merged-here = { $n ->
    [one] One idea that says the same
   *[other] { $n } ideas that say the same
}
ideas-unmerge = Not the same after all
ideas-comment-firm = Comment for the firm
