-- Persons to whom something is owed: "late" is the moment from which the first of it is late. What is owed, and how much, is sealed
-- under the person's key.
CREATE TABLE owed (
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    person BYTEA NOT NULL REFERENCES person (id),
    late BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (exchange, person)
);
CREATE INDEX owed_late ON owed (exchange, late, person);
CREATE INDEX owed_person ON owed (person);

-- What the benefits of an exchange come to over all persons, as JSON, and when that was worked out.
CREATE TABLE benefit_sum (
    exchange BYTEA NOT NULL PRIMARY KEY REFERENCES exchange (id),
    at BIGINT NOT NULL,
    sums TEXT NOT NULL
);
