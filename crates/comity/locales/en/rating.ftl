# What is said of ratings.

archetype = { $archetype ->
    [host] Host
    [companion] Companion
    [advisor] Advisor
   *[director] Director
}
archetype-a = { $archetype ->
    [host] a Host
    [companion] a Companion
    [advisor] an Advisor
   *[director] a Director
}
rating-or = { $rest } or { $last }
rating-dimension = { $dimension ->
    [participation] participation
   *[information] information
}

## Where an exchange stands

rating-place-sure = { $name } is { $label }: probability { $p }.
rating-place-likely = { $name } is most likely { $label } ({ $p }), but it could also be { $others }.
rating-place-one = { $name } is { $label } by the totals of one rater; how surely cannot be told from one.
rating-place-midline = { $name } lies exactly on a midline, between { $others }.
rating-place-unsure-midline = { $name } lies exactly on a midline; probabilities: { $others }.
rating-place-none = { $name } has no position: nobody answered all four questions on { $dimension }.
rating-share = { $archetype } { $p }

## The report

rating-title = Ratings of { $n ->
    [one] 1 exchange
   *[other] { $n } exchanges
}
rating-kicker = Participation and information, as rated by { $raters ->
    [one] 1 rater
   *[other] { $raters } raters
}
rating-headline = { $clear ->
    [0] { $n ->
        [one] Where this exchange stands is not clear from these ratings
       *[other] None of { $n } exchanges has a clear place from these ratings
    }
    [one] 1 of { $n } exchanges has a clear place: { $parts }
   *[other] { $clear } of { $n } exchanges have a clear place: { $parts }
}
rating-headline-part = { $archetype ->
    [host] { $n ->
        [one] 1 Host
       *[other] { $n } Hosts
    }
    [companion] { $n ->
        [one] 1 Companion
       *[other] { $n } Companions
    }
    [advisor] { $n ->
        [one] 1 Advisor
       *[other] { $n } Advisors
    }
   *[director] { $n ->
        [one] 1 Director
       *[other] { $n } Directors
    }
}
rating-clear-note = A place is called clear when one archetype has a probability of at least 95%.
chart-compass-title = Compass: participation and information
chart-compass-description = { $n ->
    [one] One position
   *[other] { $n } positions
} between information (to the right) and participation (upwards), 0 to 28 points each, with midlines at 14. Top left Host, top right Companion, bottom right Advisor, bottom left Director. The table has the figures.
chart-compass-up = participation ↑
chart-compass-right = information →
rating-compass-caption = Each mark is the mean of the raters' totals. { $ellipses ->
    [yes] A shaded region holds the position with a probability of 95%.
   *[no] {""}
} Small print under an archetype: industries said to lean to it (a lean, no measured place). Source: { $source }.
chart-compass-no-ellipses = With so many positions their regions are left out of the drawing.
chart-compass-unnamed = Names without room are in the table.
rating-column-object = exchange
rating-column-participation = participation
rating-column-information = information
rating-total-of = { $mean } ({ $raters } of { $all })
rating-unanswered = { $n ->
    [one] Nobody answered one question
   *[other] Nobody answered { $n } questions
}: { $list }. Where one of its four is missing, a dimension has no total.
rating-of-note = In brackets: of how many raters the total is, where not all who scored the exchange answered all four questions.
rating-column-archetype = archetype, probability
rating-column-raters = raters
rating-column-industry = industry
rating-table-caption = Positions: mean totals of 0 to 28 points, and the probability of each archetype
rating-leans = { $industry } (said to lean to { $archetype })
rating-on-midline = on a midline
rating-not-stated = { $archetype }, probability not stated

rating-part-control = Who decides
rating-control-lead = Beside the scores, raters said who decides. This is no better or worse and is not part of the totals.
rating-control-caption = Answers to who decides, over questions and raters
rating-control = { $control ->
    [firm] the firm
    [shared] both
   *[customer] the customer
}

rating-part-disagree = What the raters disagree on
rating-disagree-one = One rater has nobody to disagree with. A second rater would show how much the scores depend on who gives them.
rating-disagree-questions = Mean difference between two raters of the same exchange, in points: { $list }.
rating-disagree-none = No two raters are more than one step apart on any question.
rating-disagree-cells = Answers furthest apart, with what they mean:
rating-disagree-cell = { $question }, { $object }: { $by_low } gave { $low } (“{ $low_means }”), { $by_high } gave { $high } (“{ $high_means }”).

rating-part-agreement = Whether the raters agree at all
rating-agreement = { $mark ->
    [reliable] Over all questions the raters agree well enough to rely on the scores: Krippendorff's α is { $alpha } (ordinal), above the customary mark of { $upper }.
    [tentative] Over all questions the raters agree well enough for tentative conclusions only: Krippendorff's α is { $alpha } (ordinal), between the customary marks of { $lower } and { $upper }.
    [unreliable] Over all questions the raters agree too little for conclusions to rest on single scores: Krippendorff's α is { $alpha } (ordinal), below the customary mark of { $lower }.
   *[none] Agreement cannot be measured: { $why ->
        [one] no question of an exchange was answered by two raters.
        [single] only one question of one exchange was answered by two raters, and one says nothing of what chance would do.
       *[same] all scores are the same, so there is nothing that raters could agree on by more than habit.
    }
}
rating-agreement-interval = 95% interval { $interval }.
rating-agreement-few = No interval is given below ten exchanges with two raters, so this may be far off.
rating-agreement-undefined = { $n ->
    [one] In 1 resample α was not defined.
   *[other] In { $n } resamples α was not defined.
}
rating-agreement-straddles = The interval reaches below { $lower }, so even that is not certain.
rating-agreement-caption = Krippendorff's α; the ordinal one is read first
rating-column-question = question
rating-column-units = units
rating-column-apart = points apart
rating-level = { $level ->
    [nominal] nominal
    [ordinal] ordinal
    [interval] interval
   *[ratio] ratio
}
rating-row-overall = all questions
rating-row-total = total of { $dimension }
rating-intraclass = Intraclass correlation of the totals, { $model ->
    [two_way_agreement] absolute agreement with raters at random, ICC(A,1) and ICC(A,k)
   *[one_way] one-way since raters are not crossed with exchanges, ICC(1) and ICC(k)
}: { $list }.
rating-intraclass-part = { $dimension } { $single } for one rater{ $interval ->
    [none] { "" }
   *[other] { " " }{ $interval }
}, { $mean } for the mean of { $raters }
rating-intraclass-interval = The 95% intervals are for these raters only: exchanges were resampled and the raters stayed, so they do not say how far other raters would have been off.

rating-method-instrument = Instrument
rating-method-instrument-text = { $id }: eight questions of 0 to 7 points, four on participation and four on information. { $provenance }
rating-method-position = Position
rating-method-position-text = The mean over raters of the total of four questions. A rater who left out one of the four is left out of that dimension; nothing is filled in. Exactly 14 points belong half to each side.
rating-method-probability = Probability and region
rating-method-probability-text = Raters' distances from the mean of the same exchange are pooled over all exchanges (standard deviation { $participation } and { $information } points). Position and spread give a bivariate t distribution with { $freedom } degrees of freedom: fewer the more of the spread is one rater being stricter than another throughout ({ $strictness } of it here).
rating-method-probability-none = With one rater for each exchange no probability can be given.
rating-method-alpha = Agreement
rating-method-alpha-text = Krippendorff's α at four levels of measurement. Intervals resample whole exchanges { $n } times; none below ten, and below fifty they come out somewhat too narrow. Marks at { $upper } and { $lower } are customary, no law.
rating-caveat-rounding = The raters agree more closely than whole steps can tell. The spread of rounding alone was used, and copied sheets would look the same.
rating-caveat-few = With { $n ->
    [one] 1 exchange
   *[other] { $n } exchanges
} the spread of the raters rests on little, and the regions are wide for it.
rating-caveat-missing = { $n ->
    [one] 1 answer is missing.
   *[other] { $n } answers are missing.
} Nothing was filled in.
rating-caveat-incomplete = { $n ->
    [one] 1 total has an unanswered question and was left out of its mean.
   *[other] { $n } totals have an unanswered question and were left out of their means.
}
rating-caveat-duplicates = { $n ->
    [one] 1 answer stood twice and counts once.
   *[other] { $n } answers stood more than once and count once.
}
rating-caveat-ignored = Columns that were not used: { $list }.
rating-caveat-norms = The leanings of industries are the report's judgement on industries as a whole, without figures.
rating-read = { $scores ->
    [one] 1 score
   *[other] { $scores } scores
} by { $raters ->
    [one] 1 rater
   *[other] { $raters } raters
} on { $objects ->
    [one] 1 exchange
   *[other] { $objects } exchanges
}, from { $files }.
rating-rejected = { $n ->
    [one] 1 cell or row could not be used:
   *[other] { $n } cells or rows could not be used:
} { $reasons }.
rating-reject = { $reason ->
    [out_of_range] outside 0 to 7
    [not_whole] no whole number
    [not_a_number] no number
    [unknown_question] unknown question
    [no_object] no exchange named
    [no_rater] no rater named
    [conflicting_scores] two different scores for the same answer
    [unknown_control] unknown word for who decides
    [conflicting_control] two different answers on who decides
   *[other] unusable
} { $n }
rating-report-at = Report: { $path }

## The form

form-object = Exchange
form-rater = Rater
form-date = Date
form-how-to-return = Write the numbers into the sheet { $sheet }, then: comity rate { $sheet }

## Reliability of any codes

reliability-alpha = Krippendorff's α ({ $level }) { $alpha }, { $interval }: { $verdict }.
reliability-interval = 95% interval { $interval }
reliability-no-interval = { $why ->
    [few_units] no interval below ten units, so it may be far off
    [undefined_resamples] no interval, since α was undefined in more than a tenth of the resamples
    [too_many_values] no interval, since there are too many different values
   *[other] no interval
}
reliability-mark = { $mark ->
    [reliable] the codes can be relied on (mark { $upper })
    [tentative] tentative conclusions only (marks { $lower } and { $upper })
   *[unreliable] too little agreement to rest conclusions on (mark { $lower })
}
reliability-too-few = too few units for a verdict
reliability-straddles = { $verdict }; but the interval reaches below { $mark }, so that is not certain
reliability-one-coder = Krippendorff's α ({ $level }) is not defined: there is one coder, and it takes two. { $shape ->
    [coders_in_rows] Every row was read as a coder; if rows are units and columns are coders, add --units rows.
    [coders_in_columns] Every column was read as a coder; if columns are units and rows are coders, leave out --units rows.
   *[other] { "" }
}
reliability-one-unit = Krippendorff's α ({ $level }) is not defined: only one unit has values of two coders, and one says nothing of what chance would do.
reliability-decimal-commas = { $n ->
    [one] 1 code was read with a decimal comma.
   *[other] { $n } codes were read with a decimal comma.
}
reliability-ragged = The rows do not have the same number of cells: the longest has { $most }, the one on line { $line } has { $fewest }. Cells that are not there count as missing.
reliability-none = Krippendorff's α ({ $level }) is not defined: no unit has values of two coders.
reliability-same = Krippendorff's α ({ $level }) is not defined: all values are the same, so there is no disagreement that could have been.
reliability-read = { $values ->
    [one] 1 value
   *[other] { $values } values
} on { $units ->
    [one] 1 unit
   *[other] { $units } units
} by { $coders ->
    [one] 1 coder
   *[other] up to { $coders } coders
}.{ $single ->
    [0] {""}
    [one] {" "}1 unit with a single value was left out.
   *[other] {" "}{ $single } units with a single value were left out.
}
reliability-duplicates = Duplicates: { $identical } alike, counted once; { $conflicting } contradicting each other, left out.
