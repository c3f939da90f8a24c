-- How a person wants to be told by mail of what they take part in, and how far they were told: "chosen" is JSON of topics, "due" the
-- moment from which the next letter may leave, "upto" the last news that a letter told or left out.
CREATE TABLE digest (
    person BYTEA NOT NULL PRIMARY KEY REFERENCES person (id),
    chosen TEXT NOT NULL,
    last BIGINT,
    due BIGINT NOT NULL,
    upto BYTEA
);
