-- Thanks for what a person brought, or for a comment on it: "about" is the id of either.
CREATE TABLE contribution_thanks (
    contribution BYTEA NOT NULL REFERENCES contribution (id),
    about BYTEA NOT NULL,
    person BYTEA NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (contribution, about, person)
);
CREATE INDEX contribution_thanks_person ON contribution_thanks (person);

-- Points that members who were named for it gave to an entry of a challenge. They count on when a member leaves.
CREATE TABLE entry_score (
    contribution BYTEA NOT NULL REFERENCES contribution (id),
    member BYTEA NOT NULL,
    criterion TEXT NOT NULL,
    points BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (contribution, member, criterion)
);

-- An offer and a need: which of the two said yes, and when it was done. What was not done goes when one of them is erased.
CREATE TABLE help_match (
    offer BYTEA NOT NULL REFERENCES contribution (id),
    need BYTEA NOT NULL REFERENCES contribution (id),
    offer_agrees BIGINT NOT NULL,
    need_agrees BIGINT NOT NULL,
    at BIGINT NOT NULL,
    done BIGINT,
    PRIMARY KEY (offer, need)
);
CREATE INDEX help_match_need ON help_match (need);
