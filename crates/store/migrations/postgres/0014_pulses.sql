-- That a person was asked how it was, and what they answered. Points are in the clear, so that they can be counted; words are
-- sealed under the person's key. "person" is a number that leads to nobody once they are erased: the row counts on.
CREATE TABLE pulse (
    id BYTEA NOT NULL PRIMARY KEY,
    firm BYTEA NOT NULL REFERENCES firm (id),
    exchange BYTEA NOT NULL REFERENCES exchange (id),
    person BYTEA NOT NULL,
    occasion TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    ended BIGINT,
    worth_it BIGINT,
    fair BIGINT,
    in_control BIGINT,
    easy BIGINT,
    changed BIGINT,
    sealed BYTEA
);
CREATE INDEX pulse_person ON pulse (person, at);
CREATE INDEX pulse_exchange ON pulse (exchange, at);
CREATE INDEX pulse_answered ON pulse (exchange, ended, id) WHERE state = 'answered';
CREATE INDEX pulse_firm ON pulse (firm, at);
CREATE UNIQUE INDEX pulse_once ON pulse (person, exchange, occasion) WHERE occasion = 'declined' OR occasion = 'left';

-- How seldom a firm asks; a firm without a row asks as a new one does.
CREATE TABLE pulse_rule (
    firm BYTEA NOT NULL PRIMARY KEY REFERENCES firm (id),
    days BIGINT NOT NULL,
    on_leaving BIGINT NOT NULL,
    updated BIGINT NOT NULL
);
