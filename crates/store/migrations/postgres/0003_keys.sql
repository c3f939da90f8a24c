-- Keys of persons move into a table whose rows are only ever added, at its end, and never change their length. SQLite copies rows to
-- other pages when it splits or joins pages, and does not clear where they were: a key that was overwritten would have been left
-- behind. Of somebody who was erased a row of zeros stays, with the id that is in the list of the erased too.
CREATE TABLE person_key (
    person BYTEA NOT NULL PRIMARY KEY,
    wrapped BYTEA NOT NULL
);
INSERT INTO person_key (person, wrapped) SELECT id, wrapped FROM person ORDER BY id;
ALTER TABLE person DROP COLUMN wrapped;

-- Whom a letter is about besides its reader: a ward, in the letter to a guardian. It goes with them.
ALTER TABLE mail ADD COLUMN about BYTEA;
CREATE INDEX mail_about ON mail (about) WHERE about IS NOT NULL;
