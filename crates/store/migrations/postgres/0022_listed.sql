-- How many contributions a list has is counted from the index alone, and what came since the last search is found by it: rows carry whole
-- texts, and a hundred thousand of them are much to read for one figure.
DROP INDEX contribution_activity;
CREATE INDEX contribution_listed ON contribution (activity, id, status, kind, decided, showing, merged_into);
