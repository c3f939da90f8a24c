-- What a person aspires to, struggles with or needs: stated by them or, where "noted" has the day of an interview, written down by a
-- member. Wordings are sealed under the person's key. "counts" is since when it counts in themes; nothing until the person has seen
-- it, and nothing once they withdrew it.
CREATE TABLE voice (
    id BYTEA NOT NULL PRIMARY KEY,
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    person BYTEA NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    noted BIGINT,
    seen BIGINT,
    confirmed BIGINT,
    counts BIGINT,
    withdrawn BIGINT,
    sealed BYTEA NOT NULL
);
CREATE INDEX voice_person ON voice (person, exchange);
CREATE INDEX voice_exchange ON voice (exchange, id);
CREATE INDEX voice_counts ON voice (exchange, kind, counts, id) WHERE counts IS NOT NULL;
CREATE INDEX voice_withdrawn ON voice (withdrawn) WHERE withdrawn IS NOT NULL;
