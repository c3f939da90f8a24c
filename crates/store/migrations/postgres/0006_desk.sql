-- Persons to whom something is owed: "late" is the moment from which the first of it is late. What is owed, and how much, is sealed
-- under the person's key.
CREATE TABLE owed (
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    person BYTEA NOT NULL REFERENCES person (id),
    late BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (exchange, person)
);
CREATE INDEX owed_late ON owed (exchange, late, person);
CREATE INDEX owed_person ON owed (person);

-- What the benefits of an exchange come to over all persons, as JSON, and when that was worked out.
CREATE TABLE benefit_sum (
    exchange BYTEA NOT NULL PRIMARY KEY REFERENCES exchange (id),
    at BIGINT NOT NULL,
    sums TEXT NOT NULL
);

-- Systems of the firm are told, too: "client" says which, "exchange" of which alone. "off" is since when it is switched off;
-- "sealed_before" holds the secret before, which signs as well until "both_until".
ALTER TABLE hook ADD COLUMN client BYTEA REFERENCES client (id);
ALTER TABLE hook ADD COLUMN off BIGINT;
ALTER TABLE hook ADD COLUMN sealed_before BYTEA;
ALTER TABLE hook ADD COLUMN both_until BIGINT;
CREATE UNIQUE INDEX hook_client ON hook (client) WHERE client IS NOT NULL;

-- What systems are told has a "hook", "why" names the event, "recipient" and "purpose" are empty, and "value" is its own id. It is
-- about no exchange where a person was erased, and about nobody where somebody tries whether messages arrive.
ALTER TABLE notice RENAME TO notice_before;
CREATE TABLE notice (
    id BYTEA NOT NULL PRIMARY KEY,
    firm BYTEA NOT NULL REFERENCES firm (id),
    exchange BYTEA REFERENCES exchange (id),
    person BYTEA,
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
    hook BYTEA,
    UNIQUE (person, exchange, recipient, item, purpose, value, why),
    CHECK (hook IS NOT NULL OR (exchange IS NOT NULL AND person IS NOT NULL))
);
INSERT INTO notice (id, firm, exchange, person, recipient, item, purpose, value, why, made, sent, attempts, next, error, confirmed)
    SELECT id, firm, exchange, person, recipient, item, purpose, value, why, made, sent, attempts, next, error, confirmed
    FROM notice_before;
DROP TABLE notice_before;
CREATE INDEX notice_next ON notice (next) WHERE next IS NOT NULL;
CREATE INDEX notice_exchange ON notice (exchange, id);
CREATE INDEX notice_hook ON notice (hook, id) WHERE hook IS NOT NULL;
