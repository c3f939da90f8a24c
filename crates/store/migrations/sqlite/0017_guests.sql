-- Somebody who takes part without an account is a person whom nothing recognises but a secret, which is kept as its digest until it ends.
ALTER TABLE person ADD COLUMN guest BIGINT NOT NULL DEFAULT 0;
CREATE TABLE guest (
    person BLOB NOT NULL PRIMARY KEY REFERENCES person (id),
    firm BLOB NOT NULL,
    token BLOB NOT NULL UNIQUE,
    made BIGINT NOT NULL,
    expires BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX guest_expires ON guest (expires);

-- Who a guest became: with the person's erasure a backup from before is cleared of both.
CREATE TABLE guest_joined (
    guest BLOB NOT NULL PRIMARY KEY,
    person BLOB NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX guest_joined_person ON guest_joined (person);

-- Votes of guests, so that it is said how many of a count they are.
ALTER TABLE contribution_vote ADD COLUMN guest BIGINT NOT NULL DEFAULT 0;
CREATE INDEX contribution_vote_guest ON contribution_vote (contribution) WHERE guest = 1;

-- Sites of the firm on whose pages an exchange's activities may stand: exact origins.
CREATE TABLE embed_origin (
    exchange BLOB NOT NULL REFERENCES exchange (id),
    origin TEXT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (exchange, origin)
) WITHOUT ROWID;
