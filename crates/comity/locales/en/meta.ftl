# What is said of effects put together.

meta-average = { $kind ->
    [unknown] { $n ->
        [one] One event has the effect { $estimate }, with a standard error of { $se }.
       *[other] The average effect over { $n } events is { $estimate }, with a standard error of { $se }.
    }
    [unclear] { $n ->
        [one] The effect of the one event
       *[other] The average effect over { $n } events
    } cannot be told from zero: { $estimate } { $interval }, { $p }.
    [above] { $n ->
        [one] The effect of the one event
       *[other] The average effect over { $n } events
    } is above zero: { $estimate } { $interval }, { $p }.
   *[below] { $n ->
        [one] The effect of the one event
       *[other] The average effect over { $n } events
    } is below zero: { $estimate } { $interval }, { $p }.
}
meta-spread = { $kind ->
    [unknown] How much events differ cannot be told.
    [equal] The method takes all events to have the same effect but for their moderators, so nothing is said of how they differ.
    [none] { $given ->
        [yes] Given the moderators, events differ no more than their sampling errors make them.
       *[no] Events differ no more than their sampling errors make them.
    }
   *[some] { $given ->
        [yes] Given the moderators, the true effects of events still differ
       *[no] The true effects of events differ
    } with a standard deviation of { $tau }; that is { $i2 } of the variance of the estimates (I²).
}
meta-spread-yet = Yet the estimates differ by more than their sampling errors would make them (Q, { $p }): leave out --method equal.
meta-spread-interval = { $known ->
    [some] That standard deviation is itself uncertain: its { $level } interval runs from { $low } to { $high }.
    [none] A standard deviation between their true effects of up to { $high } is possible all the same ({ $level } interval).
   *[no] How far their true effects may differ all the same cannot be told: the estimates scatter even less than their errors would have it.
}
meta-prediction = The true effect of a further event like these is expected between { $low } and { $high }.
meta-moderators = { $kind ->
    [some] Effects go along with { $names }{ $n ->
        [one] .
       *[other] , also when all { $n } coefficients are judged together (Holm).
    } That is an association, and something else may stand behind both.
   *[none] { $n ->
        [one] The moderator cannot be told from chance.
       *[other] Judged together (Holm), none of the { $n } coefficients of moderators can be told from chance.
    }
}
meta-moderators-alone = Taken by { $n ->
    [one] itself
   *[other] themselves
}, { $names } would stand out too; judged together with the others, no longer.
meta-r2 = Moderators explain { $share } of the variance between events.
meta-row-average = average effect
meta-row-without = … without moderators
meta-row-intercept = moderators at zero
meta-row-all = all moderators
meta-column-interval = { $level } interval
meta-column-adjusted = p together
meta-column-permutation = p by permutation
meta-column-event = event
meta-against = { $name } against { $reference }
meta-more-events = { $n ->
    [one] One more event is in the JSON.
   *[other] { $n } more events are in the JSON.
}
meta-clusters = Events of each of { $n } clusters were kept together: standard errors are cluster-robust (CR2).
meta-note-one-event = One event: neither an average over events nor their differences can be told. Add events.
meta-note-two-events = Two events: one degree of freedom makes the interval very wide, and where a further event would lie cannot be told.
meta-note-few-per-moderator = { $events } events for { $coefficients ->
    [one] one coefficient
   *[other] { $coefficients } coefficients
}: with fewer than ten events for each, weak moderators stay hidden and single events weigh much.
meta-note-few-clusters = { $clusters } clusters: below { $needed }, no test of a moderator can be trusted, so none is given.
meta-note-average-of-few = The average rests on { $clusters } clusters. It speaks for clusters like these, and below eight even its interval rests on little.
meta-note-equal-scaled = Equal effects leave events no room to differ, yet this interval (Hartung–Knapp) is scaled by how much they do. --ci wald has the customary one, by the variances alone.
meta-note-independent = Events are taken as independent. Where several belong to one brand, firm or market they are not, and intervals come out too narrow: --cluster keeps such events together.
meta-note-narrower = Events scatter less than their variances and the estimated spread between them together would have it, so the Hartung–Knapp interval rests on a smaller standard error than the Wald one. --ci modified-hartung-knapp does not let it.
meta-note-few-permutations = There are only { $n } ways to arrange these events, so no p value by permutation can fall to .05.
meta-omitted = { $reason ->
    [missing_estimate] no estimate
    [bad_estimate] an estimate that is no finite number
    [missing_variance] no variance
    [bad_variance] a variance that is no finite number above zero
    [missing_cluster] no cluster
   *[missing_moderator] a missing moderator
}: { $n ->
    [one] line { $lines }
   *[other] lines { $lines }
}
meta-left-out = { $n ->
    [one] One row was left out.
   *[other] { $n } rows were left out.
}
