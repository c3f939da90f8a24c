-- Systems of a firm that write and read information, each by a key of which only a digest is kept.
CREATE TABLE client (
    id BYTEA NOT NULL PRIMARY KEY,
    firm BYTEA NOT NULL REFERENCES firm (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    digest BYTEA NOT NULL UNIQUE,
    made BIGINT NOT NULL,
    seen BIGINT,
    ended BIGINT
);
CREATE INDEX client_firm ON client (firm, id);

-- What was answered to a request that may be sent again. Names and ids alone: nothing that anybody gave.
CREATE TABLE replay (
    client BYTEA NOT NULL REFERENCES client (id),
    name TEXT NOT NULL,
    digest BYTEA NOT NULL,
    answer TEXT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (client, name)
);
CREATE INDEX replay_made ON replay (made);

-- Values of items, sealed under their person's key. One of each item is current; an older one stays only as long as something that
-- was worked out from it. "made_from" holds ids of values, 16 bytes each; "until" is the moment from which it may not be kept.
CREATE TABLE item_value (
    id BYTEA NOT NULL PRIMARY KEY,
    person BYTEA NOT NULL REFERENCES person (id),
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    item TEXT NOT NULL,
    source TEXT NOT NULL,
    current BIGINT NOT NULL,
    came BIGINT NOT NULL,
    until BIGINT NOT NULL,
    made_from BYTEA NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX item_value_person ON item_value (person, exchange);
CREATE INDEX item_value_until ON item_value (until);

-- An item that is held of a person for a purpose: whether it was ever read and used for it, and used for the person.
CREATE TABLE held (
    person BYTEA NOT NULL REFERENCES person (id),
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    item TEXT NOT NULL,
    purpose TEXT NOT NULL,
    since BIGINT NOT NULL,
    read BIGINT,
    used BIGINT,
    for_person BIGINT,
    PRIMARY KEY (person, exchange, item, purpose)
);
CREATE INDEX held_exchange ON held (exchange, item, purpose);

-- A read of one or many persons: one entry of the ledger, with the root over what each of them can prove. "persons" holds their ids,
-- 16 bytes each, "which" for each the place of its grants in "grants" as two bytes, and "hashes" for each 32 bytes of the root's tree. "filed" is 0 until its persons find
-- it in access_of, 2 while only what they hold is not marked as read, and then 1.
CREATE TABLE access (
    id BYTEA NOT NULL PRIMARY KEY,
    firm BYTEA NOT NULL REFERENCES firm (id),
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    client BYTEA NOT NULL REFERENCES client (id),
    purpose TEXT NOT NULL,
    recipient TEXT,
    at BIGINT NOT NULL,
    grants TEXT NOT NULL,
    persons BYTEA NOT NULL,
    which BYTEA NOT NULL,
    hashes BYTEA NOT NULL,
    filed BIGINT NOT NULL
);
CREATE INDEX access_waits ON access (id) WHERE filed = 0;
CREATE INDEX access_unmarked ON access (id) WHERE filed = 2;
CREATE INDEX access_exchange ON access (exchange, id);

-- Which accesses are about a person, filed a moment after they were made.
CREATE TABLE access_of (
    person BYTEA NOT NULL,
    access BYTEA NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (person, access, place)
);

-- What came of an access: an entry of the ledger too. "places" holds the places within the access that it is about, two bytes each;
-- nothing where it is about all; what was said is sealed under the firm's key.
CREATE TABLE item_use (
    id BYTEA NOT NULL PRIMARY KEY,
    access BYTEA NOT NULL REFERENCES access (id),
    kind TEXT NOT NULL,
    for_person BIGINT NOT NULL,
    places BYTEA,
    committed BYTEA NOT NULL,
    at BIGINT NOT NULL,
    filed BIGINT NOT NULL
);
CREATE INDEX item_use_access ON item_use (access, id);
CREATE INDEX item_use_waits ON item_use (id) WHERE filed = 0;

-- Refusals, counted by the day, the client, the purpose and the reason; nobody's own.
CREATE TABLE refusal (
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    day BIGINT NOT NULL,
    client BYTEA NOT NULL REFERENCES client (id),
    purpose TEXT NOT NULL,
    item TEXT NOT NULL,
    reason TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (exchange, day, client, purpose, item, reason)
);

-- How much of what is held was used, a row for each day.
CREATE TABLE utilisation (
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    day BIGINT NOT NULL,
    item TEXT NOT NULL,
    purpose TEXT NOT NULL,
    held BIGINT NOT NULL,
    read BIGINT NOT NULL,
    used BIGINT NOT NULL,
    for_person BIGINT NOT NULL,
    PRIMARY KEY (exchange, day, item, purpose)
);

-- That a recipient may not have something any more, open until they confirm. The person is named by an id that leads to nobody once
-- they are erased.
CREATE TABLE notice (
    id BYTEA NOT NULL PRIMARY KEY,
    firm BYTEA NOT NULL REFERENCES firm (id),
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    person BYTEA NOT NULL,
    recipient TEXT NOT NULL,
    item TEXT NOT NULL,
    purpose TEXT NOT NULL,
    value BYTEA NOT NULL,
    why TEXT NOT NULL,
    made BIGINT NOT NULL,
    sent BIGINT,
    attempts BIGINT NOT NULL,
    next BIGINT,
    error TEXT,
    confirmed BIGINT,
    UNIQUE (person, exchange, recipient, item, purpose, value, why)
);
CREATE INDEX notice_next ON notice (next) WHERE next IS NOT NULL;
CREATE INDEX notice_exchange ON notice (exchange, id);

-- Where recipients, and systems of the firm, are told; the secret with which it is signed is sealed under the firm's key.
CREATE TABLE hook (
    id BYTEA NOT NULL PRIMARY KEY,
    firm BYTEA NOT NULL REFERENCES firm (id),
    exchange BYTEA REFERENCES exchange (id),
    recipient TEXT,
    url TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    made BIGINT NOT NULL
);
CREATE INDEX hook_firm ON hook (firm, id);

-- How often values of a person were written or deleted: what was read before is then known to be old.
ALTER TABLE standing ADD COLUMN touched BIGINT NOT NULL DEFAULT 0;

-- Items that nobody used: when it was warned of that, and when they were let go.
CREATE TABLE idle (
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    item TEXT NOT NULL,
    warned BIGINT NOT NULL,
    released BIGINT,
    PRIMARY KEY (exchange, item)
);
