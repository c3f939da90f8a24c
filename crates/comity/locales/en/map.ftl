
## Opinion maps, as people see them

map-none = There is nothing to answer yet
map-none-note = When { $firm } wants to know where people stand, you answer short statements here, one at a time, and see who thinks like you.
map-closed = This is closed. The map stays as it is, and what becomes of the statements is told here.
map-progress = { $answered } of { $all }
map-progress-label = Statements that you have answered
map-asked = Do you agree?
map-answer = { $answer ->
    [agree] Agree
    [disagree] Disagree
   *[pass] Pass
}
map-pass-note = Pass where you are unsure, or would rather not say: that is an answer too. You can change every answer later.
map-no-statements = No statement yet
map-no-statements-note = { $adds ->
    [yes] You can write the first one below.
   *[no] Come back later.
}
map-all-answered = You have answered every statement
map-all-answered-note = Thank you. New ones may come; { $firm } says what becomes of each once this has closed.
map-propose = Something is missing? Write a statement
map-propose-text = Your statement
map-propose-hint = One thought that somebody can agree or disagree with, such as “Dogs travel free.”
map-propose-button = Send it
map-how = How this works
map-how-step = { $step ->
    [answer] You answer statements, one at a time: agree, disagree, or pass.
    [place] Everybody who answers gets a place on a map. Those who answer alike stand near each other; nobody’s name is on it.
   *[groups] The map shows which groups there are, what they hold, and what all of them share.
}
map-until = { $n ->
    [one] One more answer, and you see where you stand. What others think is shown only then, so that it does not steer you.
   *[other] { $n } more answers, and you see where you stand. What others think is shown only then, so that it does not steer you.
}
map-heading = Where people stand
map-being-drawn = The map is being drawn. Look again in a moment.
map-too-few = { $people ->
    [0] Nobody has answered yet. From { $needed } people on there is a map: of fewer one could tell who is who.
    [one] One person has answered so far. From { $needed } on there is a map: of fewer one could tell who is who.
   *[other] { $people } people have answered so far. From { $needed } on there is a map: of fewer one could tell who is who.
}
map-you-group = { $people } people have answered, and fall into { $k } groups. You stand with group { $name }, and { $others ->
    [0] nobody else does so far.
    [one] one other does too.
   *[other] { $others } others do too.
}
map-you-none = { $people } people have answered, and fall into { $k } groups. Who has answered { $needed } statements is counted to one of them.
map-no-groups = { $people } people have answered. They differ, but there are no groups so far that would be found again if others took part. { $placed ->
    [yes] The map shows who is near you.
   *[no] Answer some statements, and you are on the map too.
}
map-became = What became of it
map-your-answers = { $n ->
    [one] Your answer
   *[other] Your { $n } answers
}
map-your-answers-note = Follow a statement to change your answer to it.
map-yours = Your statements
map-part = { $part ->
    [queued] a moderator looks first
    [declined] declined
    [withdrawn] taken back
   *[shown] others see it
}
map-you = you are here
map-you-caption = The ring with a dot in it is you.
map-unites = { $groups ->
    [yes] What unites all groups
   *[no] What most people agree on
}
map-unites-note = { $groups ->
    [yes] In each group a clear majority takes the same side, and no two groups clearly differ.
   *[no] A clear majority of all takes the same side.
}
map-divides = What divides them
map-divides-note = Here groups clearly differ, those farthest apart first.
map-group = Group { $name }: { $n ->
    [one] one person
   *[other] { $n } people
}
map-your-group = your group
map-nothing-apart = Nothing sets this group clearly apart from the others.
map-apart = { $side ->
    [agree] { $inside } of the group agree, { $outside } of the others.
   *[disagree] { $inside } of the group disagree, { $outside } of the others.
}
map-none-of-these = No statement is one of these so far.
map-you-said = { $answer ->
    [agree] You agree.
    [disagree] You disagree.
   *[pass] You passed.
}
map-statement = A statement
map-your-answer = { $given ->
    [yes] Your answer, which you can change
   *[no] Your answer
}
map-withdraw-note = Your words are deleted, at once and for good, and the statement leaves the map with its answers.

## The desk in the studio

map-desk = Opinion maps
map-desk-none = No opinion map yet
map-desk-none-note = Put ten to thirty short statements before people, such as “Buses should run at night.” They answer one at a time and add their own; you see which groups there are, and what all of them share.
map-every = Every opinion map
map-shown = { $n ->
    [one] { $n } statement
   *[other] { $n } statements
}
map-figure = { $figure ->
    [people] people
    [answers] answers
   *[statements] statements asked
}
map-figure-median = { $n ->
    [0] none yet
    [one] half of the people gave one at most
   *[other] half of the people gave { $n } or more
}
map-files = Take it along
map-files-note = Three files in the form in which Polis exports its conversations; comity opinion reads them. People go by numbers that lead to nobody. That you took them is written down.
map-file = { $file ->
    [comments] statements, with what moderators decided
    [votes] every answer with its time
   *[participants-votes] people with their groups and answers
}
map-statements = Statements
map-answers = { $n ->
    [0] no answers
    [one] { $n } answer
   *[other] { $n } answers
}
map-seed = Add statements
map-seed-text = Statements, one a line
map-seed-hint = Each says one thing, in at most 280 characters. Others see them at once.
map-seed-button = Add them
map-close = Close this map
map-close-note = Nobody answers or proposes anything more, and the map stays as it is. Each statement then waits for your answer.
map-open = Open an opinion map
map-open-note = Everybody who was invited to the exchange answers while both are open. Statements of theirs are looked at by a moderator like everything that customers bring.
map-open-statements = Statements to begin with, one a line
map-open-adds = People can add statements
map-language-of = The language of the statements
map-language = { $language ->
    [it] Italian
   *[en] English
}
map-line-too-long = Statement { $n }, “{ $begins }”, has { $is } characters: write at most { $most }.
map-status = { $status ->
    [open] open
    [adopted] taken up
    [planned] planned
    [done] done
   *[not-now] not now
}
map-moderate-note = A statement that is declined leaves the map with its answers, until it is let through again.
map-import-out = Moderators took it out where the conversation was held.
