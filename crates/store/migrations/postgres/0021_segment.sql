-- On which day it was last written down that a value of somebody was looked at to see whether an activity is for them, and which value
-- by which clause: what it says, and what came of it, is kept nowhere. "day" counts days since 1970.
CREATE TABLE segment_look (
    person BYTEA NOT NULL REFERENCES person (id),
    activity BYTEA NOT NULL REFERENCES activity (id),
    value BYTEA NOT NULL,
    clause TEXT NOT NULL,
    version BIGINT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (person, activity)
);
