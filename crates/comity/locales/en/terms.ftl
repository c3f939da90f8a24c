# What is said of terms and what the lint finds in them.

lint-rule = { $rule ->
    [item-without-purpose] information is asked for, and no purpose is named
    [purpose-without-benefit] information is asked for, and nothing comes back
    [retention-too-long] kept longer than the purpose needs
    [retention-without-end] kept for as long as the agreement lasts, although the purpose says how long it needs
    [consent-by-default] yes is shown as already given
    [consent-required] consent is made a condition of taking part
    [purpose-in-several-clauses] consent to one purpose is asked for in several clauses
    [leaving-harder] leaving asks for something that joining did not
    [claws-back] benefits already delivered are taken back on leaving
    [firm-alone] something is asked, the firm alone decides, and nobody can counter
    [recipient-not-named] a recipient has no name or no contact
    [work-without-return] work is asked for, and nothing comes back
    [all-with-firm] every clause is the firm’s
    [special-without-reason] a special category of personal data, and no reason is given
    [no-balancing-note] a legitimate interest without its balancing note
    [no-law] a legal duty without the law
    [benefit-without-date] a benefit is promised, and nobody knows by when
    [inferred-without-inputs] an item is worked out, and nobody knows from what
    [inferred-without-method] an item is worked out, and nobody knows how
    [inputs-not-asked] an inferred item is asked for, and not all that it is worked out from
    [third-party-without-origin] an item comes from somebody else, and nobody knows from whom
    [dpv-not-known] a term of the Data Privacy Vocabulary that is not known here
    [item-not-asked] no clause asks for this item
    [not-translated] some texts are missing in a language in which others are written
    [item-unused] collected, and not used for a long time
   *[benefit-overdue] promised, due, and not delivered
}
lint-reason = { $rule ->
    [item-without-purpose] People cannot agree to “for whatever”; information without a purpose may not be collected at all.
    [purpose-without-benefit] An exchange has two sides. Who gives something and gets nothing back will leave, or never come.
    [retention-too-long] What is kept beyond its purpose is a risk to both sides and of use to neither.
    [retention-without-end] Few things are needed for as long as somebody happens to stay.
    [consent-by-default] Silence is no consent; a box ticked in advance is none either.
    [consent-required] Consent that one has to give is not given freely, and does not count.
    [purpose-in-several-clauses] Each purpose has one answer, so that it can be taken back with one.
    [leaving-harder] Leaving has to be as easy as joining.
    [claws-back] What was given for what was given stays given. Taking it back is a price on leaving.
    [firm-alone] Control is negotiated. A clause that can only be taken or left teaches you nothing about what people want.
    [recipient-not-named] People agree to somebody in particular, and have to be able to reach them.
    [work-without-return] Work moved to customers is a saving for the firm; unless something comes back, that is all it is.
    [all-with-firm] Where the customer decides nothing, this is a notice and no exchange.
    [special-without-reason] Health, belief, origin and the like may be asked for only where there is a reason that people can read.
    [no-balancing-note] A legitimate interest holds only where it was weighed against the person’s, in writing.
    [no-law] Who relies on a law has to say on which.
    [benefit-without-date] A promise without a date cannot be kept, nor missed.
    [inferred-without-inputs] Who agrees to what is worked out agrees to what it comes from, and has to know it.
    [inferred-without-method] People can contest what is worked out about them only where they know how it was.
    [inputs-not-asked] An agreement on what is worked out covers its inputs, too, for the same purpose.
    [third-party-without-origin] People are to be told who gives away what is known about them.
    [dpv-not-known] Other systems read by these terms what is used and for what; one that they do not know tells them nothing.
    [item-not-asked] It will never be collected, and only makes the terms longer.
    [not-translated] Only a language in which everything is written can be offered.
    [item-unused] What is not used need not be kept.
   *[benefit-overdue] Both sides can see that it is missing.
}
lint-fix = { $rule ->
    [item-without-purpose] Name a purpose, or drop the item.
    [purpose-without-benefit] Say what comes back, in which kind of capital, or ask for less.
    [retention-too-long] Shorten { $retention } to what the purpose says in { $needs }.
    [retention-without-end] Fill in { $retention }.
    [consent-by-default] Switch { $default } off.
    [consent-required] Switch { $required } off, or find out whether the purpose is part of the contract.
    [purpose-in-several-clauses] Put the items into one clause, or part the purpose in two.
    [leaving-harder] Empty { $notice } and { $condition }.
    [claws-back] Switch { $claws } off.
    [firm-alone] Let it be countered, or share control.
    [recipient-not-named] Fill in { $name } and { $contact }.
    [work-without-return] Say what comes back.
    [all-with-firm] Share at least one clause, or let the customer set it.
    [special-without-reason] Write the reason into { $reason }, or drop the item.
    [no-balancing-note] Write the note into { $balancing }.
    [no-law] Name the law in { $law }.
    [benefit-without-date] Fill in { $due }.
    [inferred-without-inputs] Name the items in { $from }.
    [inferred-without-method] Write the method into { $method }.
    [inputs-not-asked] Ask also for { $names } for the same purpose, or drop the inferred item.
    [third-party-without-origin] Say who in { $origin }.
    [dpv-not-known] { $named ->
        [0] Choose a term that is known, or leave it if it is one of your own below a term of the vocabulary.
       *[other] Did you mean { $names }? If it is a term of your own below one of the vocabulary, leave it.
    }
    [item-not-asked] Drop it, or ask for it in a clause.
    [not-translated] Write the missing texts, or drop the language from the title.
    [item-unused] Release it.
   *[benefit-overdue] Deliver it, or tell people why not.
}
lint-place = { $place ->
    [terms] the terms
    [title] the title
    [summary] the summary
    [leaving] leaving
    [clause] clause { $name }
    [purpose] purpose { $name }
    [item] item { $name }
    [recipient] recipient { $name }
   *[benefit] benefit { $name }
}
lint-weight = { $weight ->
    [refused] refused
   *[advice] to think about
}
lint-nothing = Nothing to refuse and nothing to advise. What the lint cannot judge: whether the words are true, and whether the exchange is fair.
lint-counted = { $refused ->
    [0] Nothing to refuse
    [one] One thing is refused
   *[other] { $refused } things are refused
}, { $advice ->
    [0] nothing to think about
    [one] one to think about
   *[other] { $advice } to think about
}.
lint-faulty = { $n ->
    [one] One thing keeps
   *[other] { $n } things keep
} these terms from being offered at all:
lint-law = This helps to keep the law. It is no legal advice.
terms-fault = { $fault ->
    [same_name] there are two of { $part }: give one of them another name
    [not_there] { $place } names { $part }, which is not described: describe it, or correct the name
    [no_words] { $part } has no words in the document’s own language
    [setting_and_control] { $place }: a clause that the customer controls needs a setting, and no other clause has one
    [setting_bounds] { $place }: the setting starts outside its own bounds, or there is nothing to choose from
    [vote_rule] { $place }: a vote needs a quorum of 1 to 100 per cent, a majority of 51 to 100, and 1 to 365 days
    [counter_bounds] { $place }: what may be countered is no counter: a retention not shorter, an amount not higher, fewer of one
    [input_not_there] { $place } is worked out from { $part }, which is not described: describe it, or correct the name
    [inferred_from_itself] { $place } is worked out from itself, at once or by way of others: name other inputs
    [source_and_origin] { $place }: only what is inferred has inputs, and only what comes from others has somebody who gives it
    [no_clause] there is no clause
   *[answer_within] counter-offers are answered within 1 to 365 days: correct { $within }
}
