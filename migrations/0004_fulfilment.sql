-- Delivery: a job for each redemption that is not final, and a notice for each member who waits for an answer.

CREATE TABLE fulfilment_job (
    redemption_id INTEGER NOT NULL PRIMARY KEY
        CONSTRAINT fulfilment_job_redemption_exists REFERENCES redemption (id),
    -- deliver: give the role. withdraw: the redemption will be voided, so make sure that the role is not there.
    action TEXT NOT NULL DEFAULT 'deliver'
        CONSTRAINT fulfilment_job_action_known CHECK (action IN ('deliver', 'withdraw')),
    -- Why it will be voided, once it is being withdrawn.
    void_reason TEXT,
    attempts INTEGER NOT NULL DEFAULT 0
        CONSTRAINT fulfilment_job_attempts_not_negative CHECK (attempts >= 0),
    -- Set before each call to Discord, cleared only by a definite refusal of that very call: while it is set the
    -- member may have the role, so the Sparks can't simply be returned.
    maybe_delivered INTEGER NOT NULL DEFAULT 0
        CONSTRAINT fulfilment_job_maybe_delivered_is_boolean CHECK (maybe_delivered IN (0, 1)),
    -- When to try next. A lease moves it past the longest possible call, so that a crashed worker's job is found
    -- again and a running one is not taken twice.
    due_at_ms INTEGER NOT NULL,
    -- Discord's code when the last attempt was refused because the server is set up wrong: the member reads that the
    -- delay is ours, and moderators why.
    refused_code INTEGER,
    -- What the last attempt met, for whoever looks into the file.
    last_failure TEXT,
    CONSTRAINT fulfilment_job_withdrawal_explained CHECK ((action = 'withdraw') = (void_reason IS NOT NULL))
) STRICT;

CREATE INDEX fulfilment_job_by_due_time ON fulfilment_job (due_at_ms);

-- An interaction that was answered with "reserved, on its way" and is edited when the redemption is final, also by
-- the next process when this one dies. The token lives 15 minutes; the row goes with it.
CREATE TABLE notice (
    redemption_id INTEGER NOT NULL PRIMARY KEY
        CONSTRAINT notice_redemption_exists REFERENCES redemption (id),
    interaction_token TEXT NOT NULL,
    locale TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT;

-- Small facts that the bot keeps about itself, such as the hash of the commands it registered.
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- In the redemption's own transaction, so that none is charged and forgotten.
CREATE TRIGGER redemption_enqueues_delivery AFTER INSERT ON redemption
BEGIN
    INSERT INTO fulfilment_job (redemption_id, due_at_ms) VALUES (NEW.id, NEW.created_at_ms);
END;

-- A redemption as its member sees it.
CREATE VIEW redemption_standing AS
SELECT redemption.id, redemption.account_id, account.owner_id AS member, perk.name AS perk, redemption.price,
    redemption.edition, redemption.state, redemption.void_reason, redemption.created_at_ms,
    redemption.deadline_at_ms, fulfilment_job.refused_code IS NOT NULL AS is_blocked, account.available
FROM redemption
JOIN perk ON perk.id = redemption.perk_id
JOIN account ON account.id = redemption.account_id
LEFT JOIN fulfilment_job ON fulfilment_job.redemption_id = redemption.id;
