
## Taking part without an account, and on the firm's own site

guest-lead = { $way ->
    [questions] Ask, and read what others asked. { $firm } sees what still waits.
    [opinions] One statement at a time: agree, disagree, or pass.
   *[ideas] Propose and vote. { $firm } answers every idea, and says why when it cannot be done.
}
guest-summary = You take part here without an account. What that means
guest-means = Nobody asks who you are. You can read without leaving anything behind.
guest-point = { $what ->
    [cookie] When you first vote or bring something, one cookie is set in this browser, with a random number. By it you, and nobody else, see what you did here and can delete it.
    [nothing] { $firm } keeps no address and nothing about your device. How often one address acts is counted in memory, for an hour at most.
    [moderator] A moderator looks at what you write before others see it. Do not write who you are, or who others are.
    [ends] 90 days after you last did something here the number ends. Your votes and words then stay, and lead to nobody.
   *[join] If you sign in one day, you are asked whether what you did here should be yours. It is not without your yes.
}
guest-sign-in = Sign in instead
guest-as-person = You are signed in: what you do here is yours, as on your own pages.
guest-to-mine = What you did here
guest-typed-note = Others see what you write, not who you are. A moderator looks first.
guest-comments = Comments are for those who are signed in.
guest-of-which = of which without an account: { $n }
guest-takers = { $n ->
    [one] One person of these answered without an account.
   *[other] { $n } people of these answered without an account.
}
guest-again = { $why ->
    [early] That was quick. Press once more in a moment: this keeps programs out.
    [gone] What this browser was known by has ended. Press once more: you begin anew.
   *[late] This page lay open for a long time. Press once more; what you typed is still here.
}
guest-mine = What you did here without an account
guest-mine-none = Nothing is known of this browser
guest-mine-none-note = Once you vote or bring something without an account, it stands here. It is known for 90 days after you last did something.
guest-mine-lead = Only this browser sees this page. Whoever else uses it sees it too.
guest-brought = { $n ->
    [one] What you brought
   *[other] { $n } things that you brought
}
guest-votes-for = { $n ->
    [one] one vote for it
   *[other] { $n } votes for it
}
guest-voted = { $n ->
    [one] You voted once.
   *[other] You voted { $n } times.
}
guest-sign-in-join = Sign in, and make it yours
guest-forget = Forget me
guest-forget-note = Your votes are taken back, your words are deleted, and the cookie goes. { $firm } keeps nothing of it. This cannot be undone.
guest-forget-button = Delete all of it
guest-join = What you did without an account
guest-join-none = There is nothing to join
guest-join-none-note = In this browser nobody took part here without an account, or it is yours already.
guest-join-lead = Somebody took part here in this browser without an account. Was it you? Nothing is joined to you without your yes.
guest-join-point = { $what ->
    [yours] It stands among what you brought, and you are told what becomes of it.
    [twice] Where you voted on the same both times, the later vote counts, once.
    [erased] When you have everything of yours erased, it goes too.
   *[final] It stays yours: this cannot be taken apart again. Say no if others use this browser.
}
guest-join-yes = Yes, it was me
guest-join-no = No, leave it as it is
guest-switch = Without an account
guest-switched = { $on ->
    [yes] on
   *[no] off
}
guest-switch-note = Anybody who has the address reads this activity, brings something and votes, without being invited and without signing in. A moderator looks at what they write before others see it. Programs are kept out by a signed form and a limit for each address; one person can still vote several times from several browsers, and so each count says how many votes came without an account.
guest-switch-agreed = Here an agreement comes first, and who has no account has agreed to nothing. So this cannot be switched on.
guest-switch-button = { $on ->
    [yes] Only those who were invited
   *[no] Let anybody take part
}
guest-address = Address for everybody
guest-on-site = On your own site
guest-remove = Take the words out
guest-remove-note = Somebody without an account brought this. Where it holds what should stand nowhere, such as names or addresses, you can delete the words for good. Votes stay.
guest-remove-button = Delete the words
embed-title = On your own site
embed-lead = Activities in which anybody takes part can stand on pages of your own site: one line there, without a frame and without a cookie.
embed-origins = Sites on whose pages they may stand, one in each line
embed-origins-hint = Whole, as in https://www.example.com, without a path. Pages of other sites are refused.
embed-save = Save
embed-wrong = “{ $line }” is no site: write https:// and the host name, as in https://www.example.com.
embed-too-many = { $n } sites at most.
embed-snippets = What stands on your page
embed-snippets-note = Put the line where the activity should be seen.
embed-none = In no activity of this exchange does anybody take part without an account yet. It is switched on at the activity.
embed-docs = docs/embed.md says what can be set, and what your own site’s policy has to let in.
embed-fault = { $why ->
    [often] That was very often. Wait a minute, and press again.
    [busy] Too much is going on just now. Try again in a moment.
    [missing] This is not here any more.
   *[other] That did not work. Reload the page, and try again.
}
embed-said = { $what ->
    [queued] Thank you. A moderator looks at it, then others see it.
    [brought] Thank you. Others see it now.
   *[counted] It counts.
}
embed-waits = { $n ->
    [one] A moderator looks at what you wrote.
   *[other] A moderator looks at { $n } things that you wrote.
}
embed-word = { $what ->
    [send] Send
    [forget] Delete what I did here
   *[note] No account, no cookie: once you vote or write, a random number is kept in this browser. { $firm } knows nothing else of you.
}
embed-all = { $n ->
    [one] Read it in full
   *[other] Read all { $n }
}
embed-map = Open it on a page of its own
