-- When a contribution got its outcome, by which roadmap and changelog go. For those from before, the audit says it.
ALTER TABLE contribution ADD COLUMN decided BIGINT;
CREATE INDEX audit_object_of_this_step ON audit (object);
UPDATE contribution SET decided = COALESCE(
    (SELECT MAX(a.at) FROM audit a WHERE a.object = contribution.id AND a.act = 'contribution_status_set'), at)
    WHERE outcome IS NOT NULL;
DROP INDEX audit_object_of_this_step;
CREATE INDEX contribution_decided ON contribution (activity, status, decided) WHERE decided IS NOT NULL;

-- Exchanges whose roadmap and changelog everybody sees, since when.
CREATE TABLE roadmap_public (
    exchange BYTEA NOT NULL PRIMARY KEY REFERENCES exchange (id),
    since BIGINT NOT NULL
);

-- What whoever brought something says of it being shown: whether their words stay within the exchange ("hidden"), and sealed under
-- their key by which name they are thanked, and before whom.
CREATE TABLE contribution_display (
    contribution BYTEA NOT NULL PRIMARY KEY REFERENCES contribution (id),
    person BYTEA NOT NULL REFERENCES person (id),
    hidden BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX contribution_display_person ON contribution_display (person);

-- What members write into the changelog. Words are sealed under the firm's key, as they stand and as they stood before the last change;
-- "day" is the day by which it is listed.
CREATE TABLE changelog_entry (
    id BYTEA NOT NULL PRIMARY KEY,
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    day BIGINT NOT NULL,
    published BIGINT,
    removed BIGINT,
    version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    before BYTEA
);
CREATE INDEX changelog_entry_day ON changelog_entry (exchange, day);

-- The contributions that an entry is about.
CREATE TABLE changelog_link (
    entry BYTEA NOT NULL REFERENCES changelog_entry (id),
    contribution BYTEA NOT NULL REFERENCES contribution (id),
    PRIMARY KEY (entry, contribution)
);
CREATE INDEX changelog_link_contribution ON changelog_link (contribution);

-- Who was told of an entry, so that nobody is told twice.
CREATE TABLE changelog_told (
    entry BYTEA NOT NULL REFERENCES changelog_entry (id),
    person BYTEA NOT NULL REFERENCES person (id),
    PRIMARY KEY (entry, person)
);
CREATE INDEX changelog_told_person ON changelog_told (person);

-- The statuses that an activity had before they were last changed, as JSON, and which contributions were moved then, from where to
-- where: what is needed to take that back.
CREATE TABLE status_before (
    activity BYTEA NOT NULL PRIMARY KEY REFERENCES activity (id),
    statuses TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE TABLE status_moved (
    contribution BYTEA NOT NULL PRIMARY KEY REFERENCES contribution (id),
    activity BYTEA NOT NULL REFERENCES activity (id),
    was TEXT NOT NULL,
    became TEXT NOT NULL
);
CREATE INDEX status_moved_activity ON status_moved (activity);
