
## Ways to take part: what each says where pages are shared

way-title = { $way ->
    [opinions] Opinion maps
    [questions] Questions
    [challenges] Challenges
    [help] Help among customers
   *[ideas] Ideas
}
way-none-note = { $way ->
    [questions] When { $firm } opens questions, you ask yours here and read what others and { $firm } answer.
    [challenges] When { $firm } sets a challenge, you hand in your entry here and read who won, and why.
    [help] When { $firm } opens this, you offer what you can do for others here, or say what you need.
   *[ideas] When { $firm } asks for ideas, you propose yours here, vote on those of others, and read what became of each.
}
way-lead = { $way ->
    [questions] Ask, answer, thank. Whoever asked takes the answer that helped; { $firm } sees what still waits.
    [challenges] Hand in your entry, read those of others, and see how it ends. { $firm } answers every entry.
    [help] Offer what you can do for others, or say what you need. Offers and needs find each other by topic, place and time.
   *[ideas] Propose, vote, comment. { $firm } answers every idea, and says why when it cannot be done.
}
way-empty = { $way ->
    [questions] No question yet
    [challenges] No entry yet
    [help] Nothing offered or needed yet
   *[ideas] No idea yet
}
way-empty-note = { $way ->
    [questions] Yours can be the first: “How do I keep my number when I change the plan?”
    [challenges] Yours can be the first. A few sentences are enough to begin with.
    [help] Yours can be the first: “On Saturdays I help to set up routers in Milan.”
   *[ideas] Yours can be the first: “Show me what is left of my data on the lock screen.”
}
way-all = { $way ->
    [questions] What was asked
    [challenges] What was handed in
    [help] What is offered and needed
   *[ideas] What was proposed
}
way-propose = { $way ->
    [questions] Ask a question
    [challenges] Hand in an entry
    [help] Offer something, or say what you need
   *[ideas] Propose an idea
}
way-field-title = { $way ->
    [questions] Your question in a few words
    [challenges] Your entry in a few words
    [help] In a few words
   *[ideas] Your idea in a few words
}
way-field-body = { $way ->
    [questions] What have you tried, and what happened?
    [challenges] What is it, and whom does it help?
    [help] What can you do, or what do you need?
   *[ideas] What would be better, and for whom?
}
way-look = { $way ->
    [questions] Look whether it was asked before
    [challenges] Look for similar entries
    [help] Look for similar ones
   *[ideas] Look for similar ideas
}
way-send = { $way ->
    [questions] { $alike ->
        [yes] Mine is another one: ask it
       *[no] Ask it
    }
    [challenges] { $alike ->
        [yes] Mine is another one: hand it in
       *[no] Hand it in
    }
    [help] { $alike ->
        [yes] Mine is another one: put it up
       *[no] Put it up
    }
   *[ideas] { $alike ->
        [yes] Mine is another one: propose it
       *[no] Propose it
    }
}
way-alike = { $way ->
    [questions] { $n ->
        [0] Nobody asked that before
        [one] One similar question
       *[other] { $n } similar questions
    }
    [challenges] { $n ->
        [0] No similar entry: yours is new
        [one] One similar entry
       *[other] { $n } similar entries
    }
    [help] { $n ->
        [0] Nothing similar yet
        [one] One similar
       *[other] { $n } similar
    }
   *[ideas] { $n ->
        [0] No similar idea: yours is new
        [one] One similar idea
       *[other] { $n } similar ideas
    }
}
way-alike-note = { $way ->
    [questions] If one of them asks the same, its answers help you at once.
    [challenges] If one of them says the same, say in yours what is different.
    [help] If one of them fits you, you can agree with it at once.
   *[ideas] If one of them says the same, your vote there weighs more than a second idea.
}
way-votes = { $way ->
    [questions] { $n ->
        [0] nobody else wants to know yet
        [one] { $n } wants to know too
       *[other] { $n } want to know too
    }
   *[ideas] { $n ->
        [one] { $n } vote for it
       *[other] { $n } votes for it
    }
}
way-vote = { $way ->
    [questions] I want to know too
   *[ideas] { $ballot ->
        [for] I am for it
       *[against] I am against it
    }
}
way-comments = { $way ->
    [questions] { $n ->
        [0] no answers
        [one] { $n } answer
       *[other] { $n } answers
    }
   *[ideas] { $n ->
        [0] no comments
        [one] { $n } comment
       *[other] { $n } comments
    }
}
way-comment = { $way ->
    [questions] { $own ->
        [yes] What you want to add, or reply
       *[no] Your answer
    }
   *[ideas] Your comment
}
way-comment-firm = { $way ->
    [questions] Answer for the firm
   *[ideas] Comment for the firm
}
way-comment-button = { $way ->
    [questions] Send
   *[ideas] Send the comment
}
way-merged = { $way ->
    [questions] Another question asks the same, and answers are read there together.
   *[ideas] Another idea says the same, and votes and comments are read there together.
}
way-merged-to = { $way ->
    [questions] To that question
   *[ideas] To that idea
}
way-same = { $way ->
    [questions] It asks the same as another question
   *[ideas] It says the same as another idea
}
way-merged-here = { $way ->
    [questions] { $n ->
        [one] One question that asks the same
       *[other] { $n } questions that ask the same
    }
   *[ideas] { $n ->
        [one] One idea that says the same
       *[other] { $n } ideas that say the same
    }
}
way-means = { $way ->
    [opinions] You say of short statements whether you agree, and see who thinks like you. Others see how many answered in which way, not who. Every statement is answered in the end.
    [questions] You ask, and answer others if you like. They read what you write, not who you are. Whoever asked takes the answer that helped.
    [challenges] You hand in an entry within its dates. Named people of { $firm } score it by criteria that you can read, and you are told what became of it.
    [help] You offer something to other customers, or say what you need. Nothing is agreed before both said yes.
   *[ideas] You propose, vote and comment. Others read what you write, not who you are. Every idea is answered.
}

## Desks

way-desk = { $way ->
    [questions] Questions of customers
    [challenges] Challenges
    [help] Help among customers
   *[ideas] Ideas of customers
}
way-desk-none = { $way ->
    [questions] No questions are taken yet
    [challenges] No challenge is set yet
    [help] Customers do not help each other here yet
   *[ideas] No ideas are asked for yet
}
way-desk-none-note = { $way ->
    [questions] Open an activity for what customers keep asking, such as “Questions about your plan”. They answer each other, or only you do; you see here what still waits for an answer.
    [challenges] Set one clear task, with dates for handing in, evaluating and announcing. Named colleagues score by criteria that everybody reads, and every entry gets an answer.
    [help] Open an activity with topics by which offers and needs find each other. Nothing is agreed before both sides said yes.
   *[ideas] Open an activity with one clear question, such as “What should be better abroad?”. Who was invited proposes, votes and comments; you answer each idea.
}
way-shown = { $way ->
    [questions] { $n ->
        [one] { $n } question
       *[other] { $n } questions
    }
    [challenges] { $n ->
        [one] { $n } entry
       *[other] { $n } entries
    }
    [help] { $n ->
        [one] { $n } offer or need
       *[other] { $n } offers and needs
    }
   *[ideas] { $n ->
        [one] { $n } idea
       *[other] { $n } ideas
    }
}
way-open = { $way ->
    [questions] Open an activity for questions
    [challenges] Set a challenge
    [help] Open help among customers
   *[ideas] Open an activity for ideas
}
way-default-status = { $status ->
    [open] open
    [looking] we look into it
    [planned] planned
    [under-way] under way
    [done] done
    [answered] answered
    [entered] handed in
    [shortlist] on the shortlist
    [winner] winner
    [adopted] we take it up
    [not-chosen] not chosen
    [helped] helped
   *[not-now] not now
}

## What they share beyond ideas

part-ways = Ways to take part
part-waits = waits for an answer since
part-among = settled among customers
part-accepted = the answer
part-accept = This answers my question
part-accept-for = This answers the question
part-thank = Say thanks
part-thanks = { $n ->
    [0] no thanks yet
    [one] { $n } thanks
   *[other] { $n } thanks
}
part-thanked = You said thanks.
part-to-terms = What the terms say
part-nothing-back = The terms promise nothing for it.
part-open-clause = The clause of the terms that asks for this
part-open-no-clause = none
part-open-clause-hint = Whoever reads the offer then sees there what taking part means, and here what comes back.
part-open-lacks = One status has to say “{ $kind }”, since that is what this leads to.
part-votes-from = Votes begin on
part-agreed-only = Only those take part who said yes to this in the terms; everybody who was invited reads it.
part-open-agreed-only = Only those take part who agreed to that clause
part-open-no-agreed = Name the clause to which they have to agree.
part-none-such = Nothing here fits what you chose.
part-end = What became of this as a whole
part-end-note = It has closed. Who voted shares what becomes of it as a whole, and is told; what was brought is answered one by one.
part-means = What taking part means here

## Questions

questions-firm-only = Only the firm answers
questions-who-answers = { $who ->
    [firm] { $firm } answers here.
   *[everybody] Everybody who takes part answers, and so does { $firm }.
}

## Challenges

challenge-phase = { $phase ->
    [submit] Submissions
    [discuss] Discussion
    [evaluate] Evaluation
   *[award] Announcement
}
challenge-now = now
challenge-winners = Who won, and why
challenge-judged = How entries are judged
challenge-evaluators = { $n ->
    [one] One person of { $firm } scores every entry by these criteria:
   *[other] { $n } people of { $firm } score every entry by these criteria:
}
challenge-weight = up to { $most } points, counted { $weight ->
    [one] once
    [2] twice
   *[other] { $weight } times
}
challenge-scores = Points
challenge-no-scores = Nobody has scored this entry yet.
challenge-criterion = Criterion
challenge-by = By
challenge-points = Points
challenge-left = somebody who has left
challenge-score-button = Save my points
challenge-score-when = You were named to score. That is open on
challenge-no-points = Give points by at least one criterion.
challenge-ranking = Entries by their points
challenge-ranking-note = The share of the points that could be given, by weight. Where scores are missing, entries are compared on less than others.
challenge-entry = Entry
challenge-share = Share of points
challenge-missing = Scores missing
challenge-rename = Who scores
challenge-someone-left = { $n ->
    [one] One of those who were named has left.
   *[other] { $n } of those who were named have left.
}
challenge-rename-note = What somebody gave who has left counts on, and nobody waits for more of it. Once you name others, what those gave who are not among them counts no longer.
challenge-rename-button = Name these
challenge-open-phases = Dates
challenge-open-phases-note = Each phase begins after the one before has ended. The last day counts as a whole. Leave the discussion blank to have none.
challenge-from = { $phase ->
    [submit] Submissions from
    [discuss] Discussion from
    [evaluate] Evaluation from
   *[award] Announcement from
}
challenge-to = { $phase ->
    [submit] Submissions to
    [discuss] Discussion to
    [evaluate] Evaluation to
   *[award] Announcement to
}
challenge-open-criteria = Criteria
challenge-open-criteria-note = Customers read them before they hand anything in.
challenge-open-criterion = Criterion { $n }
challenge-open-most = Points for criterion { $n }, at most
challenge-open-weight = Weight of criterion { $n }
challenge-open-evaluators = Who scores
challenge-no-dates = Write both dates of “{ challenge-phase }”.
challenge-figure = Write a whole number from 1 to 100.
challenge-backwards = “{ challenge-phase }” is over before it begins.
challenge-outside = “{ challenge-phase }” lies outside the dates of the challenge.
challenge-crosses = “{ $next ->
    [submit] Submissions
    [discuss] Discussion
    [evaluate] Evaluation
   *[award] Announcement
}” begins before “{ $before ->
    [submit] Submissions
    [discuss] Discussion
    [evaluate] Evaluation
   *[award] Announcement
}” is over. Begin it later, or end the other earlier.
challenge-no-criteria = Write at least one criterion.
challenge-no-evaluators = Name at least one person who scores.

## Help among customers

help-kind = What is it?
help-kind-long = { $kind ->
    [need] I need something
   *[offer] I offer something
}
help-kind-short = { $kind ->
    [need] needed
   *[offer] offered
}
help-kinds = { $kind ->
    [need] what is needed
   *[offer] what is offered
}
help-which = Which
help-any-kind = both
help-topics = Topics
help-place = Where
help-anywhere = anywhere
help-from = From (can be left blank)
help-until = Until (can be left blank)
help-from-day = from
help-until-day = until
help-room = For how many others
help-for = for { $n }
help-wrong = { $what ->
    [topic] Choose at least one topic.
    [date] Write a date, or leave this blank.
    [backwards] That is before it begins.
    [over] That day is over already.
   *[room] Write a whole number from 1 to { $most }.
}
help-pairs = Who goes together with this
help-arrange = Arrange it in the comments. Everybody who takes part reads them: leave out addresses and telephone numbers.
help-state = { $state ->
    [done] done
    [agreed] agreed
    [asked] you asked; it waits for their yes
    [asks-you] they ask you
   *[half] one of the two said yes
}
help-yes = Yes, agreed
help-done = It was done
help-done-words = It was done, as agreed between the two.
help-part = { $mine ->
    [yes] Take my yes back
   *[no] No, thanks
}
help-thank-there = Say thanks
help-fits = { $own ->
    [yes] { $kind ->
        [need] Offers that fit
       *[offer] Needs that fit
    }
   *[no] { $kind ->
        [need] Can you help?
       *[offer] Do you need this?
    }
}
help-fits-none = { $own ->
    [yes] Nothing that fits yet. Look again later; you are told when somebody asks you.
   *[no] { $kind ->
        [need] Put up what you offer first; it then stands here.
       *[offer] Say first what you need; it then stands here.
    }
}
help-bring = { $kind ->
    [need] Offer something that fits
   *[offer] Say what you need
}
help-fits-note = A yes asks the other side. It is agreed once both said yes.
help-ask = { $own ->
    [yes] { $kind ->
        [need] Ask for this
       *[offer] Offer mine for this
    }
   *[no] { $kind ->
        [need] Help with this
       *[offer] Ask with this
    }
}
help-why-topics = { $n ->
    [one] same topic: { $topics }
   *[other] same topics: { $topics }
}
help-why = { $what ->
    [place] same place
   *[words] similar words
}
help-open-topics = Topics
help-open-lines = One on each line, such as “Router” or “Television”. Offers and needs find each other by them.
help-open-places = Places
help-open-places-hint = One on each line; leave blank where the place does not matter.
help-open-no-topics = Write at least one topic.
