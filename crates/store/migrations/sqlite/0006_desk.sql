-- Persons to whom something is owed: "late" is the moment from which the first of it is late. What is owed, and how much, is sealed
-- under the person's key.
CREATE TABLE owed (
    exchange BLOB NOT NULL REFERENCES exchange (id),
    person BLOB NOT NULL REFERENCES person (id),
    late BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (exchange, person)
) WITHOUT ROWID;
CREATE INDEX owed_late ON owed (exchange, late, person);
CREATE INDEX owed_person ON owed (person);

-- What the benefits of an exchange come to over all persons, as JSON, and when that was worked out.
CREATE TABLE benefit_sum (
    exchange BLOB NOT NULL PRIMARY KEY REFERENCES exchange (id),
    at BIGINT NOT NULL,
    sums TEXT NOT NULL
) WITHOUT ROWID;
