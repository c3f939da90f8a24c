-- An entry of the ledger has its number when it is written: one thread writes, so that entries come one after the other. Those that
-- waited for a number get the next ones. Entries then lie in the order in which they are written and read.
CREATE TABLE numbered (
    id BLOB NOT NULL UNIQUE,
    number INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL,
    hash BLOB NOT NULL
);
INSERT INTO numbered SELECT id, number, bytes, hash FROM leaf WHERE number IS NOT NULL ORDER BY number;
INSERT INTO numbered
    SELECT id, (SELECT COALESCE(MAX(number) + 1, 0) FROM leaf) + ROW_NUMBER() OVER (ORDER BY id) - 1, bytes, hash
    FROM leaf WHERE number IS NULL ORDER BY id;
DROP TABLE leaf;
ALTER TABLE numbered RENAME TO leaf;
