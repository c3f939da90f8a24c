# Everything Comity says about a study, in English.
#
# Names from the data come in as plain text. Whole numbers choose plural forms and are grouped by the program;
# every other figure arrives as it should be written.

## Numbers and dates

interval = [{ $low } to { $high }]
list = { $rest } and { $last }
chance = { $kind ->
    [rare] in fewer than 1 of 10,000 such comparisons
    [one] in about 1 of { $of } such comparisons
    [many] in about { $of } of 100 such comparisons
   *[usual] in almost every such comparison
}
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date-long = { $day } { $month } { $year }
date-short = { $day } { $month }
date-and-time = { $date }, { $time }
date-from = from { $date } onwards
date-and-time-from = from { $time } on { $date } onwards
row = row { $row }
row-from = from row { $row } onwards

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
verdict-step-own-past = { $subject } { $direction ->
    [fell] fell
   *[rose] rose
} { $from }, by more than chance or a slow drift would explain; but there is nothing comparable to hold it against, so anything else that happened on that date would look the same.
verdict-nothing = There is no evidence that { $subject } changed { $from }: whatever difference there is, chance alone would produce as easily.
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
caveat-partial-bucket = The data begins or ends within the bucket of { $at }, so that bucket is not complete.
caveat-thin-buckets = { $thin } of { $of } buckets have fewer than five posts. They count for little, and are drawn hollow.
caveat-few-controls = With { $controls ->
    [one] one comparable unit
   *[other] { $controls } comparable units
} the comparison with where nothing happened gives a rank among { $units }, not a p value.
caveat-opinions-differ = The methods disagree. { $finders ->
    [0] No method sees a difference
    [one] { $find } sees a difference
   *[other] { $find } see a difference
}; { $doubters ->
    [0] none fails to
    [one] { $others } does not
   *[other] { $others } do not
}. Why they differ stands beside them.
caveat-model-dampens = The scores come from a model, and it dampens: where human labels differ by 1, the model’s scores differ by about { $factor }. True differences are likely to be larger than those shown.
caveat-shares-not-corrected = The shares of negative, neutral and positive posts are counted as the model gave them; its errors could not be corrected for.
caveat-other-event = Another event of the same unit falls into the window: { $name }. The two cannot be told apart here.
caveat-control-had-event = { $unit }, which serves as comparison, has an event of its own in the window.
caveat-duplicates-matter = The verdict depends on the copies: had they been kept, it would have been another.
caveat-placebos-fire = On false dates before the event the same test fired { $fired } times out of { $of }, more often than it should. This series moves in ways the test does not expect, so a finding here is weaker than it looks.
caveat-authors-unknown = The authors are unknown, so every post counts as somebody else’s. If a few people wrote much of it, the intervals are too narrow.

## Names

sentiment = sentiment
method = { $method ->
    [control_difference] Difference from the comparison
    [own_past] Difference from its own past
    [did] Difference-in-differences
    [synthetic_control] Synthetic control
    [synthetic_did] Synthetic difference-in-differences
    [bsts] Bayesian structural time series
    [prais_winsten] Prais–Winsten regression
    [permutation] Cyclic-shift permutation
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
    [no_baseline] too few posts before the event
    [too_thin] too few posts to compare with
    [own_event] had an event of its own
    [not_chosen] not among the units asked for
   *[other] { $code }
}
reject-reason = { $reason ->
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
    [unknown] unknown
    [other] other
   *[code] { $other }
}
