# Mail, in English. Plain text; lines are broken by the reader's program.

mail-link-subject = Your link to { $firm }
mail-link =
    Hello,

    here is the link that opens your pages at { $firm }:

    { $link }

    It works once, for { $minutes } minutes. If you did not ask for it, leave it: without you nothing happens.

mail-confirm-subject = Is this your address? { $firm }
mail-confirm =
    Hello,

    somebody gave this address as theirs to { $firm }. If it was you, open this link; from then on letters come here:

    { $link }

    It works once, for { $hours } hours. If it was not you, leave it: nothing changes.

mail-guardian-subject = { $firm } asks you to answer for { $ward }
mail-guardian =
    Hello,

    { $ward } was asked something by { $firm }, and is too young to agree to all of it alone. You were named as somebody with parental responsibility.

    Read everything and answer here:

    { $link }

    The link works once, for { $days } days. If you do not know { $ward }, leave it.

mail-invitation-subject = { $firm } asks you: { $title }
mail-invitation =
    Hello,

    { $firm } would like to agree something with you: “{ $title }”.

    You can read everything first, and answer yes, no, or yes with a condition. “No” changes nothing else.

    { $link }

    The link works once, for { $days } days. You get back to your pages at any time by asking for another one.

mail-version-subject = { $firm } has new terms: { $title }
mail-version =
    Hello,

    there is a new version of “{ $title }” by { $firm }. What you agreed stays as it is until you answer.

    What has changed, and in whose favour, stands here:

    { $link }

mail-counter-subject = { $became ->
    [accepted] { $firm } accepts your condition
    [declined] { $firm } answers your condition
    [lapsed] { $firm } did not answer your condition
   *[other] Your condition to { $firm }
}
mail-counter = { $became ->
    [accepted] Hello, your condition on “{ $title }” was accepted: { $firm } made an offer of it. Nothing is agreed before you say yes.
    [declined] Hello, { $firm } did not accept your condition on “{ $title }”. The reason stands on your pages.
    [lapsed] Hello, { $firm } did not answer your condition on “{ $title }” in time, so it has lapsed.
   *[other] Hello, your condition on “{ $title }” was overtaken by a new version of { $firm }.
    }

    { $link }

mail-password-subject = A new password for the studio of { $firm }
mail-password =
    Hello,

    an owner of the team of { $firm } sends you this link to choose a new password:

    { $link }

    It works once, for { $hours } hours. If you did not ask for it, leave it, and tell them: your password stays as it is.

mail-join-subject = You are invited to the team of { $firm }
mail-join =
    Hello,

    you are invited to the team of { $firm }. Choose a password here:

    { $link }

    The link works once, for { $days } days.

mail-digest-subject = { $firm }: { $n ->
    [one] one thing happened
   *[other] { $n } things happened
}
mail-digest-line = · { $title }
    { $what }{ $times ->
    [one] {""}
   *[other] { " " }({ $times } times)
    }
mail-digest =
    Hello,

    this happened to what you take part in with { $firm }:

    { $lines }
    { $more ->
    [0] {""}
    [one] And one thing more.
   *[other] And { $more } things more.
    }

    All of it, with the answers in full:

    { $link }

    What you want to be told of, or that it is enough (no need to sign in):

    { $choose }
