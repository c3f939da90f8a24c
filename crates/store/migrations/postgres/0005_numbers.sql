-- On PostgreSQL many write at the same time: entries get their numbers from the sequencer, as before.
SELECT 1;
