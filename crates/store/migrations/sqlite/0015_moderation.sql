-- Rules by which what people bring is shown at once or after a look, for the whole firm or one exchange: a row for each time that they
-- were set, the newest holds. Without "sealed" there are none of one's own: those of the firm hold, or of the house. Sealed under the
-- firm's key, since words to look at may be somebody's name.
CREATE TABLE moderation_policy (
    id BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL REFERENCES firm (id),
    exchange BLOB REFERENCES exchange (id),
    member BLOB,
    at BIGINT NOT NULL,
    sealed BLOB
) WITHOUT ROWID;
CREATE INDEX moderation_policy_of ON moderation_policy (firm, exchange, id);

-- What moderators pressed: "about" is the id of a contribution or of a comment, "version" the one that came of it.
CREATE TABLE moderation_decision (
    about BLOB NOT NULL,
    version BIGINT NOT NULL,
    member BLOB NOT NULL,
    button TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (about, version)
) WITHOUT ROWID;
