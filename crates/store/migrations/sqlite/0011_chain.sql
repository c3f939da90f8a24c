-- A person's acts in an exchange are a chain: the standing names the last, and each names the one before. An act is then written at
-- the end of its table and in the standing that is written with it, and no index has a page for each person. Nothing refers to
-- "person" by a foreign key, which would need that index; erasure follows the chain.
CREATE TABLE chained (
    leaf BLOB NOT NULL UNIQUE,
    person BLOB NOT NULL,
    exchange BLOB NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    before BLOB,
    sealed BLOB NOT NULL
);
INSERT INTO chained (leaf, person, exchange, kind, at, before, sealed)
    SELECT leaf, person, exchange, kind, at, LAG(leaf) OVER (PARTITION BY person, exchange ORDER BY leaf), sealed
    FROM act ORDER BY leaf;
ALTER TABLE standing ADD COLUMN last_act BLOB;
UPDATE standing SET last_act = (
    SELECT leaf FROM act WHERE act.person = standing.person AND act.exchange = standing.exchange ORDER BY leaf DESC LIMIT 1);
DROP TABLE act;
ALTER TABLE chained RENAME TO act;
