# Ideas that were collected elsewhere, everything to take along, and looking for words.

import-title = Bring ideas from a file
import-lead = A table (CSV) from anywhere, or Fider’s own backup. You see first what is in it and what would be left out; nothing is brought before you say so.
import-no-activity = No ideas are asked for yet
import-no-activity-note = Ideas are brought to an activity: open one first.
import-activity = To which activity
import-file = The file
import-file-hint = CSV with heads, gzipped or not, or the ZIP of Fider’s backup; at most { $n } MB.
import-look = Look at it
import-about = What becomes of people, votes and answers
import-about-people = Where a column has your own id of a customer whom you have here, the idea is theirs. Otherwise it stands as brought by somebody who is not here; names in the file are not kept, and nobody gets an account by it.
import-about-votes = Votes of the file stay a number beside the votes given here, and are never added to them.
import-about-status = A status that is known by its words or from Fider is kept. One that says what became of an idea needs the words that were said; without them the idea waits for your answer.
import-about-twice = The same row is brought once, however often you bring the file: also after whoever brought it was erased.
import-about-undo = All that a file brought can be taken out again until somebody voted, wrote or answered.
import-so-far = Files so far
import-none = No file was brought here yet.
import-state = { $state ->
    [sent] to be looked at
    [waits] waits for its turn
    [runs] is being brought
    [done] brought
    [failed] ended early
   *[undone] taken out again
}
import-added = { $n ->
    [0] no idea brought
    [one] { $n } idea brought
   *[other] { $n } ideas brought
}
import-theirs = { $n ->
    [one] { $n } of them is of a customer who is here
   *[other] { $n } of them are of customers who are here
}
import-already = { $n ->
    [one] { $n } row was there already
   *[other] { $n } rows were there already
}
import-merged = { $n ->
    [one] { $n } stands with another, as the file says
   *[other] { $n } stand with others, as the file says
}
import-loose = { $n ->
    [one] { $n } says that it is the same as something that is not there: it stands for itself
   *[other] { $n } say that they are the same as something that is not there: they stand for themselves
}
import-comments-left-out = { $n ->
    [one] { $n } comment left out: deleted, without words, or on nothing that was brought
   *[other] { $n } comments left out: deleted, without words, or on nothing that was brought
}
import-left-out = { $n ->
    [one] { $n } row left out
   *[other] { $n } rows left out
}
import-would-leave-out = { $n ->
    [one] { $n } row would be left out; below stands why.
   *[other] { $n } rows would be left out; below stands why.
}
import-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
import-lines = { $n ->
    [one] Line
   *[other] { $more ->
        [yes] Lines, the first:
       *[no] Lines
    }
}
import-why = { $why ->
    [no-title] there is no title
    [title-too-long] the title is longer than 200 characters
    [body-too-long] the text is longer than 10,000 characters
    [answer-too-long] the answer is longer than 5,000 characters
    [time] the date cannot be read, or in more than one way
    [votes] the number of votes is none
    [same-number] another row has its number
    [deleted] it was deleted there
    [hidden] others did not see it there
   *[fields] it has more or fewer fields than there are heads
}
import-holds = { $n ->
    [0] There is no idea in this file, as it is read now.
    [one] { $n } idea can be brought.
   *[other] { $n } ideas can be brought.
}
import-backup = This is a backup of Fider’s: it says itself what is what. Comments come along; whoever wrote and voted there is nobody here.
import-either = Line { $line } has “{ $date }”, which could be day first or month first, and no date in the file shows which. Say it below; else such rows are left out.
import-refused = It cannot be read so
import-first = { $n ->
    [one] The first row
   *[other] The first { $n } rows
}
import-unread = not read
import-columns = Which column says what
import-columns-hint = This is what the heads say by themselves. Only the title has to be there.
import-column = { $column ->
    [title] Title
    [body] Text
    [at] When it was brought
    [author] Name of who brought it (not kept)
    [customer] Your id of the customer who brought it
    [votes] Number of votes
    [status] Status
    [answer] Your answer
    [answered_at] When you answered
    [number] Its number
    [merged_into] Number of what it is the same as
    [tags] Tags (not kept)
   *[showing] Whether others saw it
}
import-no-column = none
import-language = The language of its texts
import-language-of = { $language ->
    [it] Italian
   *[en] English
}
import-dates = Dates such as 1/2/2024
import-order = { $order ->
    [dmy] day first
    [mdy] month first
   *[shown] as the file shows
}
import-start = { $n ->
    [one] Bring { $n } idea
   *[other] Bring { $n } ideas
}
import-look-again = Look again
import-drop = Leave it
import-drop-note = The file is deleted, and nothing of it was brought.
import-drop-button = Delete the file
import-progress = How far it is
import-may-leave = You can leave this page: it goes on by itself.
import-again = See how far it is
import-failed = It ended early. What was brought until then is there; mend the file and bring it again, and what is there is not brought twice.
import-to-desk = To the ideas
import-undo = Take all of it out again
import-undo-note = Every idea that this file brought is deleted, with what came with it. This is possible until somebody voted, wrote or answered.
import-undo-button = Take it out
import-built-on = { $n ->
    [one] Something was built on { $n } of its ideas
   *[other] Something was built on { $n } of its ideas
}
import-built-on-note = Somebody voted, wrote, follows or answered, or ideas were put together. Nothing was deleted.

part-elsewhere = brought elsewhere
part-votes-before = { $n ->
    [one] { $n } vote counted before
   *[other] { $n } votes counted before
}
part-export = Take everything along
part-export-note = Contributions, comments, votes as counts, answers: a ZIP with CSV and JSON Lines. Nobody is named in it.
part-export-activity = This activity
part-export-exchange = All activities of the exchange
part-search = Words
part-search-hint = Also when they are slightly misspelt.
part-found = { $n ->
    [0] Nothing was found for “{ $words }”.
    [one] { $n } found for “{ $words }”.
   *[other] { $n } found for “{ $words }”, the most like first.
}
part-unknown = { $n ->
    [one] Nothing here has the word
   *[other] Nothing here has the words
}
part-search-end = Show all
part-search-all = Look through the whole exchange
part-search-button = Look
part-search-rest = All { $n }
part-any-stage = any stage
