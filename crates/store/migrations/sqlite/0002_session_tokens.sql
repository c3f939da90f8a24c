-- The token of a session is replaced while the session is open. "next" was handed out and has not been seen yet; "previous" is
-- the one before; "turned" says when either last changed, in microseconds since 1970.
ALTER TABLE session ADD COLUMN next BLOB;
ALTER TABLE session ADD COLUMN previous BLOB;
ALTER TABLE session ADD COLUMN turned BIGINT NOT NULL DEFAULT 0;
CREATE INDEX session_next ON session (next) WHERE next IS NOT NULL;
CREATE INDEX session_previous ON session (previous) WHERE previous IS NOT NULL;
