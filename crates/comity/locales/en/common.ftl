# What every report and command shares, in English.
#
# Names from the data come in as plain text. Whole numbers choose plural forms and are grouped by the program;
# every other figure arrives as it should be written.

## Numbers and dates

# The parts of an interval stay on one line.
interval = [{ $low }{ "\u00A0" }to{ "\u00A0" }{ $high }]
list = { $rest } and { $last }
chance = { $kind ->
    [rare] in fewer than 1 of 10,000 such comparisons
    [one] in no more than 1 of { $of } such comparisons
    [many] in no more than { $of } of 100 such comparisons
   *[usual] in almost every such comparison
}
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date-long = { $day } { $month } { $year }
month-and-year = { $month } { $year }
date-short = { $day } { $month }
date-and-time = { $date }, { $time }
date-from = from { $date } onwards
date-and-time-from = from { $time } on { $date } onwards
row = row { $row }
row-from = from row { $row } onwards

## Every page and table

column-date = date
column-estimate = estimate
column-interval = 95% interval
column-p = p
footer = Made with Comity { $version }. Seed of everything drawn at random: { $seed }.
same-as-table = The same as a table
part-caveats = To keep in mind
part-data = What was read
part-methods = How it was measured
