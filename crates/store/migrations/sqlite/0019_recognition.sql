-- Rules of an exchange on what comes back for taking part, each time that they were set, sealed under the firm's key; the newest hold.
CREATE TABLE rewards (
    id BLOB NOT NULL PRIMARY KEY,
    exchange BLOB NOT NULL REFERENCES exchange (id),
    member BLOB,
    at BIGINT NOT NULL,
    sealed BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX rewards_exchange ON rewards (exchange, id);

-- What was promised to persons by these rules, each once for a rule, a deed and a contribution. "month" is that of the deed, counted from
-- year 0; "withdrawn" says when the deed was undone before anything came. What is promised is sealed under the person's key.
CREATE TABLE recognition (
    id BLOB NOT NULL PRIMARY KEY,
    exchange BLOB NOT NULL REFERENCES exchange (id),
    person BLOB NOT NULL REFERENCES person (id),
    contribution BLOB NOT NULL REFERENCES contribution (id),
    rule TEXT NOT NULL,
    deed TEXT NOT NULL,
    month BIGINT NOT NULL,
    at BIGINT NOT NULL,
    withdrawn BIGINT,
    sealed BLOB NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX recognition_once ON recognition (contribution, person, rule, deed);
CREATE INDEX recognition_person ON recognition (person, exchange, id);
CREATE INDEX recognition_exchange ON recognition (exchange, id);

-- Whom the firm would name as whoever had a part in something, and whether they agree. The firm's words on them, and the name that they
-- chose, are sealed under their key.
CREATE TABLE credit (
    id BLOB NOT NULL PRIMARY KEY,
    exchange BLOB NOT NULL REFERENCES exchange (id),
    contribution BLOB NOT NULL REFERENCES contribution (id),
    person BLOB NOT NULL REFERENCES person (id),
    member BLOB,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    answered BIGINT,
    sealed BLOB NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX credit_once ON credit (contribution, person);
CREATE INDEX credit_person ON credit (person);
