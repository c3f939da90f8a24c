# What is said of many events.

## The answer

portfolio-kicker = Portfolio
portfolio-title = { $n ->
    [one] A portfolio of one event
   *[other] A portfolio of { $n } events
}
portfolio-metric = { $metric ->
    [model] sentiment
   *[column] the mean of “{ $name }”
}
portfolio-verdict = { $finding ->
    [rose] { $subject } rose after events like these: on average over { $k } of them, by more than chance and their differences would explain.
    [fell] { $subject } fell after events like these: on average over { $k } of them, by more than chance and their differences would explain.
    [open] Over { $k } events it cannot be told whether { $subject } on average rose or fell.
    [two] { $n ->
        [2] Two events are hardly a portfolio: how much events differ cannot be learnt from so few.
       *[other] Only two of the { $n } events could be measured, and two are hardly a portfolio: how much events differ cannot be learnt from so few.
    }
    [one] { $n ->
        [1] One event is no portfolio: what events have in common cannot be learnt from it.
       *[other] Only one of the { $n } events could be measured, and one is no portfolio: what events have in common cannot be learnt from it.
    }
   *[none] { $n ->
        [one] The event could not be measured.
       *[other] None of the { $n } events could be measured.
    }
}
portfolio-lead-average = Over { $k } of { $n ->
    [one] one event
   *[other] { $n } events
} the average effect is { $estimate }{ $interval ->
    [none] { "" }
   *[other] { " " }{ $interval }
}{ $scale ->
    [sentiment] , on a scale from −1 to +1.
   *[other] .
}
portfolio-lead-one = Its effect is { $estimate } { $interval }{ $scale ->
    [sentiment] , on a scale from −1 to +1.
   *[other] .
}
portfolio-lead-next = With 95% confidence the true effect of the next event like these lies between { $low } and { $high }{ $sides ->
    [both] , so it may also go the other way.
   *[one] .
}
portfolio-lead-spread = { $spread ->
    [differ] Events differ: { $share } of the variance of their estimates is more than estimation error.
   *[alike] Their estimates differ no more than estimation error makes them.
}
portfolio-driver = { $finding ->
    [up] Events with more { $what } had more positive effects: { $estimate } for each of its 28 points { $interval }{ $joint ->
        [yes] , { $other } held equal.
       *[no] .
    }
    [down] Events with more { $what } had more negative effects: { $estimate } for each of its 28 points { $interval }{ $joint ->
        [yes] , { $other } held equal.
       *[no] .
    }
   *[open] Whether { $what } goes with more positive or more negative effects cannot be told: { $estimate } for each of its 28 points { $interval }.
}
portfolio-driver-few-firms = With { $firms ->
    [one] one firm
   *[other] { $firms } firms
} there is no verdict on what goes with larger effects; at least { $needed } are needed.
portfolio-driver-none = What participation and information have to do with it cannot be told: { $why }.
portfolio-capital-found = Effects were { $direction ->
    [up] more positive
   *[down] more negative
} where { $capital } was offered: by { $estimate } { $interval }.
portfolio-capital-open = No kind of capital that was offered stands out.
portfolio-found = { $found ->
    [0] By itself, none of the events stands out.
    [one] By itself, one event stands out; { $adjusted ->
        [0] judged together with the others it no longer does.
       *[other] it still does when it is judged together with the others.
    }
   *[other] By themselves, { $found } events stand out; { $adjusted ->
        [0] judged together, none does.
        [one] judged together, one still does.
       *[other] judged together, { $adjusted } still do.
    }
}
portfolio-needed = What would be needed: more events. About ten show an average worth planning by; what goes with larger effects shows at about twenty rated events when it is strong, and at about seventy when it is of an ordinary size.
portfolio-needed-rows = { $n ->
    [one] The one row of the table was left out
   *[other] { $out ->
        [all] All { $n } rows of the table were left out
        [1] One of the { $n } rows of the table was left out
       *[some] { $out } of the { $n } rows of the table were left out
    }
}: { $reasons }. { $mend ->
    [table] What would be needed first is not more events, but to mend what stands in the table.
    [posts] What would be needed first is not more events, but posts that reach further around these.
   *[both] What would be needed first is not more events, but to mend what stands in the table, and posts that reach further around the others.
}
portfolio-dimension = { $dimension ->
    [participation] participation
   *[information] information
}

## Key figures

portfolio-key-average = average effect
portfolio-key-next = the next one
portfolio-key-next-note = with 95% confidence
portfolio-key-no-next = known from three events on
portfolio-key-measured = events measured
portfolio-key-measured-of = { $k } of { $n }
portfolio-key-measured-note = the others are listed with the reason
portfolio-key-all = all of them
portfolio-key-found = stand out
portfolio-key-found-of = { $adjusted } of { $k }
portfolio-key-found-note = { $found ->
    [0] none by itself either
   *[other] when judged together; { $found } by themselves
}

## Parts

portfolio-part-events = Event by event
portfolio-part-map = Where the events stand
portfolio-part-drivers = What goes with larger effects
portfolio-part-capital = By kind of capital
portfolio-part-speech = What people speak of afterwards
portfolio-part-left-out = What was left out
portfolio-part-table = All events

## Charts and tables

portfolio-chart-events-title = The effect of each event, and of all together
portfolio-chart-events-description = { $n ->
    [one] One effect with its interval
   *[other] { $n } effects with their intervals
} around zero, from the lowest to the highest; below them the average { $estimate }{ $next ->
    [yes] , and the range in which the next event would lie.
   *[no] .
}
portfolio-chart-events-caption = From the lowest to the highest effect. Lines are 95% intervals of each event by itself; the larger a mark, the more the event counts. Filled triangles stand out when all are judged together, hollow ones only by themselves; circles do not. The diamond is the average{ $next ->
    [yes] , and the band where the true effect of the next event like these lies with 95% confidence.
   *[no] .
}
portfolio-chart-average = All together
portfolio-chart-next = The next one
portfolio-table-events = Effects by event
portfolio-map-title = Participation and information of each event, and what its effect was
portfolio-map-caption = Each event by its rated totals of participation and information; its mark shows what it says by itself.
portfolio-mark = { $mark ->
    [benefit] rose
    [harm] fell
    [none] no evidence of a change
   *[open] a step or a drift
}
portfolio-forest-capital-title = Average effect with and without each kind of capital
portfolio-forest-capital-caption = Diamonds: events that offered it. Circles: events that did not. Lines are 95% intervals of the averages.
portfolio-capital-row = { $offered ->
    [yes] { $capital } offered ({ $k })
   *[no] not offered ({ $k })
}
portfolio-forest-speech-title = Average change in the share of posts, in percentage points
portfolio-forest-speech-caption = How much larger a share of posts speaks of it after an event than before, on average over the events. Diamonds stand out when all are judged together.
portfolio-column-event = event
portfolio-column-date = date
portfolio-column-effect = effect
portfolio-column-p-adjusted = p together
portfolio-column-verdict = by itself
portfolio-column-participation = participation
portfolio-column-information = information
portfolio-column-what = what
portfolio-column-events = events
portfolio-column-difference = difference
portfolio-column-p-permutation = p
portfolio-column-reason = reason
portfolio-column-count = events
portfolio-column-line = line
portfolio-column-value = value
portfolio-column-problem = problem
portfolio-moderators-caption = Differences in effect, each looked at by itself; p by permutation. The last column judges all of them together: below 0.05 is called a finding.
portfolio-moderators-without = Nothing could be said of: { $list }.
portfolio-moderator-why = { $name } ({ $why })
portfolio-joint-caption = Participation and information together, each with the other held equal
portfolio-joint-none = A model of participation and information together needs { $needed } events with both ratings; there { $k ->
    [0] are none.
    [one] is one.
   *[other] are { $k }.
}
portfolio-joint-cannot = No model of participation and information together: { $why }.
portfolio-funnel-caption = What became of the { $n ->
    [one] one row of the table
   *[other] { $n } rows of the table
}
portfolio-left-out-caption = Events that were left out
portfolio-problems-caption = Cells of the table that could not be read, and count as missing
portfolio-events-caption = All events of the table, in its order; the p value judges all of them together
portfolio-none-left-out = Every event of the table was measured.
portfolio-near = did you mean { $names }?
portfolio-moderator = { $name ->
    [participation] participation, per point
    [information] information, per point
    [archetype] archetypes, any difference
    [kind] kinds, any difference
    [industry] industries, any difference
    [capital_offered-economic] economic capital offered
    [capital_offered-cultural] cultural capital offered
    [capital_offered-social] social capital offered
    [capital_offered-information] information offered
    [capital_measured-economic] talk of economic capital, +10 points of posts
    [capital_measured-cultural] talk of cultural capital, +10 points of posts
    [capital_measured-social] talk of social capital, +10 points of posts
    [capital_measured-information] talk of information, +10 points of posts
   *[other] { $code }
}
portfolio-moderator-group = { $moderator ->
    [archetype] archetype
    [kind] kind
    [industry] industry
   *[other] { $code }
}: { $group } against { $reference }
portfolio-capital = { $capital ->
    [economic] economic capital
    [cultural] cultural capital
    [social] social capital
   *[information] information
}
portfolio-no-moderator = { $why ->
    [not_given] not in the table
    [unreadable] in the table, but { $k ->
        [one] its one cell could not be read
       *[other] none of its { $k } cells could be read
    }
    [constant] the same for all events
    [collinear] determined by { $with }
    [too_few_events] known of { $k ->
        [one] one event
       *[other] { $k } events
    }; at least { $needed } are needed
    [too_few_firms] { $k ->
        [one] one firm
       *[other] { $k } firms
    }; a verdict needs { $needed }
   *[out_of_range] the numbers are too large or too small to calculate with
}
portfolio-reason = { $reason ->
    [entered] measured
    [missing_time] no time
    [unreadable_time] time could not be read
    [unreadable_window] window could not be read
    [listed_twice] listed twice: the same unit and time as a row before
    [missing_unit] names no unit
    [unknown_unit] no post speaks of its unit
    [outside_data] lies outside the time of the posts
    [no_baseline] too few posts before it
    [no_aftermath] too few posts after it
    [too_short] too little time before or after it
    [constant] its metric never varies
   *[other] { $code }
}
portfolio-problem = { $problem ->
    [no_points] no number from 0 to 28
    [no_capital] no kind of capital: economic, cultural, social, information
    [no_yes_or_no] neither yes nor no
    [no_length] no length of time such as 36h, 4d or 6w
   *[other] { $code }
}

## Caveats

portfolio-caveat-one-event = There is one event. Its effect is shown, and nothing can be said of events in general.
portfolio-caveat-few-events = { $k } events are few. The average is uncertain, and how far events differ is hardly known.
portfolio-caveat-shared-controls = { $pairs } of { $of } pairs of events overlap in time and share a unit or a comparison, so their errors hang together. Single events are judged by a rule that allows for that (Benjamini–Yekutieli); the average takes events as independent, and with few units its interval may be too narrow.
portfolio-caveat-same-unit = { $events ->
    [one] One event has another event of the same unit in its window
   *[other] { $events } events have other events of the same unit in their windows
}: what one of them did may be counted for another.
portfolio-caveat-controls-with-events = { $events ->
    [one] One event is compared with units that had an event of their own
   *[other] { $events } events are compared with units that had events of their own
} in the window. If those had effects of the same kind, the effects shown are too small.
portfolio-caveat-own-past = { $events ->
    [one] One event has
   *[other] { $events } events have
} no comparable unit and stand against their own past: whatever else happened then looks the same.
portfolio-caveat-several-per-firm = { $events } events are of { $firms ->
    [one] one firm
   *[other] { $firms } firms
}. Events of one firm resemble each other; standard errors allow for that, and permutations move a firm’s events together.
portfolio-caveat-one-firm = All { $events } events are of one firm. They are counted as if they were independent, which events of one firm seldom are: the interval may be too narrow, and it speaks for this firm only.
portfolio-caveat-unknown-ratings = { $n ->
    [one] One rated name is
   *[other] { $n } rated names are
} no event of the table, and count for nothing: { $names }.
portfolio-caveat-unrated = { $events ->
    [one] One measured event has
   *[other] { $events } measured events have
} no rating of participation or information, and say nothing of what these go with.
portfolio-caveat-small-groups = { $moderator ->
    [kind] Kinds of event
    [industry] Industries
   *[archetype] Archetypes
} with fewer than three events ({ $events ->
    [one] one event
   *[other] { $events } events
}) are not compared: so few say nothing of their kind.
portfolio-caveat-model-dampens = The scores come from a model, and it dampens: where human labels differ by 1, the model’s scores differ by about { $factor }. True effects are likely to be larger than those shown. Comparisons between events are not affected, as long as they are written in the same languages.
portfolio-caveat-measured-capital = What people speak of afterwards comes from the same posts as the effect, so the two may move together for no other reason: “people spoke more of it and the effect was larger” does not say which came first.
portfolio-caveat-observational = Nobody dealt participation, information or capital to these events by lot. What goes with larger effects need not be what makes them.

## Methods

portfolio-methods-event-name = Each event
portfolio-methods-event = Measured as a study measures it: the unit against comparable units before and after, one metric for all, fixed beforehand. Every event with an estimate enters, whatever its verdict: to leave out the undecided ones would be to choose by the result.
portfolio-methods-weight-name = What an event counts
portfolio-methods-weight = By what is known of its step: the variance of the mixture of t distributions over all noise models, without a drift. Not by the width of its interval, which is made for a verdict and is wider.
portfolio-methods-average-name = The average and the next one
portfolio-methods-average = A random-effects model: events differ in truth as well as by measurement error. Variance between events by restricted maximum likelihood, interval after Hartung and Knapp; where firms have several events, standard errors that allow for it (CR2). The range of the next event takes both kinds of difference into account.
portfolio-methods-drivers-name = What goes with larger effects
portfolio-methods-drivers = Fixed beforehand: participation, information, archetype, kind, industry, each kind of capital offered, and each by how much more people spoke of it, one at a time; and participation and information together from twenty rated events on. p values by permutation (Freedman and Lane), a firm’s events moved together, adjusted over all of them (Benjamini–Hochberg). Below { $firms } firms no verdict.
portfolio-methods-together-name = Judged together
portfolio-methods-together = { $method ->
    [benjamini_yekutieli] Of many events some stand out by chance. p values are adjusted so that of those called findings at most 5 in 100 are expected to be chance, by the rule that allows events to share comparisons (Benjamini and Yekutieli).
   *[benjamini_hochberg] Of many events some stand out by chance. p values are adjusted so that of those called findings at most 5 in 100 are expected to be chance (Benjamini and Hochberg).
}
portfolio-methods-speech-name = What people speak of
portfolio-methods-speech = In a random sample of each event’s posts before and after, two codebooks mark kinds of capital and what moves the writer. Changes of shares are averaged over events, and judged as a family of their own.

## The data

portfolio-data-events = { $rows ->
    [one] One event
   *[other] { $rows } events
} from { $file }.
portfolio-columns-caption = Columns of the table of events

## The terminal

portfolio-line-left-out = { $n ->
    [one] One event left out
   *[other] { $n } events left out
}: { $reasons }.
portfolio-line-cells = { $n ->
    [one] One cell of the table could not be read, and counts as missing
   *[other] { $n } cells of the table could not be read, and count as missing
}: { $cells }{ $more ->
    [0] .
   *[other] , and { $more } more in the report.
}
portfolio-line-cell = line { $line }, { $part } “{ $value }”: { $problem }
portfolio-line-reason = { $reason } ({ $n })
portfolio-average-row = average effect
portfolio-next-row = the next event
portfolio-part = { $part ->
    [name] name
    [kind] kind
    [industry] industry
    [firm] firm
    [participation] participation
    [information] information
    [capital] capital offered
    [economic] economic capital offered
    [cultural] cultural capital offered
    [social] social capital offered
    [informational] information offered
    [before] window before
    [after] window after
   *[other] { $code }
}
