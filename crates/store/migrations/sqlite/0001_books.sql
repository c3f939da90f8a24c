-- Ids are UUIDs of version 7 in 16 bytes, moments are microseconds since 1970, and what is called sealed is ciphertext.

-- The one row says which root key these books were written with, and holds secrets sealed under it.
CREATE TABLE instance (
    only_one BIGINT NOT NULL PRIMARY KEY CHECK (only_one = 1),
    root BLOB NOT NULL,
    blind BLOB NOT NULL,
    made BIGINT NOT NULL
);

CREATE TABLE firm (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    host TEXT UNIQUE,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    languages TEXT NOT NULL,
    colour TEXT NOT NULL,
    contact TEXT NOT NULL,
    logo BLOB,
    logo_type TEXT,
    wrapped BLOB NOT NULL,
    handoff BLOB,
    handoff_made BIGINT,
    made BIGINT NOT NULL,
    updated BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE member (
    id BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL REFERENCES firm (id),
    mail BLOB NOT NULL,
    mail_blind BLOB NOT NULL,
    name BLOB NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT,
    made BIGINT NOT NULL,
    UNIQUE (firm, mail_blind)
) WITHOUT ROWID;

-- The key of a person is the only way to what is sealed about them; the pseudonym names them in the ledger.
CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL REFERENCES firm (id),
    wrapped BLOB NOT NULL,
    pseudonym BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL,
    minor BIGINT NOT NULL,
    language TEXT NOT NULL,
    mail BLOB,
    mail_blind BLOB,
    external BLOB,
    external_blind BLOB,
    name BLOB,
    born_year BLOB,
    evidence BLOB,
    made BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    UNIQUE (firm, mail_blind),
    UNIQUE (firm, external_blind)
) WITHOUT ROWID;
CREATE INDEX person_firm ON person (firm, id);

CREATE TABLE guardian (
    ward BLOB NOT NULL REFERENCES person (id),
    guardian BLOB NOT NULL REFERENCES person (id),
    firm BLOB NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (ward, guardian)
) WITHOUT ROWID;
CREATE INDEX guardian_guardian ON guardian (guardian);

CREATE TABLE session (
    token BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL,
    kind TEXT NOT NULL,
    who BLOB NOT NULL,
    ward BLOB,
    opened BIGINT NOT NULL,
    expires BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_who ON session (who);
CREATE INDEX session_ward ON session (ward) WHERE ward IS NOT NULL;
CREATE INDEX session_expires ON session (expires);

CREATE TABLE link (
    token BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL,
    kind TEXT NOT NULL,
    who BLOB NOT NULL,
    ward BLOB,
    exchange BLOB,
    made BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT
) WITHOUT ROWID;
CREATE INDEX link_who ON link (who);
CREATE INDEX link_ward ON link (ward) WHERE ward IS NOT NULL;
CREATE INDEX link_expires ON link (expires);

-- Another mail address that somebody asked for; it counts when the token that was sent there comes back.
CREATE TABLE mail_change (
    person BLOB NOT NULL PRIMARY KEY REFERENCES person (id),
    firm BLOB NOT NULL,
    token BLOB NOT NULL UNIQUE,
    sealed BLOB NOT NULL,
    expires BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE handoff (
    firm BLOB NOT NULL,
    token BLOB NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (firm, token)
) WITHOUT ROWID;
CREATE INDEX handoff_expires ON handoff (expires);

CREATE TABLE exchange (
    id BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL REFERENCES firm (id),
    title TEXT NOT NULL,
    life TEXT NOT NULL,
    draft TEXT NOT NULL,
    revision BIGINT NOT NULL,
    current BIGINT NOT NULL,
    made BIGINT NOT NULL,
    updated BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX exchange_firm ON exchange (firm, id);

CREATE TABLE version (
    exchange BLOB NOT NULL REFERENCES exchange (id),
    number BIGINT NOT NULL,
    terms TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    published BIGINT NOT NULL,
    PRIMARY KEY (exchange, number)
);

CREATE TABLE vote (
    id BLOB NOT NULL PRIMARY KEY,
    exchange BLOB NOT NULL REFERENCES exchange (id),
    clause TEXT NOT NULL,
    wording TEXT,
    fingerprint BLOB NOT NULL,
    rule TEXT NOT NULL,
    opened BIGINT NOT NULL,
    may_vote BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX vote_exchange ON vote (exchange, id);

CREATE TABLE vote_answer (
    vote BLOB NOT NULL REFERENCES vote (id),
    person BLOB NOT NULL,
    yes BIGINT NOT NULL,
    PRIMARY KEY (vote, person)
) WITHOUT ROWID;
CREATE INDEX vote_answer_person ON vote_answer (person);

-- Where a person stands in an exchange. What may be counted is in the clear; what they agreed to is sealed.
CREATE TABLE standing (
    exchange BLOB NOT NULL REFERENCES exchange (id),
    person BLOB NOT NULL REFERENCES person (id),
    state TEXT NOT NULL,
    seen BIGINT NOT NULL,
    version BIGINT NOT NULL,
    language TEXT NOT NULL,
    counters BIGINT NOT NULL,
    open_counters BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    made BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    PRIMARY KEY (exchange, person)
);
CREATE INDEX standing_person ON standing (person);

-- A counter-offer. Bounded alternatives are in the clear, so that they can be counted; own words are sealed.
CREATE TABLE counter (
    id BLOB NOT NULL PRIMARY KEY,
    exchange BLOB NOT NULL REFERENCES exchange (id),
    person BLOB NOT NULL REFERENCES person (id),
    place BIGINT NOT NULL,
    clause TEXT NOT NULL,
    bounded TEXT NOT NULL,
    own_words BIGINT NOT NULL,
    sealed BLOB,
    reason BLOB,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    made BIGINT NOT NULL,
    answer_by BIGINT NOT NULL,
    answered BIGINT,
    UNIQUE (exchange, person, place)
) WITHOUT ROWID;
CREATE INDEX counter_exchange ON counter (exchange, id);
CREATE INDEX counter_person ON counter (person);
CREATE INDEX counter_open ON counter (answer_by) WHERE state = 'open';

-- How many answered a clause in which way; in parts that are added up, and nobody's own.
CREATE TABLE answer_count (
    exchange BLOB NOT NULL REFERENCES exchange (id),
    clause TEXT NOT NULL,
    answer TEXT NOT NULL,
    part BIGINT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (exchange, clause, answer, part)
) WITHOUT ROWID;

CREATE TABLE invitation (
    exchange BLOB NOT NULL REFERENCES exchange (id),
    person BLOB NOT NULL REFERENCES person (id),
    made BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    PRIMARY KEY (exchange, person)
) WITHOUT ROWID;
CREATE INDEX invitation_person ON invitation (person);

-- Entries of the ledger, as the bytes that were hashed; the number comes with the sequencer.
CREATE TABLE leaf (
    id BLOB NOT NULL PRIMARY KEY,
    number BIGINT UNIQUE,
    bytes BLOB NOT NULL,
    hash BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX leaf_waits ON leaf (id) WHERE number IS NULL;

CREATE TABLE tile (
    level BIGINT NOT NULL,
    place BIGINT NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, place)
);

CREATE TABLE checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    note TEXT NOT NULL,
    made BIGINT NOT NULL
);

-- What a person did, and what of it the ledger's entry stands for; gone when the person is erased.
CREATE TABLE act (
    person BLOB NOT NULL REFERENCES person (id),
    leaf BLOB NOT NULL,
    exchange BLOB NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (person, leaf)
);
CREATE INDEX act_leaf ON act (leaf);

CREATE TABLE job (
    id BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL,
    kind TEXT NOT NULL,
    person BLOB,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    error TEXT,
    made BIGINT NOT NULL,
    ended BIGINT
) WITHOUT ROWID;
CREATE INDEX job_due ON job (run_at) WHERE state IN ('waits', 'runs');
CREATE INDEX job_person ON job (person) WHERE person IS NOT NULL;
CREATE INDEX job_firm ON job (firm, id);

CREATE TABLE mail (
    id BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL,
    person BLOB,
    member BLOB,
    sealed BLOB,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    error TEXT,
    made BIGINT NOT NULL,
    ended BIGINT
);
CREATE INDEX mail_due ON mail (run_at) WHERE state IN ('waits', 'runs');
CREATE INDEX mail_person ON mail (person) WHERE person IS NOT NULL;
CREATE INDEX mail_firm ON mail (firm, id);

-- Who of the firm did what, by ids alone.
CREATE TABLE audit (
    id BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL,
    member BLOB,
    act TEXT NOT NULL,
    kind TEXT NOT NULL,
    object BLOB,
    request TEXT NOT NULL,
    at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX audit_firm ON audit (firm, id);

-- Studies, ratings and opinion maps: what was asked and what was said is sealed; files lie outside.
CREATE TABLE run (
    id BLOB NOT NULL PRIMARY KEY,
    firm BLOB NOT NULL REFERENCES firm (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    asked BLOB NOT NULL,
    said BLOB,
    state TEXT NOT NULL,
    done BIGINT NOT NULL,
    steps BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    made BIGINT NOT NULL,
    ended BIGINT
);
CREATE INDEX run_due ON run (id) WHERE state IN ('waits', 'runs');
CREATE INDEX run_firm ON run (firm, id);
