
## Ideas, as people see them

part-home = Your page
part-none = There is nothing to take part in yet
part-closed = This is closed. What was brought can be read, and is still answered.
part-others = Other ways to take part
part-field-body-hint = You can leave this blank. Addresses become links; nothing else is formatted.
part-looked-at = Others see what you write, not who you are. Of newcomers a moderator looks first.
part-kept = What you had typed is here again.
part-kept-drop = Discard it
part-sorted = In which order
part-sort = { $sort ->
    [newest] the newest first
    [votes] most votes first
   *[waiting] waiting longest
}
part-status = Status
part-any-status = any
part-show = Show
part-votes = { $n ->
    [one] { $n } vote for it
   *[other] { $n } votes for it
}
part-against = { $n ->
    [one] { $n } vote against it
   *[other] { $n } votes against it
}
part-yours = yours
part-wordless = Words that are gone with whoever wrote them
part-wordless-note = Whoever wrote this has left or taken it back. What others gave to it stays.
part-became = What became of it
part-merged = Another says the same, and both are read together.
part-part = { $part ->
    [queued] A moderator looks at this before others see it. You are told what they decide.
    [withdrawn] You took this back.
   *[declined] A moderator declined this:
}
part-declined = A moderator declined this
part-reason = { $kind ->
    [off-topic] It is about something else
    [personal] It tells of somebody what is not for everybody
    [abuse] It attacks somebody
    [advertising] It sells something
    [copied] Somebody else wrote it
    [unlawful] The law forbids it
   *[other] Another reason
}
part-contest = Say something against that
part-contest-hint = Once. A moderator looks again and answers.
part-contest-button = Ask for a second look
part-contested = You asked for a second look. This is what you said:
part-comment-contested = A second look was asked for, with these words:
part-upheld = It was looked at a second time, and it stays so.
part-voted = Press your answer again to take it back.
part-votes-ended = Votes have ended.
part-follow = { $on ->
    [yes] Do not tell me of this any more
   *[no] Tell me what happens to this
}
part-by = { $by ->
    [you] you
    [firm] { $firm }
    [gone] somebody who left
    [elsewhere] somebody elsewhere
   *[customer] a customer
}
part-comment-gone = The words are gone with whoever wrote them.
part-withdraw = Take this back
part-withdraw-note = Your words are deleted, at once and for good. Votes and comments of others stay.
part-withdraw-button = Take it back
part-refused = { $why ->
    [too-much] That is much in a short time. Try again in a while; what you wrote is still here.
    [blocked] A moderator decided that nothing more is taken from you here.
    [closed] This is closed, or votes on it have ended.
    [nothing] Write something first.
    [too-long] That is too long. Shorten it and send it again.
    [no-words] Write the firm’s answer: nothing that is brought ends in silence.
    [changed] Somebody else changed this meanwhile. This page shows how it stands now: look again, then decide.
    [another-looks] You said no to this. Its author contests that, and another member looks at it now.
    [there] It is in that status already.
    [early] It is too early for that.
    [not-agreed] Only those take part here who said yes to this in the terms.
    [not-among] This is for some of those in the exchange. What you agreed to give does not say that you are among them.
    [only-firm] Questions here are answered by the firm.
    [there-already] You have done that already.
    [full] It has found as many as it takes.
    [over] It is no longer offered or needed.
    [no-fit] They are at different places or times.
    [not-named] Only those who were named score entries; you were not.
   *[other] That is not possible as things stand.
}

## What a person brought

part-mine = What you brought
part-mine-empty = You have not brought anything yet
part-mine-empty-note = Where an exchange asks you to take part, a link on your page leads there. What becomes of what you bring stands here.
part-news = What happened
part-new = new
part-new-count = { $n } new
part-seen = I have seen this
part-brought = What became of each
part-told = { $what ->
    [queued] A moderator looks at it first.
    [approved] A moderator let it through: others see it.
    [declined] A moderator declined it, and says why.
    [published] It stands in the changelog: read what came of it.
    [moved-since] Its status has changed.
    [outcome-since] It has its answer.
    [moved] Its status is now “{ $status }”.
    [outcome] It has its answer: “{ $status }”.
    [merged] It is read together with another that says the same.
    [unmerged] It stands for itself again.
    [accepted] Your answer was taken as the answer.
    [thanked] Somebody thanks you.
    [promised] Something comes back to you for it.
    [unpromised] What was promised for it is not any more: what it was for was undone.
    [credit-asked] The firm asks whether you agree to be named.
    [asked] Somebody’s offer or need fits, and they say yes. Say yes too, and it is agreed.
    [matched] Both of you said yes: arrange it with each other.
    [parted] The other side took its yes back.
    [activity] The activity has its answer.
   *[commented] Somebody commented.
}
part-outcome = { $kind ->
    [adopted] adopted
    [planned] planned
    [under-way] under way
    [done] done
    [not-now] not now
    [answered] answered
    [matched] matched
   *[awarded] awarded
}
part-state = { $part ->
    [queued] a moderator looks first
    [declined] declined
    [withdrawn] taken back
   *[shown] waits for an answer
}

## The desk in the studio

part-to-desk = Taking part:
part-waiting = { $n ->
    [0] What waits
   *[other] What waits: { $more ->
        [yes] more than{" "}
       *[no] {""}
    }{ $n }
}
part-nothing-waits = Nothing waits for you.
part-waits-for = { $what ->
    [moderator] for a first look
    [second-look] for a second look
   *[outcome] for an answer
}
part-waits-since = { $long }, since
part-hours = { $n ->
    [0] less than an hour
    [one] { $n } hour
   *[other] { $n } hours
}
part-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
part-comment-on = A comment on “{ $title }”
part-activity-waits = A closed activity: say what becomes of it
part-activities = Every activity
part-activity-state = { $state ->
    [open] open
   *[closed] closed
}
part-exchange-closed = An activity can be opened while the exchange is open.
part-close = Close this activity
part-close-note = Nothing more is brought, voted on or commented. What is there stays to be read, and you still answer it.
part-close-button = Close it now
part-open-note = Everybody who was invited to the exchange takes part while both are open, unless you say below that only those do who agreed.
part-open-title = { $language ->
    [it] The title, in Italian
   *[en] The title, in English
}
part-open-stage = Where along the value chain
part-open-against = People can also vote against an idea
part-open-statuses = What can become of each
part-open-statuses-note = Each begins in the first. At least one has to say yes, and one no; leave out what you do not need.
part-open-status = Status { $n }
part-open-outcome = Status { $n } says that it is
part-still-open = still open
part-open-button = Open it
part-open-wrong = { $what ->
    [title] Write the title in at least one language.
    [begins] The first status has to be one that is still open.
    [no-no] One status has to say “not now”, so that people can be told no.
   *[never-ends] At least one status has to say what became of each.
}
part-desk-part = { $part ->
    [queued] Nobody sees this until you have looked at it.
    [withdrawn] Its author took this back.
    [upheld] Declined, and looked at a second time.
   *[declined] Declined.
}
part-against-no = What its author says against that
part-moderate = Whether others see it
part-moderate-comment = Whether others see this comment
part-reason-kind = If not: the reason
part-reason-words = If not: your words to its author
part-reason-hint = Its author reads them, and can ask for a second look once.
part-reason-missing = Say why, in words for its author.
part-button = { $go ->
    [approve] Let it be seen
    [trust] Let it be seen, and trust its author
    [decline] Decline
   *[block] Decline, and take nothing more from its author
}
part-answer = The firm’s answer
part-final = { $status } (needs an answer)
part-answer-words = Your answer
part-answer-hint = Its author, who follows it and who voted are told, and everybody reads it. Say why when the answer is no, and when it comes when it is planned.
part-answer-button = Answer
part-same-note = Votes, followers and comments are then read together, and each person counts once. You can take it back at any time.
part-same-like = Look for the other one
part-same-look = Look
part-same-none = Nothing like that was found.
part-merge = It is the same
part-unmerge = Not the same after all

letters-link = What you are told by mail
letters = Letters from { $firm }
letters-lead = { $off ->
    [yes] You get no letters about what you take part in. Everything still stands on your pages.
   *[no] What happened to what you take part in is told in one letter, unless you have seen it on your pages.
}
letters-topics = What you are told of
letters-topic = { $topic ->
    [own] What became of what I brought
    [outcomes] What became of what I voted for or follow
    [recognition] Thanks, and answers that were taken
   *[comments] Comments
}
letters-hours = How often at most
letters-each = { $days ->
    [1] once a day
    [7] once a week
   *[other] once in { $days } days
}
letters-save = Save
letters-stop = No more such letters
letters-saved = Saved.
letters-note = Links that you ask for, new terms and answers to your conditions come in any case: they concern what you agreed.
