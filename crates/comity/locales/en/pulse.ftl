
## Pulses: how it was, asked of a person

pulse-title = How was it?
pulse-question = { $question ->
    [worth_it] Was it worth it?
    [fair] Was it fair?
    [in_control] Were you in control?
    [easy] Was it easy?
   *[changed] Did it change anything?
}
pulse-about = { $occasion ->
    [agreed] A while ago you agreed to “{ $title }”.
    [came_back] Something came back to you from “{ $title }”.
    [outcome] Something that you take part in at “{ $title }” has its outcome.
    [declined] You said no to “{ $title }”.
   *[left] You left “{ $title }”.
}
pulse-after = { $occasion ->
    [left] Before you go: how was it?
   *[declined] If you like: how was it?
}
pulse-promise = Five questions, from 0 (not at all) to 10 (entirely). Leave out what you like: nothing depends on it. { $firm } sees figures of ten people and more, and your words without your name.
pulse-card = A short question, if you like
pulse-card-note = How was it?
pulse-card-button = Say how it was
pulse-not-now = Not now
pulse-no-answer = no answer
pulse-end = { $end ->
    [least] not at all
   *[most] entirely
}
pulse-why = Why? In your own words
pulse-why-hint = You can leave this blank. Do not write who you are, if you do not want to be known.
pulse-send = Send
pulse-points-wrong = Choose a number from 0 to 10, or none.
pulse-nothing = Nothing is answered yet. Answer one question, write something, or choose “Not now”.
pulse-until = You can answer until
pulse-of-ten = { $points } of 10
pulse-state = { $state ->
    [answered] Thank you. This is what you answered on
    [not-now] You would rather not answer. You are not asked about this again. You said so on
    [taken-back] You took your answer back, and it is deleted. That was on
   *[over] The time to answer is over.
}
pulse-chip = { $state ->
    [open] can be answered
    [answered] answered
    [not-now] not now
    [taken-back] taken back
   *[over] not answered
}
pulse-take-back = Take it back
pulse-take-back-note = You can take your answer back. It is then deleted, words and all, and cannot be given again.
pulse-all = When you were asked how it was
pulse-all-lead = { $firm } asks seldom: all that you were asked, and what you answered.
pulse-none = You were not asked yet
pulse-none-note = After something that matters you are asked, at times, how it was. You need not answer.

## Pulses: what the firm sees

pulse-to-figures = How it is for people
pulse-figures = How it is for people
pulse-figures-lead = People are asked seldom, after something that matters to them, and once when they say no or leave. Nobody has to answer.
pulse-moments = On which occasion
pulse-moment = { $moment ->
    [matters] After what matters
    [declined] On saying no
   *[left] On leaving
}
pulse-occasion = { $occasion ->
    [agreed] after an agreement
    [came_back] after something came back
    [outcome] after an outcome
    [declined] on saying no
   *[left] on leaving
}
pulse-rate = Of those asked, answer
pulse-rate-none = –
pulse-rate-of = { $answered } of { $asked } whose time to answer is over
pulse-rate-few = told from { $n } people on whose time to answer is over
pulse-trend = Last 90 days against the 90 before
pulse-trend-few = told once { $n } people were asked in both
pulse-trend-note = points, { $interval }: { $clear ->
    [yes] a change beyond chance
   *[no] chance alone can do as much
}
pulse-lately = Can still answer, or just did
pulse-lately-note = asked in the last 14 days
pulse-cooling = Asked nothing now
pulse-cooling-note = { $days ->
    [one] asked on the last day, anywhere at the firm
   *[other] asked in the last { $days } days, anywhere at the firm
}
pulse-to-rule = How seldom people are asked
pulse-spread = What people answer
pulse-spread-caption = Bars: which share gave how many points. Diamond: the mean, with its 95% interval. 0 is not at all, 10 is entirely.
pulse-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
pulse-all-same = all the same
pulse-column = { $column ->
    [question] question
    [n] answers
    [mean] mean
    [from] from
    [until] until
    [before] before
    [after] after
   *[change] change
}
pulse-course = Over time
pulse-course-caption = Each diamond is the mean of ten people and more, with its 95% interval, in the middle of the time in which they answered.
pulse-from-to = { $question } From { $from } to { $to }.
pulse-that-day = that day
pulse-compare = Before and after
pulse-day = A day on which something changed
pulse-day-wrong = Give a day, as 2026-11-30.
pulse-compare-button = Compare
pulse-versions = Or a version of the terms:
pulse-compare-lead = Answers before and from
pulse-compare-note = Answers are counted in stretches of { $n }; the stretch in which that day lies is in neither. A change in bold is beyond chance. That it came after that day does not say that it came from it.
pulse-side-few = fewer than { $n } answers on one side
pulse-few = Fewer than ten people answered
pulse-few-note = As soon as { $n } people answered a question, you see how.
pulse-stretches = Figures move in steps of { $n } answers, so that nobody can work out what one person said.
pulse-themes-since = Before and since
pulse-words = In their own words
pulse-words-lead = Without names. What people wrote is deleted when they take it back or are erased.
pulse-words-few = Told once { $n } people wrote something.
pulse-words-search = Words to look for
pulse-words-button = Look
pulse-words-none = Nobody wrote that.
pulse-words-file = All words as CSV
pulse-words-listen = The file can be studied as posts are: what people speak of, before and after an event.
pulse-to-listen = Study it

## Pulses: how seldom

pulse-rule-lead = People are asked how it was only now and then, over all of your exchanges together.
pulse-rule-note = Each time it is one page with five questions, and “not now” is respected. Nothing depends on an answer.
pulse-rule-cooling = people were asked so lately that they are asked nothing
pulse-days = Days between two times that somebody is asked
pulse-days-wrong = Give a whole number of days from { $least } to { $most }.
pulse-on-leaving = Ask those who say no or leave
pulse-on-leaving-hint = Once in an exchange, on the page that follows. Those who stay are not everyone.
pulse-yes-no = { $yes ->
    [yes] yes
   *[no] no
}
