-- What the product's backend is told about redemptions: that one was asked for, and how it ended. A row is written in the
-- transaction of what it tells (triggers), so none happens and is not told. What a message says is read when it is sent:
-- nothing about a person is kept here a second time.

CREATE TABLE webhook_message (
    id INTEGER NOT NULL PRIMARY KEY,
    redemption_id INTEGER NOT NULL
        CONSTRAINT webhook_message_redemption_exists REFERENCES redemption (id),
    kind TEXT NOT NULL CONSTRAINT webhook_message_kind_known CHECK (kind IN ('requested', 'settled', 'voided')),
    -- waiting: it will be sent, perhaps again. sent: the backend has it. dead: given up, until an operator says otherwise.
    state TEXT NOT NULL DEFAULT 'waiting'
        CONSTRAINT webhook_message_state_known CHECK (state IN ('waiting', 'sent', 'dead')),
    -- When what it tells happened.
    created_at_ms INTEGER NOT NULL,
    due_at_ms INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0 CONSTRAINT webhook_message_attempts_not_negative CHECK (attempts >= 0),
    -- Since when it has been tried in vain.
    failing_since_ms INTEGER,
    -- What the last attempt met, for the operator.
    last_failure TEXT,
    finished_at_ms INTEGER,
    CONSTRAINT webhook_message_told_once UNIQUE (redemption_id, kind),
    CONSTRAINT webhook_message_due_while_waiting CHECK ((state = 'waiting') = (due_at_ms IS NOT NULL)),
    CONSTRAINT webhook_message_finished_when_not_waiting CHECK ((state = 'waiting') = (finished_at_ms IS NULL))
) STRICT;
-- Both are few: what was sent is in neither.
CREATE INDEX webhook_message_by_due_time ON webhook_message (due_at_ms) WHERE state = 'waiting';
CREATE INDEX webhook_message_dead ON webhook_message (id) WHERE state = 'dead';

-- Only while there is somebody to tell: the setting is written at each start.
CREATE TRIGGER webhook_of_request AFTER INSERT ON redemption
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'webhooks')
BEGIN
    INSERT INTO webhook_message (redemption_id, kind, created_at_ms, due_at_ms)
    VALUES (NEW.id, 'requested', NEW.created_at_ms, NEW.created_at_ms);
END;
CREATE TRIGGER webhook_of_end AFTER UPDATE OF state ON redemption
WHEN NEW.state IN ('settled', 'voided') AND OLD.state NOT IN ('settled', 'voided')
    AND EXISTS (SELECT 1 FROM setting WHERE key = 'webhooks')
BEGIN
    INSERT INTO webhook_message (redemption_id, kind, created_at_ms, due_at_ms)
    VALUES (NEW.id, NEW.state, NEW.finished_at_ms, NEW.finished_at_ms);
END;

-- What was told was told, once.
CREATE TRIGGER webhook_message_terms_stay BEFORE UPDATE ON webhook_message
WHEN NEW.id IS NOT OLD.id OR NEW.redemption_id IS NOT OLD.redemption_id OR NEW.kind IS NOT OLD.kind
    OR NEW.created_at_ms IS NOT OLD.created_at_ms OR OLD.state = 'sent'
BEGIN
    SELECT RAISE(ABORT, 'webhook_message_is_immutable');
END;

-- Nobody is told of an erased member any more.
CREATE TRIGGER erasure_of_webhooks AFTER INSERT ON erasure
BEGIN
    DELETE FROM webhook_message
    WHERE state <> 'sent' AND redemption_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
END;

-- How many redemptions are in each state, and those that are open, without reading the others.
CREATE INDEX redemption_by_state ON redemption (state);
