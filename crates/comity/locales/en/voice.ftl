
## Voice: what a person says matters to them

voice-mine = My voice
voice-kind = { $kind ->
    [aspiration] What I would like to reach
    [struggle] What makes it hard
   *[need] What would help
}
voice-lead = Say what matters to you here, when you like and as often as you like. { $firm } reads it to understand what people need, and works out nothing else about you from it.
voice-who = Who sees this, and what for
voice-who-sees = People of { $firm } who may see what single customers agreed to. Each time that one of them reads it, that is written down. Other customers do not see it.
voice-who-themes = Words that at least ten people use are counted, without names. Nothing is counted of what you have not seen yourself.
voice-who-yours = It is yours. You can put it in other words: your earlier words stay here for you alone. You can withdraw it: it is gone for the firm at once, and you can bring it back for { $hours } hours, after which it is deleted.
voice-about = What it is about
voice-text = In your own words
voice-text-hint = A sentence or two are enough. Do not write about other people.
voice-state-button = Say it
voice-full = There are { $n } statements here, which is as many as are kept. Withdraw one to say another.
voice-kind-wrong = Choose what it is about.
voice-not-agreed = Your agreement is not in force, so { $firm } sees nothing of what stands here. If you agree again, it sees it again; what you withdraw it does not.
voice-closed = The exchange is closed, so nothing can be added. You can still put things in other words, and withdraw them.
voice-empty = You have not said anything yet
voice-empty-note = What would you like to be able to do? What gets in your way? What would help? What you say stands here, with its time, and stays yours.
voice-over-time = What you said, over time
voice-standing = { $standing ->
    [stated] said by you
    [not-seen] new to you
    [seen] you have seen it
    [confirmed] you say that it is so
    [corrected] in your own words
   *[withdrawn] withdrawn
}
voice-noted-by = Noted by { $firm } in an interview on
voice-earlier = { $n ->
    [one] Your words before
   *[other] Your words before, { $n } times
}
voice-withdrawn-note = You withdrew this, and { $firm } does not see it any more. You can bring it back until
voice-deed = { $deed ->
    [confirm] That is so
    [withdraw] Withdraw it
    [bring-back] Bring it back
   *[correct] Put it in other words
}
voice-correct-label = How you would say it
voice-correct-button = Save these words

## Voice: what the firm sees

voice-desk = What matters to people
voice-desk-lead = What people would like to reach, what makes it hard, and what would help: in their own words, or noted in an interview and seen by them. It belongs to them; nothing is worked out about anybody.
voice-kind-name = { $kind ->
    [aspiration] Aspiration
    [struggle] Struggle
   *[need] Need
}
voice-themes = What many speak of
voice-themes-lead = Words that at least { $n } people use of their own accord, however often each does.
voice-since = Began before and since
voice-since-button = Compare
voice-few-people = Fewer than { $n } people said something here: nothing is told of so few.
voice-few-words = No word is used by { $n } people or more.
voice-people = { $n } people said something.
voice-column = { $column ->
    [word] Word
    [people] People
    [before] Began before that day
   *[since] Began since
}
voice-themes-note = People are counted in stretches of { $n }, in the order in which they first used a word; a stretch in which the day lies is in neither. So no two looks differ by a few people. What was noted in an interview counts once its person has seen it, and what is withdrawn does not count.
voice-said = What people said
voice-said-of = What { $name } said
voice-said-lead = Of people whose agreement is in force. Whose words you read is written down.
voice-everybody = Everybody’s
voice-every-kind = All of it
voice-none = Nobody has said anything yet
voice-none-note = People find “My voice” on their page. What they say in an interview you can note here; they see it at once, and decide on it.
voice-none-such = Nothing was said that matches.
voice-desk-standing = { $standing ->
    [stated] said by them
    [not-seen] noted, not seen yet
    [seen] noted, seen
    [confirmed] noted, confirmed
   *[corrected] noted, put right
}
voice-interview = Noted in an interview on
voice-put-right = in other words since
voice-note-remove = Take the note back
voice-note = Note something from an interview
voice-note-lead = For a person whose agreement is in force. They see it as soon as they come to their page, marked as noted by you, and can confirm it, put it in other words or withdraw it.
voice-note-of = Of { $name }
voice-who-said = Who said it
voice-who-said-hint = Their mail address, or their number in your other systems.
voice-nobody = Nobody with that address or number was invited to this exchange.
voice-note-not-agreed = This person’s agreement is not in force, so nothing is noted of them here.
voice-day = Day of the interview
voice-day-wrong = Give a day that is not to come, as 2026-11-30.
voice-note-text = What they said
voice-note-hint = In their words, as far as you can. Write nothing that you would not say to them.
voice-note-button = Note it
voice-of-person = What they said
