
# Whom an activity is for
audience-title = For whom
audience-link = For whom this is
audience-chip = { $who ->
    [some] some people
   *[everybody] everybody
 }
audience-lead = An activity is for everybody who was invited to the exchange, or for those alone of whom an item that they agreed to give has one of some values. Nobody else sees it, and nobody else takes part.
audience-now-everybody = It is for everybody who was invited to the exchange.
audience-now-some = It is for those who agreed to give { $item }, where that is one of these:
audience-everybody = everybody who was invited
audience-item = For whom
audience-item-hint = Those are meant who agreed to give this for that purpose, and gave it. Whoever did not, or takes it back, is not among them.
audience-item-for = “{ $item }” for “{ $purpose }”
audience-values = One of these values
audience-values-hint = One on each line. Capital letters make no difference.
audience-count-note = To count them, what people gave is looked at. Each of them sees that in their record, once a day at most, and so they do when they come here.
audience-count-button = How many are they now?
audience-save = Save
audience-leaving = Whoever is not among them any more does not see the activity from then on. What they brought stays, and they can still see it and take it back.
audience-counted = { $few ->
    [yes] Fewer than 10 people are among them now.
   *[no] At least { $n } people are among them now. Whole tens are told, so that nobody is found by comparing two numbers.
 }
audience-counted-part = Only the first 10,000 people who gave this were looked at.
audience-remarks = To think about first
audience-remark = { $what ->
    [not-asked] No clause of the terms in force asks for this item for that purpose. So nobody new can be among them.
    [special] This item is of a special category (GDPR, Article 9). Whoever is seen to take part here is known to have one of these values. Ask yourself whether it can be done without.
    [other-purpose] The terms say of this purpose that it is for something else than choosing who takes part. Whoever agreed to it may not expect this. A purpose of its own, with the term “Deciding who gets the service”, says it.
   *[unclear-purpose] Nothing in the terms tells whether this purpose covers choosing who takes part. A purpose with the term “Deciding who gets the service” says it.
 }
audience-wrong = { $what ->
    [item] Values were named, but not of what. Choose it, or leave the values empty.
    [none] Name at least one value, or choose everybody.
    [many] At most 50 values can be named.
    [long] A value has at most 100 characters.
   *[unknown] The terms in force do not ask for that. Choose from the list.
 }
audience-no-items = The terms of this exchange ask for no information, so an activity of it is for everybody.
audience-guests = Here people take part without an account, and whoever has none has agreed to nothing. So it is for everybody.
audience-because = You see this because you agreed to give “{ $item }” for “{ $purpose }”.
