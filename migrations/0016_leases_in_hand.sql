-- Whose delivery is in a worker's hands is asked at every lease: few rows, however many wait.
CREATE INDEX fulfilment_job_in_hand ON fulfilment_job (due_at_ms) WHERE is_leased = 1;
