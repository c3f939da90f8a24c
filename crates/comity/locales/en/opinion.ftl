# What is said of an opinion map.

## The answer

opinion-verdict = { $code ->
    [groups] People can be divided into { $k } stable groups of opinion: { $sizes }.
    [no_reliable_groups] There are no reliable groups of opinion.
    [not_examined] Polis’s pipeline puts people into { $k } groups: { $sizes }. Whether they are reliable was not examined.
   *[cannot_tell] Whether there are groups of opinion cannot be told: { $reason }.
}
opinion-group-size = { $name }{ "\u00A0" }({ $n ->
    [one] one{ "\u00A0" }person
   *[other] { $n }{ "\u00A0" }people
})
opinion-no-groups = { $reason ->
    [no_votes] there is no vote on a statement that shapes the map
    [one_statement] there are votes on one statement only, and a map needs two
    [too_few_people] { $people ->
        [0] nobody
        [one] only one person
       *[other] only { $people } people
    } voted on at least { $votes ->
        [one] one statement
       *[other] { $votes } statements
    }, and among fewer than { $needed } nobody could say whether groups would be found again
   *[no_differences] whoever voted on the same statement voted the same, so nothing tells people apart
}
opinion-lead-reliable = Drawn again from four fifths of the people, the map shows { $close ->
    [yes] nearly the same groups
   *[no] similar groups, though not the same
}: they agree by { $median }, where 1 means the same groups and 0 what chance does. Votes shuffled among people reach { $chance }. Stable does not mean that there is a gap between them: people along one line are parted in the same place every time, too.
opinion-lead-chance = A program finds groups in anything; here it found { $k }. But drawn again from four fifths of the people they agree by only as much ({ $median }, where 1 means the same groups and 0 what chance does) as groups in votes shuffled among people, which reach { $chance }. So everybody is taken as one below.
opinion-lead-floor = A program finds groups in anything; here it found { $k }. They are more than chance makes of shuffled votes ({ $chance }), but they change with who takes part: drawn again from four fifths of the people they agree by { $median }, where 1 means the same groups, and { $least } would be needed. So everybody is taken as one below.
opinion-lead-near = This is near the bar: { $reliable ->
    [yes] other draws at random, or a few more votes, could well have said that there are no reliable groups. Take them as a hint.
   *[no] other draws at random, or a few more votes, could well have called these groups reliable. More people or more votes would settle it.
}
opinion-lead-polis = These are the groups that Polis’s own pipeline makes of the votes, in the order of their times where they have some, for those who compare. Comity’s own map says whether groups would be found again: leave out the option --compat.
opinion-lead-statements = { $unite ->
    [0] No statement unites all groups
    [one] One statement unites all groups
   *[other] { $unite } statements unite all groups
}, { $divide ->
    [0] none divides them.
    [one] one divides them.
   *[other] { $divide } divide them.
}
opinion-lead-crosses = { $cross ->
    [one] On one more all groups lean the same way, though clearly not equally.
   *[other] On { $cross } more all groups lean the same way, though clearly not equally.
}
opinion-lead-one = { $unite ->
    [0] On no statement do most people clearly take the same side.
    [one] On one statement most people clearly take the same side.
   *[other] On { $unite } statements most people clearly take the same side.
}
opinion-published = The data brought { $k } groups along. On the { $people } people in both, they agree with the groups here by { $index } (adjusted Rand index: 1 the same, 0 as by chance).

## The report

opinion-title = { $named ->
    [yes] Opinion map: { $topic }
   *[no] Opinion map
}
opinion-kicker = { $named ->
    [yes] Opinion map · { $topic }
   *[no] Opinion map
}
opinion-people = people
opinion-people-note = { $n } of them in groups
opinion-people-note-none = who voted at least once
opinion-votes-count = votes that count
opinion-votes-note = { $median ->
    [one] half of the people cast one at most
   *[other] half of the people cast { $median } or more
}
opinion-statements-count = statements
opinion-statements-note = { $n } of them unite
opinion-stability = groups found again
opinion-stability-note = 1 is the same, chance reaches { $chance }
opinion-part-map = The map
opinion-part-stability = Would the groups be found again?
opinion-part-unites = { $groups ->
    [yes] What unites
   *[no] What most people agree on
}
opinion-part-unites-note = { $groups ->
    [yes] In every group a clear majority takes the same side, and no two groups clearly differ. Those that all groups hold most come first; each group counts the same, whatever its size.
   *[no] A clear majority of all who voted takes the same side. The strongest come first.
}
opinion-part-divides = What divides
opinion-part-divides-note = Groups clearly differ, and no side has a majority in all of them. Those farthest apart come first.
opinion-part-crosses = Where agreement crosses groups
opinion-part-crosses-note = Groups clearly differ in degree, and yet a majority of every group takes the same side: ground to begin on.
opinion-part-apart = What sets group { $name } apart
opinion-part-apart-note = { $n ->
    [one] One person
   *[other] { $n } people
}, { $share } of all in groups. On these statements the group leans clearly one way, and more so than everybody else. The tests behind the choice describe; groups were made from the same votes.
opinion-part-turnout = Who took part
opinion-part-caveats = What could not be told, and what to keep in mind
opinion-none-unites = No statement is one of these.
opinion-more = { $n ->
    [one] One more is in the table of all statements.
   *[other] { $n } more are in the table of all statements.
}
opinion-statement = Statement { $id }
opinion-side = { $side ->
    [agree] agree
   *[disagree] disagree
}
opinion-vote = { $vote ->
    [agree] agree
    [pass] pass
   *[disagree] disagree
}
opinion-shares = { $agree } agree, { $pass } pass, { $disagree } disagree
opinion-no-votes = no votes
opinion-votes-n = { $n ->
    [one] 1 vote
   *[other] { $n } votes
}
opinion-everybody = all
opinion-group = group
opinion-no-group = in no group
opinion-share = share
opinion-all-statements = All statements
opinion-column-statement = statement
opinion-column-agree = agree
opinion-column-disagree = disagree
opinion-column-votes = votes
opinion-turnout-lead = { $people ->
    [one] One person
   *[other] { $people } people
} cast votes on { $statements ->
    [one] one statement
   *[other] { $statements } statements
}. Half of them voted on { $median } or more, and { $enough } voted on at least { $needed }, which it takes to be put into a group.
opinion-map-title = Opinion map: who votes like whom
opinion-map-description = { $n } people, those who vote alike near each other. { $has ->
    [yes] Groups: { $groups }.
   *[no] No groups are drawn.
}
opinion-map-caption = { $crowded ->
    [yes] Each mark stands for the people at that spot; the larger, the more.
   *[no] Each mark is a person.
} People who vote alike lie near each other; the axes have no meaning of their own, only nearness has. { $has ->
    [yes] Shape and colour tell the group; the outline encloses the nine tenths of a group nearest its middle.
   *[no] No groups are drawn, because none are reliable.
}
opinion-map-beyond = { $n ->
    [one] One person far from all others lies beyond the edge.
   *[other] { $n } people far from all others lie beyond the edge.
}
opinion-map-alike = { $n ->
    [one] One person stands exactly where somebody else does, so that their marks
   *[other] { $n } people stand exactly where somebody else does, so that their marks
} are one.
opinion-ballots-legend = How to read the bars
opinion-held-title = How far the groups would be found again
opinion-held-description = On a line from 0, as by chance, to 1, the same groups: the map reaches { $found }; votes without structure reach { $chance }; { $least } is asked for.
opinion-held-caption = Groups were looked for anew on four fifths of the people, { $refits } times; the mark is the median agreement with the map (adjusted Rand index). The band is what { $sets } sets of shuffled votes reach, all but the highest twentieth. The dashed line is what is asked for at least.
opinion-held-found = this map
opinion-held-chance = shuffled votes (95 of 100 at most)
opinion-held-least = asked for
opinion-held-none = as by chance
opinion-held-same = the same groups
opinion-held-band = shuffled
opinion-held-label = this map { $figure }
opinion-rand-index = adjusted Rand index
opinion-turnout-title = { $bucket ->
    [hour] Votes and new people by the hour
    [day] Votes and new people by the day
    [week] Votes and new people by the week
   *[month] Votes and new people by the month
}
opinion-turnout-description = Two rows of bars over time: votes cast, at most { $votes } at once, and people voting for the first time, at most { $people }.
opinion-votes-cast = votes cast
opinion-new-people = people voting for the first time
opinion-spread-title = How many votes people cast
opinion-spread-caption = How many people cast how many votes that count.

## What to keep in mind

opinion-caveat = { $code ->
    [looks_flipped] The file of statements counts agreement where the votes say disagreement. Either one of them may be turned: look at a statement that you know, and if the votes are wrong use the option --flip, or leave it out.
    [unknown_statements] { $n ->
        [one] One statement that was voted on is not in the file of statements ({ $examples }). It is kept, without a text.
       *[other] { $n } statements that were voted on are not in the file of statements ({ $examples }). They are kept, without a text.
    }
    [unknown_people] { $n ->
        [one] One person who voted is not in the file of people ({ $examples }). The votes are kept.
       *[other] { $n } people who voted are not in the file of people ({ $examples }). Their votes are kept.
    }
    [repeated_statements] { $n ->
        [one] The file of statements holds one line too many for a statement; the first one counts.
       *[other] The file of statements holds { $n } lines too many for the same statements; the first of each counts.
    }
    [moderated_out] { $n ->
        [one] One statement was taken out by moderators and is left out here too, with its votes ({ $votes }). The option --keep-moderated keeps it.
       *[other] { $n } statements were taken out by moderators and are left out here too, with their votes ({ $votes }). The option --keep-moderated keeps them.
    }
    [meta] { $n ->
        [one] One statement is about the people themselves: it is counted, but does not shape the map.
       *[other] { $n } statements are about the people themselves: they are counted, but do not shape the map.
    }
    [unvoted] { $n ->
        [one] One statement has no vote at all.
       *[other] { $n } statements have no vote at all.
    }
    [too_few_votes] { $n ->
        [one] What the groups make of one statement cannot be told: some group has fewer than { $needed } votes on it.
       *[other] What the groups make of { $n } statements cannot be told: some group has fewer than { $needed } votes on them.
    }
    [few_voted] { $n } of { $of } people voted on too few statements to be put into a group. Their votes count in the totals only.
    [sampled] To keep it quick, how far the groups would be found again was worked out on { $n } of { $of } people, drawn at random.
    [small_group] Group { $examples } has { $n ->
        [one] one person
       *[other] only { $n } people
    }: a few votes more could change what it stands for.
    [no_times] The votes have no times: of two votes by one person on one statement the one further down in the file counts, and nothing can be said about participation over time.
   *[no_texts] The statements’ texts are not known, so they go by their ids. A file of statements can be given with --comments.
}

## What was read, and how it was measured

opinion-data-read = { $votes ->
    [one] One vote was read from { $files }
   *[other] { $votes } votes were read from { $files }
}; { $counted } count, the last of each person on each statement.
opinion-data-flipped = Their sign was turned, as asked for: in the file +1 means disagree.
opinion-data-rejected = { $n ->
    [0] Every row was a vote.
    [one] One row was not a vote and was left out:
   *[other] { $n } rows were not votes and were left out:
}
opinion-reject = { $reason ->
    [vote_out_of_range] a number other than −1, 0 and 1
    [unreadable_vote] vote could not be read
    [missing_vote] no vote
    [missing_person] no person
    [missing_statement] no statement
   *[other] { $code }
}
opinion-methods-map-name = Map
opinion-methods-map = Missing votes are filled with the statement’s mean; the two main components place people, those with few votes pushed out in proportion (Small and others, 2021). The order in which votes came changes nothing. Maps as Polis draws them change when the same votes come in another order.
opinion-methods-groups-name = Groups
opinion-methods-groups = k-means from many starts, with two to five groups, the number by the silhouette. Only people who voted on at least { $needed } statements are put into groups.
opinion-methods-polis = As Polis does it: clusters of clusters from a fixed start, the number of groups by the silhouette. Which groups come out hangs on that start and on the order of votes.
opinion-methods-held-name = Reliability
opinion-methods-held = A silhouette can never choose one group, so groups are examined: everything is done again { $refits } times on four fifths of the people, and the same on { $sets } sets in which each statement’s votes were dealt out anew among those who voted on it. Groups are reliable if they agree more than in 95 of 100 such sets, and by at least { $least }.
opinion-methods-consensus-name = Uniting and dividing
opinion-methods-consensus = For each group the probability that somebody agrees is (A + 1) / (S + 2), of S votes A agreeing; the product over groups ranks what unites. Groups clearly differ when their mean votes lie at least half a step between pass and agree apart, at 90% one-sided. A majority is more than half of all who answered, those who passed among them.
opinion-methods-apart-name = What sets groups apart
opinion-methods-apart = One- and two-proportion z tests at 90%. They describe: the groups were made from the same votes, and many statements are compared, so they are no proof of anything.
opinion-methods-who-name = Whom it speaks for
opinion-methods-who = Only for the people who took part. They chose to, and which statements they saw was not chosen by chance.

## The terminal

opinion-terminal-unites = Unites
opinion-terminal-divides = Divides
opinion-terminal-crosses = Crosses groups
opinion-terminal-apart = Sets { $name } apart
opinion-terminal-taken = { $side } { $share }
opinion-terminal-agree = agree: { $shares }
opinion-positions-at = Where everybody stands: { $path }
