-- Files of contributions that were collected elsewhere and are brought to an activity. "asked" says what the file is and how it is read,
-- "said" what became of its rows; both are sealed under the firm's key. The file itself lies outside the books, and only until then.
CREATE TABLE contribution_import (
    id BLOB NOT NULL PRIMARY KEY,
    activity BLOB NOT NULL REFERENCES activity (id),
    asked BLOB NOT NULL,
    state TEXT NOT NULL,
    done BIGINT NOT NULL,
    steps BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    said BLOB,
    made BIGINT NOT NULL,
    ended BIGINT
) WITHOUT ROWID;
CREATE INDEX contribution_import_activity ON contribution_import (activity, id);
CREATE INDEX contribution_import_due ON contribution_import (state, id) WHERE state IN ('waits', 'runs');

-- Contributions that came so. "mark" is a keyed digest of the row that one was, by which the same row is known again; "votes" were counted
-- where it comes from, and are never added to votes of persons.
CREATE TABLE contribution_origin (
    contribution BLOB NOT NULL PRIMARY KEY REFERENCES contribution (id),
    import BLOB NOT NULL REFERENCES contribution_import (id),
    activity BLOB NOT NULL,
    mark BLOB NOT NULL,
    votes BIGINT
) WITHOUT ROWID;
CREATE UNIQUE INDEX contribution_origin_mark ON contribution_origin (activity, mark);
CREATE INDEX contribution_origin_import ON contribution_origin (import);
