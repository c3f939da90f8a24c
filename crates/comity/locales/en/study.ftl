# What is said of a study.

## Verdicts

subject = { $metric ->
    [model] { $named ->
        [yes] sentiment about { $unit }
       *[no] sentiment
    }
    [column] { $named ->
        [yes] the mean of “{ $name }” for { $unit }
       *[no] the mean of “{ $name }”
    }
   *[series] { $named ->
        [yes] the value of “{ $name }” for { $unit }
       *[no] the value of “{ $name }”
    }
}
verdict-name = { $code ->
    [harm] harm
    [benefit] benefit
    [no_evidence] no evidence
   *[undetermined] undetermined
}
verdict-step = { $subject } { $direction ->
    [fell] fell
   *[rose] rose
} { $from }, by more than chance, a slow drift or the movement of { $controls ->
    [one] the one comparable unit
   *[other] the { $controls } comparable units
} would explain.
verdict-step-apart = { $subject } { $direction ->
    [fell] fell behind
   *[rose] drew ahead of
} { $controls ->
    [one] the one comparable unit
   *[other] the { $controls } comparable units
} { $from }, by more than chance or a slow drift would explain; taken by itself it { $direction ->
    [fell] did not fall
   *[rose] did not rise
}.
verdict-step-own-past = { $subject } { $direction ->
    [fell] fell
   *[rose] rose
} { $from }, by more than chance or a slow drift would explain; but there is nothing comparable to hold it against, so anything else that happened on that date would look the same.
verdict-nothing = There is no evidence that { $subject } changed { $from }: whatever difference there is, chance may have produced it.
verdict-others-moved-too = { $subject } { $direction ->
    [fell] fell { $from }, but the comparable units fell too
   *[rose] rose { $from }, but the comparable units rose too
}: measured against them, there is no evidence of an effect.
verdict-within-noise = { $subject } is { $direction ->
    [fell] lower
   *[rose] higher
} { $from }, but differences of this size are within its usual ups and downs: there is no evidence of an effect.
verdict-step-or-drift = It cannot be told whether { $subject } changed with the event: a sudden step and a slow drift that was under way anyhow both fit.
verdict-too-short = It cannot be told whether { $subject } changed with the event: there is data for { $had_before } before it and { $had_after } after it, and at least { $needed_before } and { $needed_after } are needed.
verdict-no-baseline = It cannot be told whether { $subject } changed with the event: there { $what ->
    [posts] { $posts ->
        [0] are no posts
        [one] is a single post
       *[other] are only { $posts } posts
    }
   *[values] { $posts ->
        [0] are no values
        [one] is a single value
       *[other] are only { $posts } values
    }
} from before it to compare with.
verdict-no-aftermath = It cannot be told whether { $subject } changed with the event: there are no { $what ->
    [posts] posts
   *[values] values
} from after it.
verdict-constant = It cannot be told whether { $subject } changed with the event: it never varies, so there are no ups and downs to judge a change by.

## The figures under the verdict

lead-step = Against { $controls ->
    [one] the one comparable unit
   *[other] the { $controls } comparable units
} the step is { $estimate } { $interval }{ $scale ->
    [sentiment] , on a scale from −1 to +1.
   *[other] .
}
lead-own-past = Against its own past the step is { $estimate } { $interval }{ $scale ->
    [sentiment] , on a scale from −1 to +1.
   *[other] .
}
lead-chance = Had there been no effect, chance would still produce a result this strong { $chance } ({ $p }).
lead-step-or-drift = Taken as a sudden step it stands out ({ $p_step }); once a steady drift, of { $drift } { $bucket ->
    [hour] an hour
    [day] a day
    [week] a week
   *[step] a row
}, is allowed for, nothing is left that stands out ({ $p_drift }).
lead-plain = { $compared ->
    [yes] Taken by itself, the mean went from { $before } to { $after }.
   *[no] The plain mean went from { $before } to { $after }, which by itself says little.
}
lead-others = The comparable units moved by { $others } over the same time.
lead-unseen = A step of { $size } would have been found four times in five; a smaller one may be there unseen.
needed-too-short = What would be needed: at least { $before } before and { $after } after the event. A wider window or smaller buckets may give them.
needed-no-baseline = What would be needed: { $what ->
    [posts] posts
   *[values] values
} from well before the event, to know what was usual.
needed-no-aftermath = What would be needed: { $what ->
    [posts] posts
   *[values] values
} from after the event. If they exist, check the date of the event and its time zone.
needed-constant = What would be needed: a metric that varies. Check that the right column was measured.
needed-step-or-drift = What would help: a longer time before the event, or more comparable units, so that a drift shows as what it is.

## Caveats

caveat-no-controls = There is no comparable unit. The series was held against its own past, so anything else that happened on that date would look the same.
caveat-day-pattern = The window is not a whole number of days, and hours of the day differ: part of the difference may be the time of day.
caveat-week-pattern = The window is not a whole number of weeks, and days of the week differ: part of the difference may be the day of the week.
caveat-year-pattern = The window is not a whole number of years, and months of the year differ: part of the difference may be the season.
caveat-year-unknown = Less than two years lie before the event, so whether months of the year differ cannot be told: part of the difference may be the season.
caveat-partial-bucket = The data begins or ends within the bucket of { $at }, so that bucket is not complete and was left out.
caveat-thin-buckets = { $thin } of { $of } buckets have fewer than five posts. They count for little, and are drawn hollow.
caveat-mix-matters = The answer depends on how the comparable units are put together. With a fixed share for each, instead of by how much was written of each at the time, the step would be { $estimate } and the verdict another: it is partly volume that moved, not opinion.
caveat-few-controls = With { $controls ->
    [one] one comparable unit
   *[other] { $controls } comparable units
} the comparison with where nothing happened gives a rank among { $units }, not a p value.
caveat-opinions-differ = The methods disagree: { $finders ->
    [0] { $opponents ->
        [0] no difference is seen by { $others }
       *[other] a difference in the opposite direction is seen by { $contrary }{ $doubters ->
            [0] { "" }
           *[other] , and none by { $others }
        }
    }
   *[other] a difference is seen by { $find }{ $doubters ->
        [0] { "" }
       *[other] , and not by { $others }
    }{ $opponents ->
        [0] { "" }
       *[other] ; one in the opposite direction is seen by { $contrary }
    }
}. The report says why they may differ.
caveat-model-dampens = The scores come from a model, and it dampens: where human labels differ by 1, the model’s scores differ by about { $factor }. True differences are likely to be larger than those shown.
caveat-shares-not-corrected = The shares of negative, neutral and positive posts are counted as the model gave them; its errors could not be corrected for.
caveat-other-event = Another event of the same unit falls into the window: { $name }. The two cannot be told apart here.
caveat-control-had-event = { $unit }, which serves as comparison, has an event of its own in the window.
caveat-duplicates-matter = The verdict depends on the copies: had they been kept, it would have been another.
caveat-placebos-fire = On false dates before the event the same test fired { $fired } times out of { $of }, more often than it should. This series moves in ways the test does not expect, so a finding here is weaker than it looks.
caveat-authors-unknown = The authors are unknown, so every post counts as somebody else’s. If a few people wrote much of it, the intervals are too narrow.
caveat-authors-missing = { $missing } of { $of } posts have no author, and each of them counts as somebody else’s. If a few people wrote much of it, the intervals are too narrow.
caveat-one-author = { $share } of the posts { $named ->
    [yes] about { $unit } come
   *[no] come
} from one author: this is one voice, perhaps a feed or a robot, and not what many people say.
caveat-weak-language = { $share } of the posts were taken for { $language }, in which the model tells good from bad no better than chance: they add noise and hide differences. Give scores from elsewhere with --score, or leave these posts out.
caveat-files-without-rows = { $n ->
    [one] One file has no rows
   *[other] { $n } files have no rows
}, only a header or not even that: { $files }.
caveat-window-rounded = The window asked for was rounded up to whole buckets: { $sides ->
    [both] { $before } before the event and { $after } from it on
    [before] { $before } before the event
   *[after] { $after } from the event on
}.
caveat-uneven-steps = The times do not lie evenly: neighbours are between { $shortest } and { $longest } apart. Every time counts as one step, so what carries over from one to the next, and a drift, are reckoned by steps and not by time.
caveat-sizes-differ = { $unit }, which serves as comparison, is about { $times } times larger or smaller than this unit, or swings that much more or less. If they move in proportion to their size, figures as they stand compare unlike with unlike: --scale index or --scale log puts them on one footing.
caveat-scaled-index = Every unit is given in percent of its own mean before the event: 100 is that mean, and a step of +10 is a rise by a tenth of it.
caveat-scaled-log = Every unit is given as the natural logarithm of its values, less its own mean before the event: a step of +0.10 is a rise by about a tenth.

more-of-them = { $n ->
    [one] one more
   *[other] { $n } more
}
length-of-time = { $unit ->
    [days] { $n ->
        [one] 1 day
       *[other] { $n } days
    }
    [hours] { $n ->
        [one] 1 hour
       *[other] { $n } hours
    }
    [minutes] { $n ->
        [one] 1 minute
       *[other] { $n } minutes
    }
   *[seconds] { $n ->
        [one] 1 second
       *[other] { $n } seconds
    }
}

## Names

sentiment = sentiment
method = { $method ->
    [control_difference] difference from the comparison
    [own_past] difference from its own past
    [did] difference-in-differences
    [synthetic_control] synthetic control
    [synthetic_did] synthetic difference-in-differences
    [bsts] Bayesian structural time series
    [prais_winsten] Prais–Winsten regression
    [permutation] cyclic-shift permutation
   *[other] { $code }
}
method-note = { $method ->
    [control_difference] The headline. Allows for noise that carries over from one bucket to the next, and for a drift.
    [own_past] The headline. Allows for noise that carries over and for a drift, but not for whatever else happened that day.
    [did] Takes for granted that all would have moved in parallel, and does not know drifts; its interval tends to be too narrow when neighbouring buckets resemble each other.
    [synthetic_control] Picks the mix of comparable units that was most like this one before. With few of them it has little choice, and its p value is a mere rank.
    [synthetic_did] Like synthetic control, but lets levels differ and weighs the time before the event; its interval comes from the comparable units.
    [bsts] What CausalImpact does: forecasts from the time before. It has no guard against a drift, and finds effects too often where noise carries over. Its p value is one-sided.
    [prais_winsten] Regression with noise that carries over from one bucket to the next; too sure of itself where the carry-over is strong or there is a drift.
    [permutation] Asks how often the same gap appears when the series is turned around in a circle. Honest but blunt, and blind to drifts.
   *[other] No note on this method.
}
cannot = { $reason ->
    [no_controls] no comparable unit to work with
    [too_short] too few buckets before or after
    [no_variation] the series does not vary
    [too_few_draws] too few draws were asked for
    [out_of_range] the values are too large or too small to calculate with
   *[other] no figure: { $code }
}
control-reason = { $reason ->
    [no_baseline] too little data before the event
    [no_aftermath] too little data after the event
    [no_weight] given no weight: it did not move as the unit did
    [not_chosen] not among the units asked for
   *[other] { $code }
}
reject-reason = { $reason ->
    [missing_value] missing value
    [unreadable_time] time could not be read
    [missing_time] no time
    [missing_text] no text
    [missing_unit] no unit
    [missing_score] no score
    [unreadable_score] score could not be read
    [wrong_number_of_fields] wrong number of fields
    [unclosed_quote] quotation mark never closed
    [not_json] not a JSON object
    [nul] contains a NUL character
    [record_too_long] record too long
   *[other] { $code }
}
duplicate-rule = { $rule ->
    [same_id] same id
    [same_author_and_text] same author and text
    [same_text] same text from several authors, six words or more
    [brand_line] copies of the brand’s own line
    [near] nearly the same text
   *[other] { $code }
}
role = { $role ->
    [text] text
    [time] time
    [unit] unit
    [author] author
    [id] id
    [score] score
    [lang] language
   *[other] { $code }
}
found = { $found ->
    [named] named by the user
    [name] recognised by its name
    [content] recognised by its contents
   *[other] { $code }
}
shares-method = { $method ->
    [confusion] Corrected for the model’s known errors.
    [prediction_powered] Corrected with labelled posts from this data.
    [counted] Counted as they are, without correction.
   *[other] { $code }
}
bucket = { $bucket ->
    [hour] hour
    [day] day
    [week] week
   *[step] row
}
buckets = { $bucket ->
    [hour] { $n ->
        [one] 1 hour
       *[other] { $n } hours
    }
    [day] { $n ->
        [one] 1 day
       *[other] { $n } days
    }
    [week] { $n ->
        [one] 1 week
       *[other] { $n } weeks
    }
   *[step] { $n ->
        [one] 1 row
       *[other] { $n } rows
    }
}
language = { $code ->
    [ar] Arabic
    [de] German
    [en] English
    [es] Spanish
    [fr] French
    [hi] Hindi
    [it] Italian
    [pt] Portuguese
    [und] not identified
   *[code] { $other }
}

## Charts

chart-event = event, { $date }
chart-expected = expected
chart-own-name = what was measured
chart-step = step { $estimate } { $interval }
chart-uncertainty = uncertainty
chart-more-in-table = { $n ->
    [one] One more is in the table only.
   *[other] { $n } more are in the table only.
}
chart-series-title = { $ready ->
    [yes] { $unit }: value per { $bucket }
   *[no] { $unit }: mean per { $bucket }
}
chart-series-description = Before the event { $unit } stands at { $before } on average, after it at { $after }.{ $compared ->
    [yes] { " " }The comparison, moved to the same level, stands at { $expected_before } before and { $expected_after } after.
   *[no] { "" }
}
chart-thin = Hollow: fewer than five posts.
chart-series-caption = { $ready ->
    [yes] Value per { $bucket }.
   *[no] Mean per { $bucket }.
}{ $band ->
    [yes] { " " }Shaded: where 95 of 100 would have stayed without an event.
   *[no] { "" }
}{ $thinned ->
    [yes] { " " }Lines are means of up to { $each }; the pale range behind them reaches from the lowest to the highest single { $bucket }{ $ready ->
        [yes] .
       *[no] { " " }with at least five posts.
    }
   *[no] { "" }
}
chart-gap-title = { $compared ->
    [yes] The gap to the comparison, per { $bucket }
   *[no] The gap to the usual level, per { $bucket }
}
chart-gap-description = { $compared ->
    [yes] Difference between the unit and its comparison.
   *[no] Difference between the unit and its usual level.
} After the event it is shifted by { $estimate } { $interval }.
chart-gap-description-without = { $compared ->
    [yes] Difference between the unit and its comparison.
   *[no] Difference between the unit and its usual level.
}
chart-gap-caption = { $compared ->
    [yes] Unit minus comparison, per { $bucket }; 0 is the level before the event.
   *[no] Unit minus its level before the event, per { $bucket }.
}{ $step ->
    [yes] { " " }Dashed: the fitted step. The bar at the right: its interval.
   *[no] { "" }
}{ $band ->
    [yes] { " " }Shaded: where 95 of 100 differences lie around it.
   *[no] { "" }
}{ $thinned ->
    [yes] { " " }The line is a mean of up to { $each }; the pale range reaches from the lowest to the highest single { $bucket }.
   *[no] { "" }
}
chart-forest-description = { $n ->
    [one] One estimate with its interval around zero.
   *[other] { $n } estimates with their intervals around zero.
} The table under the picture has the figures.
chart-false-dates-title = The same test on false dates
chart-false-dates-description = { $n ->
    [one] One false date
   *[other] { $n } false dates
} before the event, { $fired ->
    [0] none of which fired.
    [one] one of which fired.
   *[other] { $fired } of which fired.
} The event’s own step stands last.
chart-false-dates-caption = The step found at each false date before the event, with its interval. Filled circles fired; the diamond is the event itself.
chart-dumbbell-description = { $n ->
    [one] One share of posts before and after the event.
   *[other] { $n } shares of posts before and after the event.
} The table under the picture has the figures.
chart-dumbbell-caption = Share of posts. The shaded span is where the share after the event lies with 95% confidence, given the share before; bold: it stands out from chance.

column-from = from
column-posts = posts
column-expected-range = expected range
column-gap = gap
column-gap-range = range
column-before = before
column-after = after
column-change = points

## The report

title-one = Study: { $name }
title-many = Study of { $n } events
kicker = Study
the-event = the event
quoted = “{ $passage }”
see-caveats = { $n ->
    [one] One thing to keep in mind before relying on this
   *[other] { $n } things to keep in mind before relying on this
}
overview-none = No event was studied.
overview = { $n ->
    [one] One event was studied
   *[other] { $n } events were studied
}: { $parts }.
overview-part = { $code ->
    [harm] { $n } with harm
    [benefit] { $n } with benefit
    [no_evidence] { $n } without evidence of an effect
   *[undetermined] { $n } undetermined
}
overview-caption = Every event and its verdict
overview-many-tests = Each event is judged by itself. Among many events, a few will stand out by chance alone: about 1 in 20 of those without any effect.
key-effect = effect
key-no-effect = cannot be told
key-posts = posts
key-values = values
key-copies = { $n ->
    [one] one copy set aside
   *[other] { $n } copies set aside
}
key-could-find = could have found
key-could-find-note = less may stay hidden
key-others = other methods
key-agree = { $agree } of { $of }
key-others-agree = say the same
key-others-see = see a difference
part-series = Before and after
part-said = What changed in what they say
part-opinions = What other methods say
part-placebos = The same test where nothing happened
part-controls = Compared with
part-copies = Copies
part-window = What was looked at
window = From { $from } to { $to } ({ $zone }): { $before } before the event and { $after } after it have data.
languages = Languages of the posts: { $list }.
said-note = Shares of posts in which the words of a code appear. A post can carry several codes or none. Intervals hold sampling error only: what people write about is not compared with other units.
lens-capital = What is at stake: kinds of capital
lens-behaviour = How they experience it
lens-themes = What they talk about
lens-classes = Negative, neutral, positive
theme-score = mean { $before } → { $after }.
themes-note = { $shown ->
    [0] No group of posts was stable enough to be called a theme.
    [one] One theme came back whenever the grouping was repeated.
   *[other] { $shown } themes came back whenever the grouping was repeated.
}{ $left_out ->
    [0] { "" }
    [one] { " " }One more did not, and is left out.
   *[other] { " " }{ $left_out } more did not, and are left out.
} { $sampled } posts were looked at.
class-negative = negative
class-neutral = neutral
class-positive = positive
classes-caption = Share of posts before and after, with 95% intervals
column-event = event
column-verdict = verdict
column-code = code
column-theme = theme
column-class = class
column-method = method
column-sd = s.d.
column-unit = unit
column-weight = weight
column-posts-before = posts before
column-posts-after = posts after
column-used = used
column-role = role
column-column = column
column-found = how it was found
opinions-caption = Each method’s estimate with its 95% interval. The diamond is the headline, on which the verdict rests.
opinions-table = Headline and second opinions
both-p = The headline weighs two readings: a sudden step alone ({ $p_step }), and a step beside a steady drift ({ $p_drift }). Together: { $p }.
why-they-differ = Why they differ
placebo-space = Each comparable unit treated as if
placebo-space-caption = The step that the same test finds for each unit, with its interval. The diamond is the event itself.
placebo-rank = By size, the event’s own step comes { $rank ->
    [1] first
    [2] second
    [3] third
   *[other] at place { $rank }
} among { $of }.
placebo-fired = { $n ->
    [one] On the one false date before the event the test
   *[other] On { $n } false dates before the event the test
} { $fired ->
    [0] never fired.
    [one] fired once.
   *[other] fired { $fired } times.
} By chance alone it would fire on about 1 date in 20.
controls = { $included ->
    [0] No unit could serve as comparison
    [one] One unit serves as comparison
   *[other] { $included } units serve as comparison
}{ $left_out ->
    [0] .
    [one] , one was left out.
   *[other] , { $left_out } were left out.
}
controls-table = Units that might serve as comparison
control-used = yes
control-not-used = no
control-left-out = no: { $reason }
copies = { $n ->
    [one] One post is a copy of another and was set aside.
   *[other] { $n } posts are copies of others and were set aside.
} The rule was fixed before the event was looked at.
copies-effect = The step is { $without } without copies, as the headline says, and would be { $with } with them.
data-posts = { $n ->
    [one] One post
   *[other] { $n } posts
} from { $files }.
data-values = { $n ->
    [one] One value
   *[other] { $n } values
} from { $files }.
data-span = They reach from { $first } to { $last }.
data-windows-1252 = { $n ->
    [one] One field was not UTF-8 and was
   *[other] { $n } fields were not UTF-8 and were
} read as Windows-1252.
metric-model = Measured is sentiment from −1 to +1, as the built-in model scores it.
metric-model-damping = Measured is sentiment from −1 to +1, as the built-in model scores it. The model dampens: where human labels differ by 1, its scores differ by about { $factor }{ $here ->
    [yes] , by the labels in this data.
   *[no] , by texts that it was not trained on.
}
metric-column = Measured is the column “{ $name }”, which came with the data.
metric-series = Measured is “{ $name }”, a ready series.
columns-caption = Columns used
rejected-none = No row was rejected.
rejected = { $n ->
    [one] One row was rejected:
   *[other] { $n } rows were rejected:
}
methods-headline-name = The headline
methods-headline = The difference between the unit and its comparison is modelled as a level, a step at the event, noise that carries over from one bucket to the next, and noise that does not; the strength of both is averaged over, not assumed. The test is made without and with a steady drift, p = max(1.25 · p of the step, ½ · p beside a drift). A verdict of harm or benefit needs p ≤ 0.05. Where the step alone would be found but a drift explains it as well, the verdict stays open.
methods-interval-name = The interval
methods-interval = It covers both readings, with and without a drift, and excludes zero when the test finds a step. The plain difference beside it knows sampling error only, and is descriptive.
methods-could-find-name = Could have found
methods-could-find = The smallest step that the same test would find four times in five, given the noise before the event.
methods-series-name = From posts to a series
methods-series = Posts are averaged per unit and bucket. A bucket counts by its precision, which grows with the number of different authors: an hour at night with two posts is not an hour at noon with sixty.
methods-copies-name = Copies
methods-copies = Set aside are posts with the same id, with the same author and text, and texts of at least six words that several authors posted alike. Short replies such as a mere “thank you” are opinions and stay.
methods-said-name = Lenses and themes
methods-said = Lenses count words and phrases of a codebook, which can be read and changed. The chance findings among their many codes are held down together (Benjamini–Hochberg). Themes are groups of similar posts, shown only when they come back under other random seeds.
methods-cause-name = What no test can tell
methods-cause = That something changed with an event is not yet that it changed because of it. A comparison with others guards against what happened to all of them, not against another thing that happened to this unit at the same time.

## The terminal

line-window = Looked at: { $before } before the event, { $after } after it.
line-controls = { $n ->
    [0] Compared with nothing.
   *[other] Compared with { $used }.
}{ $left_out_n ->
    [0] { "" }
   *[other] { " " }Left out: { $left_out }.
}
and-more = { $shown } and { $n } more
report-at = The whole report: { $path }
