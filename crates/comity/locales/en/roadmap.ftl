
## Roadmap and changelog

roadmap-pages = Roadmap and changelog
roadmap-title = { $page ->
    [changelog] Changelog
   *[roadmap] Roadmap
}
roadmap-lead = What { $firm } will do, is doing and has done of what was asked for. When it comes stands in its own words.
roadmap-empty = Nothing stands here yet
roadmap-empty-note = As soon as { $firm } plans something that was asked for, it stands here, with its answer and the votes for it.
roadmap-group = { $group ->
    [planned] Planned
    [under-way] Under way
   *[done] Done
}
roadmap-group-empty = { $group ->
    [planned] Nothing is planned at the moment.
    [under-way] Nothing is under way at the moment.
   *[done] Nothing has been done yet.
}
roadmap-all-done = Everything that was done
roadmap-more = These are the latest { $n }; there are more.
roadmap-thanks = { $n ->
    [one] Thanks to the customer who brought this.
   *[other] Thanks to the { $n } customers who brought this.
}
roadmap-thanks-named = { $others ->
    [0] Thanks to { $names }.
    [one] Thanks to { $names } and one other.
   *[other] Thanks to { $names } and { $others } others.
}
roadmap-log-lead = What { $firm } has done, month by month, and who asked for it.
roadmap-log-empty = Nothing has been done yet
roadmap-log-empty-note = What comes of what people bring stands here once it is there.
roadmap-newest = To the newest
roadmap-older = Older
roadmap-feed = As a feed (Atom)
roadmap-sign-in = Whoever { $firm } invited can sign in to vote and comment.
roadmap-to-sign-in = Sign in
roadmap-from = { $n ->
    [one] It comes from this:
   *[other] It comes from these:
}
roadmap-link = What is planned, under way and done

## The desk

roadmap-desk = Roadmap and changelog
roadmap-as-seen = What people see
roadmap-as-seen-note = What stands here follows from the answers that you give: to plan something, to be at it, to have done it. When it comes, say in the answer.
roadmap-seen-by = Who sees both pages:
roadmap-seen = { $who ->
    [everybody] everybody
   *[exchange] those in the exchange
}
roadmap-seen-note = { $who ->
    [everybody] Everybody sees the titles of what was brought, your answers and the votes, without signing in. Nobody is named but who agreed to it, and whoever wants their words kept within the exchange is left out.
   *[exchange] Everybody who was invited sees them on their pages. You can show them to everybody, too: titles, your answers and votes, and no names but of those who agreed.
}
roadmap-warned = A warning
roadmap-unsaid = { $public ->
    [yes] Everybody sees this, and the terms do not say that what people bring to these may be shown to everybody:
   *[no] Think first: the terms do not say that what people bring to these may be shown to everybody:
}
roadmap-unsaid-next = People wrote for those in the exchange. Let the activity hang on a clause that asks for this work, tick there that what comes of it may be shown to everybody, and publish; or write an entry of your own in place of their words.
roadmap-switch = { $to ->
    [public] Show both to everybody
   *[within] Show both only to those in the exchange
}
roadmap-not-offered = Nobody sees them before terms are published.
roadmap-log-desk = What was done of what people brought stands in the changelog by itself, with your answer. Write here what came otherwise, or what sums several up.
roadmap-log-none = No entry of your own yet
roadmap-log-none-note = An entry has a title, a few words and a day, and names what it came from. Until you publish it, only members see it.
roadmap-entry-state = { $state ->
    [published] published
    [removed] taken out
   *[draft] draft
}
roadmap-entry-linked = { $n ->
    [0] about nothing that was brought
    [one] about { $n } contribution
   *[other] about { $n } contributions
}
roadmap-entry-new = Write an entry
roadmap-entry-title = { $language ->
    [it] The title, in Italian
   *[en] The title, in English
}
roadmap-entry-words = { $language ->
    [it] What was done, in Italian
   *[en] What was done, in English
}
roadmap-entry-day = Its day
roadmap-entry-day-hint = It is listed by this day.
roadmap-entry-about = What it came from
roadmap-entry-about-hint = These then stand in the entry and not beside it. Whoever brought, follows or voted for them is told once.
roadmap-entry-told = When you publish it, whoever brought, follows or voted for what it came from is told, each once.
roadmap-entry-out = This is taken out: only members see it.
roadmap-entry-button = { $go ->
    [draft] Keep as a draft
    [publish] Publish
    [save] Save
    [unpublish] Make it a draft again
    [undo] Take the last change back
    [remove] Take it out
    [undo-remove] Put it in again
   *[delete] Delete it for good
}
roadmap-entry-wrong = { $what ->
    [day] Choose a day.
    [title] Write the title in at least one language.
    [untitled] There are words in this language, and no title.
    [linked] One entry can be about 100 contributions at most.
   *[long] That is too long: a title has at most 200 characters, the words 10,000.
}

## Statuses

statuses-link = Statuses and their names
statuses-title = Statuses
statuses-lead = Name the steps as your firm does. Whatever a status is called, what stands in it stays there; what it says became of something is its kind.
statuses-picture = What it will look like
statuses-column = { $column ->
    [kind] It says that it is
    [roadmap] On the roadmap
    [used] Stand in it
   *[status] Status
}
statuses-nowhere = not there
statuses-new = One more
statuses-one = Status { $n } ({ $used ->
    [0] nothing stands in it
   *[other] { $used } in it
})
statuses-words = Its name ({ $language })
statuses-kind = It says that it is
statuses-order = Its place in the order
statuses-gone = Leave it out
statuses-to = { $n ->
    [one] What stands in it goes to
   *[other] The { $n } that stand in it go to
}
statuses-choose = Choose one of the same kind
statuses-button = { $go ->
    [save] Save
    [undo] Take it back
   *[look] See what it will look like
}
statuses-undo = The last change
statuses-changed = They were last changed on
statuses-undo-note = If you take that back, they are as before, and what was moved then is back where it was, unless it has been answered since.
statuses-no-words = Write the name in every language of the exchange: { $language } is missing.
statuses-refused = { $why ->
    [in-use] { $n ->
        [one] Something stands in it: choose where it goes.
       *[other] { $n } stand in it: choose where they go.
    }
    [nowhere] What stands in it cannot go to one that is left out too.
    [other-kind] What stands in it can only go to one that says the same of it. Give each its answer first.
    [kind-in-use] Something stands in it, so it keeps its kind. Make another status, and answer what stands here.
    [undo] Something has come to stand in a status that would go. Leave that one out by hand.
   *[other] This kind of activity cannot have that.
}

## How something that one brought is shown

display-title = How this may be shown
display-lead = { $public ->
    [yes] The roadmap of this exchange is public: everybody sees the title of what is planned or done, and no name unless you say so here.
   *[no] When this is planned or done it stands on the roadmap, which those in the exchange see. You are not named unless you say so here.
}
display-named = Thank me by name
display-to = { $to ->
    [exchange] before those in the exchange
    [everybody] before everybody, where the roadmap is public
   *[nobody] before nobody
}
display-name = By which name
display-name-hint = As you want to be called: your name, initials, a nickname.
display-hidden = Do not show what I wrote outside this exchange
display-button = Save this
display-public = The roadmap of this exchange is public: everybody may see the title of what you bring once it is planned or done. You are not named unless you want it, and on its page you can say no.
