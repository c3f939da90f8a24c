
## The desk of moderators

moderation-tab = { $tab ->
    [desk] Desk of moderators
    [signs] Signs
   *[moderation] Rules
}
moderation-desk = Desk of moderators
moderation-desk-lead = { $n ->
    [one] One thing waits for a look. What was contested stands first.
   *[other] { $n } things wait for a look. What was contested stands first.
}
moderation-desk-more = The first { $n } are shown; the others come as these are decided.
moderation-desk-empty = Nothing waits for a look
moderation-desk-empty-note = What people bring stands here when the rules have it looked at first, and what was declined when its author contests that.
moderation-keys = By keys, while a card has the focus: J next, K before, A let it be seen, T let it be seen and trust its author, D decline, B decline and take nothing more. A no asks for its words first; Esc leads back from them.
moderation-author = { $level ->
    [blocked] author: blocked
    [known] author: known
    [trusted] author: trusted
   *[new] author: new here
}
moderation-because = It waits because
moderation-why-trust = { $level ->
    [known] its author is known, but not yet trusted
   *[new] its author is new here
}
moderation-why-word = it holds “{ $word }”
moderation-why-links = { $n ->
    [one] it holds a link
   *[other] it holds { $n } links
}
moderation-no-of = { $known ->
    [yes] { $who } said no
   *[no] Somebody who has left said no
}
moderation-gone = Somebody who has left
moderation-meanwhile = { $who } was quicker ({ $when }) and { $what ->
    [approve] let it be seen
    [trust] let it be seen, and trusts its author
    [decline] declined it
   *[block] declined it, and takes nothing more from its author
}. Nothing was changed by you.

## The rules of a firm or an exchange

moderation-rules = Rules of moderation
moderation-lead = These rules say what others see at once, what a moderator looks at first, and how much one person can bring. They never say no: only a moderator does, with a reason that the author reads and can contest once.
moderation-holds = { $of ->
    [house] Nobody has set rules yet: the ones below, that Comity begins with, hold.
    [exchange] This exchange has rules of its own.
   *[firm] { $at ->
        [exchange] The rules of the firm hold here. Set others, and they hold in this exchange alone.
       *[firm] These rules hold in every exchange that has none of its own.
    }
}
moderation-set-by = Last set by { $who },
moderation-set = Last set
moderation-undo = Take back the last change
moderation-clear = { $at ->
    [exchange] Have the rules of the firm here
   *[firm] Have the rules that Comity begins with
}
moderation-overtaken = Somebody else has set these rules since you opened the page. What you typed is still here: compare, then save again.
moderation-part = { $part ->
    [trust] Who is looked at first
    [words] Words
    [links] Links
   *[rate] How much one person can bring
}
moderation-field-shown-from = What a moderator looks at first
moderation-shown-from = { $level ->
    [new] only what the words and links below have looked at
    [trusted] everything of persons who are not trusted yet
   *[known] everything of newcomers, of whom nothing was let through yet
}
moderation-field-known-from = Let through so many times, and a person is known
moderation-field-trusted-from = Let through so many times, and they are trusted
moderation-field-declined-costs = What a declined one takes away, in those let through
moderation-hint-declined-costs = 0 takes nothing away.
moderation-field-words = Words at which a moderator looks first, whoever writes
moderation-hint-words = One on each line, or several in a row. Case and accents do not matter. A star at the end stands for any ending: casino*
moderation-field-links = More links than this, and a moderator looks first
moderation-field-look-at-new = Look at every link of a newcomer
moderation-field-hosts = Sites whose links are not counted
moderation-hint-hosts = One on each line, without https://. example.com also means help.example.com.
moderation-rate-note = Contributions and comments together. Leave a field blank for no limit.
moderation-field-rate = { $level ->
    [new] Newcomers
    [known] Known persons
   *[trusted] Trusted persons
}, at most in { $time ->
    [hour] an hour
   *[day] a day
}
moderation-preview-button = See what this would have held
moderation-save = Save
moderation-preview = What these rules would have held
moderation-preview-none = Nobody has brought anything yet: there is nothing to try them on.
moderation-preview-counts = { $n ->
    [one] Of the one contribution or comment there is, { $shown } would have been seen at once and { $held } held.
   *[other] Of the last { $n } contributions and comments, { $shown } would have been seen at once and { $held } held.
}
moderation-preview-note = Each was tried as its author stood when they brought it, as far as that can be told afterwards. Nothing is saved yet.
moderation-comment = Comment: { $words }
moderation-later = too much in a short time: could have been brought from { $from }
moderation-blocked = its author is blocked
moderation-number = A whole number from { $least } to { $most }.
moderation-finds-nothing = “{ $rule }” holds no letter or digit, and would find nothing. Take the line out.
moderation-word-long = “{ $rule }…” is longer than { $most } characters. Shorten it.
moderation-twice = “{ $rule }” is there twice. Take one of them out.
moderation-too-many = At most { $most } lines are taken.
moderation-not-a-host = “{ $host }” is no name of a site. Write it like example.com.
moderation-trusted-first = This has to be at least as many as for being known ({ $known }).
moderation-fewer-a-day = In a day at least as many as in an hour.
moderation-less-for-trusted = Whoever is trusted more cannot bring less than those who are trusted less.

## Signs of arranged votes

signs = Signs of arranged votes
signs-lead = A sign says where to look and why. Nothing is left out of a count because of one: you look, and say whether these votes count. Counts then show both figures.
signs-no-activity = There is nothing to look at yet
signs-no-activity-note = When an activity of this exchange is open and people vote, what looks arranged stands here.
signs-looked = { $part ->
    [yes] The newest { $n } of { $all } votes were looked at.
   *[no] { $n } votes were looked at.
}
signs-none = No sign was found.
signs-together = { $n } votes within { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} from people who were invited in the same minute
signs-hasty = { $n } people voted on one thing within seconds of being invited, and on nothing else
signs-network = { $n } people came from one network for one thing
signs-ballots = { $n ->
    [one] One person cast nearly the same votes ({ $votes } and more) as at least { $others } others
   *[other] { $n } people cast nearly the same votes ({ $votes } and more) as at least { $others } others
}
signs-tempo = { $n ->
    [one] One person voted faster than anybody reads
   *[other] { $n } people voted faster than anybody reads
}
signs-copied = { $n ->
    [one] One person wrote what somebody else had written before, but for a few words
   *[other] { $n } people wrote what somebody else had written before, but for a few words
}
signs-people = { $n ->
    [one] one person
   *[other] { $n } people
}
signs-votes = { $n ->
    [one] one vote in this activity
   *[other] { $n } votes in this activity
}
signs-fine = This is fine
signs-aside = Do not count these votes
signs-decision = { $counts ->
    [yes] looked at: fine
   *[no] looked at: not counted
}
signs-undo = Take that back
signs-overtaken = The sign is about others by now, as people went on voting. Look again, then decide.
signs-bursts = Hours with far more votes than usual
signs-bursts-note = They say nothing of anybody: a newsletter is a burst, and so is a workshop.
signs-burst = { $n } votes in the hour from
signs-decided = What was decided
signs-set-aside = { $n ->
    [one] one vote set aside after a look
   *[other] { $n } votes set aside after a look
}
