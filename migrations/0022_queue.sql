-- What members write into a form before they redeem, tickets, and the messages that tell members how a moderator ended
-- what they redeemed.

-- What was typed into a form, until the member confirms it: a component has no room for it. It stays for a while after the
-- confirmation, so that the same press delivered twice asks for the same.
CREATE TABLE redemption_draft (
    -- The interaction that brought it, which names the question that follows.
    nonce INTEGER NOT NULL PRIMARY KEY,
    member_id INTEGER NOT NULL,
    perk_id INTEGER NOT NULL CONSTRAINT redemption_draft_perk_exists REFERENCES perk (id),
    answer TEXT NOT NULL CONSTRAINT redemption_draft_answer_length CHECK (length(answer) BETWEEN 1 AND 300),
    expires_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX redemption_draft_by_expiry ON redemption_draft (expires_at_ms);
CREATE INDEX redemption_draft_by_member ON redemption_draft (member_id);

-- What is shown at the door. One row for each redeemed ticket, from its redemption's own transaction.
CREATE TABLE ticket (
    redemption_id INTEGER NOT NULL PRIMARY KEY
        CONSTRAINT ticket_redemption_exists REFERENCES redemption (id),
    -- As it is compared: without the dashes that it is shown with.
    code TEXT NOT NULL CONSTRAINT ticket_code_unique UNIQUE
        CONSTRAINT ticket_code_length CHECK (length(code) = 12),
    -- Valid once.
    used_at_ms INTEGER,
    used_by INTEGER,
    CONSTRAINT ticket_use_whole CHECK ((used_at_ms IS NULL) = (used_by IS NULL))
) STRICT;

-- A used ticket stays used, by whoever let them in (who may be erased since), and nobody lets themselves in.
CREATE TRIGGER ticket_is_used_once BEFORE UPDATE ON ticket
WHEN NOT (
    NEW.redemption_id IS OLD.redemption_id AND NEW.code IS OLD.code
    AND (
        OLD.used_at_ms IS NULL
        OR (
            NEW.used_at_ms IS OLD.used_at_ms
            AND (
                NEW.used_by IS OLD.used_by
                OR (NEW.used_by IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.used_by))
            )
        )
    )
)
BEGIN
    SELECT RAISE(ABORT, 'ticket_is_used_once');
END;
CREATE TRIGGER ticket_checked_by_another BEFORE UPDATE OF used_by ON ticket
BEGIN
    SELECT RAISE(ABORT, 'ticket_of_oneself') WHERE EXISTS (
        SELECT 1 FROM redemption JOIN account ON account.id = redemption.account_id
        WHERE redemption.id = NEW.redemption_id AND account.owner_id = NEW.used_by
    );
END;

-- Who is still to be told, by direct message, how a moderator ended what they redeemed. It waits without a time until the
-- redemption ends, is due from then on, and goes when Discord has the message or will never take it.
CREATE TABLE direct_message (
    redemption_id INTEGER NOT NULL PRIMARY KEY
        CONSTRAINT direct_message_redemption_exists REFERENCES redemption (id),
    -- The member's language when they redeemed.
    locale TEXT NOT NULL CONSTRAINT direct_message_locale_length CHECK (length(locale) BETWEEN 2 AND 10),
    due_at_ms INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0 CONSTRAINT direct_message_attempts_not_negative CHECK (attempts >= 0),
    -- What the last attempt met, for whoever looks into the file.
    last_failure TEXT
) STRICT;
CREATE INDEX direct_message_by_due_time ON direct_message (due_at_ms) WHERE due_at_ms IS NOT NULL;

-- In the transaction that ends it, whichever way that is.
CREATE TRIGGER redemption_end_is_told AFTER UPDATE OF state ON redemption
WHEN NEW.state IN ('settled', 'voided') AND OLD.state NOT IN ('settled', 'voided')
BEGIN
    UPDATE direct_message SET due_at_ms = NEW.finished_at_ms WHERE redemption_id = NEW.id;
END;

-- Nobody can use an erased member's ticket, and nobody is written to.
CREATE TRIGGER erasure_of_queue AFTER INSERT ON erasure
BEGIN
    DELETE FROM redemption_draft WHERE member_id = NEW.member_id;
    DELETE FROM direct_message
    WHERE redemption_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
    DELETE FROM ticket WHERE redemption_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
    UPDATE ticket SET used_by = 0 WHERE used_by = NEW.member_id;
END;
