-- What records of processing say of the firm and nothing else does: JSON, an object without what was not entered.
ALTER TABLE firm ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
