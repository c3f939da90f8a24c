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

-- What members decided after looking at signs of arranged votes: "reason" is the sign as its rules know it, as JSON without words of
-- anybody. Whoever it is about stands in "sign_person", of an erased person the number under which their votes count on.
CREATE TABLE sign_decision (
    id BLOB NOT NULL PRIMARY KEY,
    activity BLOB NOT NULL REFERENCES activity (id),
    member BLOB,
    at BIGINT NOT NULL,
    counts BIGINT NOT NULL,
    reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sign_decision_activity ON sign_decision (activity, id);
CREATE TABLE sign_person (
    activity BLOB NOT NULL REFERENCES activity (id),
    person BLOB NOT NULL,
    decision BLOB NOT NULL,
    counts BIGINT NOT NULL,
    PRIMARY KEY (activity, person)
) WITHOUT ROWID;
CREATE INDEX sign_person_decision ON sign_person (decision);
