-- Which jobs are in a worker's hands. A process that starts has the file to itself, so whoever had them is dead, and it
-- takes them at once instead of waiting until their leases run out. Their due time does not tell them apart: a job that
-- waits for its next try, or for what was sent before a withdrawal to arrive, looks the same and must wait on.

ALTER TABLE fulfilment_job ADD COLUMN is_leased INTEGER NOT NULL DEFAULT 0
    CONSTRAINT fulfilment_job_is_leased_is_boolean CHECK (is_leased IN (0, 1));
