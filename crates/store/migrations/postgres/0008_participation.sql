-- Ways to take part in an exchange. "activity" is the whole of it as its rules know it, as JSON: title, place, statuses, settings, dates.
CREATE TABLE activity (
    id BYTEA NOT NULL PRIMARY KEY,
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    kind TEXT NOT NULL,
    activity TEXT NOT NULL
);
CREATE INDEX activity_exchange ON activity (exchange, id);

-- What people bring. Words, and what a moderator said against them, are sealed under the author's key; the firm's answer under the
-- firm's. An author who was erased leaves the row without either author or words.
CREATE TABLE contribution (
    id BYTEA NOT NULL PRIMARY KEY,
    activity BYTEA NOT NULL REFERENCES activity (id),
    author BYTEA REFERENCES person (id),
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    at BIGINT NOT NULL,
    showing TEXT NOT NULL,
    status TEXT NOT NULL,
    accepted BYTEA,
    waiting_since BIGINT,
    merged_into BYTEA REFERENCES contribution (id),
    version BIGINT NOT NULL,
    outcome BYTEA,
    sealed BYTEA
);
CREATE INDEX contribution_activity ON contribution (activity, id) WHERE showing = 'shown' AND merged_into IS NULL;
CREATE INDEX contribution_waiting ON contribution (activity, waiting_since) WHERE waiting_since IS NOT NULL;
CREATE INDEX contribution_merged ON contribution (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX contribution_author ON contribution (author, at) WHERE author IS NOT NULL;

-- Votes where they were given, one for each person. Of an erased person they count on under a number that leads to nobody.
CREATE TABLE contribution_vote (
    contribution BYTEA NOT NULL REFERENCES contribution (id),
    person BYTEA NOT NULL,
    ballot BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (contribution, person)
);
CREATE INDEX contribution_vote_person ON contribution_vote (person);

-- What a contribution and everything merged into it comes to, apart from it: a vote then writes few bytes.
CREATE TABLE contribution_count (
    contribution BYTEA NOT NULL PRIMARY KEY REFERENCES contribution (id),
    activity BYTEA NOT NULL,
    for_it BIGINT NOT NULL,
    against BIGINT NOT NULL,
    comments BIGINT NOT NULL
);
CREATE INDEX contribution_count_most ON contribution_count (activity, for_it, contribution);

CREATE TABLE contribution_follow (
    contribution BYTEA NOT NULL REFERENCES contribution (id),
    person BYTEA NOT NULL REFERENCES person (id),
    told BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (contribution, person)
);
CREATE INDEX contribution_follow_person ON contribution_follow (person);

-- Comments, sealed under the key of whoever wrote them: a person, or the firm where a member did.
CREATE TABLE contribution_comment (
    id BYTEA NOT NULL PRIMARY KEY,
    contribution BYTEA NOT NULL REFERENCES contribution (id),
    reply_to BYTEA,
    person BYTEA REFERENCES person (id),
    member BYTEA,
    at BIGINT NOT NULL,
    showing TEXT NOT NULL,
    waiting_since BIGINT,
    version BIGINT NOT NULL,
    sealed BYTEA
);
CREATE INDEX contribution_comment_at ON contribution_comment (contribution, id);
CREATE INDEX contribution_comment_person ON contribution_comment (person, at) WHERE person IS NOT NULL;
CREATE INDEX contribution_comment_waiting ON contribution_comment (waiting_since) WHERE waiting_since IS NOT NULL;

-- What moderators decided on what a person brought, by which others see the next at once or after a look.
CREATE TABLE trust (
    person BYTEA NOT NULL PRIMARY KEY REFERENCES person (id),
    accepted BIGINT NOT NULL,
    declined BIGINT NOT NULL,
    mark TEXT
);

-- What persons are told in the portal, in words of the rules and without anybody's: "what" is JSON with ids and names.
CREATE TABLE news (
    id BYTEA NOT NULL PRIMARY KEY,
    person BYTEA NOT NULL REFERENCES person (id),
    contribution BYTEA NOT NULL REFERENCES contribution (id),
    because TEXT NOT NULL,
    what TEXT NOT NULL,
    at BIGINT NOT NULL,
    seen BIGINT
);
CREATE INDEX news_person ON news (person, id);
CREATE INDEX news_unseen ON news (person) WHERE seen IS NULL;
