-- When something that a person brought, or what was written beside it, last changed: systems of the firm ask for what changed since. Votes
-- alone change nothing here. Of what was there before it is known when it was brought.
ALTER TABLE contribution ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
UPDATE contribution SET changed = at;
CREATE INDEX contribution_changed ON contribution (activity, changed, id);
