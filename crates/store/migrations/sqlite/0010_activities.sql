-- Thanks for what a person brought, or for a comment on it: "about" is the id of either.
CREATE TABLE contribution_thanks (
    contribution BLOB NOT NULL REFERENCES contribution (id),
    about BLOB NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (contribution, about, person)
) WITHOUT ROWID;
CREATE INDEX contribution_thanks_person ON contribution_thanks (person);

-- Points that members who were named for it gave to an entry of a challenge. They count on when a member leaves.
CREATE TABLE entry_score (
    contribution BLOB NOT NULL REFERENCES contribution (id),
    member BLOB NOT NULL,
    criterion TEXT NOT NULL,
    points BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (contribution, member, criterion)
) WITHOUT ROWID;

-- An offer and a need: which of the two said yes, and when it was done. What was not done goes when one of them is erased.
CREATE TABLE help_match (
    offer BLOB NOT NULL REFERENCES contribution (id),
    need BLOB NOT NULL REFERENCES contribution (id),
    offer_agrees BIGINT NOT NULL,
    need_agrees BIGINT NOT NULL,
    at BIGINT NOT NULL,
    done BIGINT,
    PRIMARY KEY (offer, need)
) WITHOUT ROWID;
CREATE INDEX help_match_need ON help_match (need);
