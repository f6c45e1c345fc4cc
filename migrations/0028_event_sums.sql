-- What keeps an event's cost at what it changes: of each account and day how much was traded, and of each cell its day. And
-- two ways in which the same Sparks are due to nobody: an invitee who is the inviter, and a member who was erased.

-- What an account traded on a day: without it, each trade would have to read all those of its day again. It follows from
-- `event`, and is made anew where it is missing. Amounts have eight places, always.
CREATE TABLE event_day (
    account_id INTEGER NOT NULL CONSTRAINT event_day_account_exists REFERENCES product_account (id),
    -- Since 1970, UTC.
    day INTEGER NOT NULL,
    -- Smaller trades are in neither sum.
    minimum_usd TEXT NOT NULL CONSTRAINT event_day_minimum_shape
        CHECK (minimum_usd GLOB '[0-9]*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    volume_usd TEXT NOT NULL CONSTRAINT event_day_volume_shape
        CHECK (volume_usd GLOB '[0-9]*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    -- What of it was before the account came by an invitation, on the day of that: no inviter has a share of it.
    uninvited_usd TEXT NOT NULL CONSTRAINT event_day_uninvited_shape
        CHECK (uninvited_usd GLOB '[0-9]*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    PRIMARY KEY (account_id, day)
) STRICT, WITHOUT ROWID;

-- Of an inviter's share: due to nobody, because the invitee's account is linked to the same member.
ALTER TABLE event_cell ADD COLUMN refused INTEGER NOT NULL DEFAULT 0
    CONSTRAINT event_cell_refused_is_a_share
        CHECK (refused >= 0 AND (refused = 0 OR kind IN ('referred_trades', 'referred_plan')));
-- When it was earned (since 1970, UTC): a link changes what was earned while it holds, and no more.
ALTER TABLE event_cell ADD COLUMN day INTEGER NOT NULL DEFAULT 0;
UPDATE event_cell SET day = CASE kind
    WHEN 'subscription' THEN COALESCE((SELECT occurred_at_ms / 86400000 FROM event WHERE event.id = key), 0)
    WHEN 'referred_plan' THEN COALESCE((
        SELECT MIN(occurred_at_ms) / 86400000 FROM event
        WHERE event.account_id = about_id AND event.kind = 'subscription' AND NOT EXISTS (
            SELECT 1 FROM event AS reversal
            WHERE reversal.reverses = event.business_id AND reversal.reversed_kind = event.kind
        )
    ), 0)
    ELSE key
END;
CREATE INDEX event_cell_by_day ON event_cell (account_id, day);
CREATE INDEX event_cell_by_invitee ON event_cell (about_id, day) WHERE kind IN ('referred_trades', 'referred_plan');

-- What had been heard of when a member was erased. What was theirs of it stays theirs, and so nobody's, whatever is heard of
-- later: it was paid.
CREATE TABLE event_erasure (
    account_id INTEGER NOT NULL PRIMARY KEY CONSTRAINT event_erasure_account_exists REFERENCES account (id),
    -- The last event by then.
    heard_id INTEGER NOT NULL
) STRICT;

-- As 0026 has it, with what had been heard of, before the accounts are unlinked.
DROP TRIGGER erasure_forgets_in_events;
CREATE TRIGGER erasure_forgets_in_events AFTER INSERT ON erasure
BEGIN
    INSERT INTO event_erasure (account_id, heard_id)
    SELECT NEW.account_id, (SELECT MAX(id) FROM event)
    WHERE EXISTS (SELECT 1 FROM event WHERE member_account_id = NEW.account_id);
    UPDATE request SET content_hash = '0000000000000000000000000000000000000000000000000000000000000000'
    WHERE key IN (SELECT 'event:' || business_id FROM event WHERE member_account_id = NEW.account_id);
    INSERT INTO event (business_id, kind, occurred_at_ms, account_id, received_at_ms)
    SELECT '~erased.' || NEW.id || '.' || link.account_id, 'unlinked', MAX(NEW.begun_at_ms, link.occurred_at_ms),
        link.account_id, NEW.begun_at_ms
    FROM event AS link
    WHERE link.member_account_id = NEW.account_id AND NOT EXISTS (
        SELECT 1 FROM event AS later
        WHERE later.account_id = link.account_id AND later.kind IN ('linked', 'unlinked')
            AND (later.occurred_at_ms, later.business_id) > (link.occurred_at_ms, link.business_id)
    );
END;

-- A request is written after what it caused, and SQLite then looks for what refers to it: without these it would read all
-- that there ever was, with each request.
CREATE INDEX transfer_by_request ON transfer (request_key);
CREATE INDEX audit_by_request ON audit (request_key);
CREATE INDEX award_undo_by_request ON award_undo (request_key);
CREATE INDEX award_batch_by_request ON award_batch (request_key);
CREATE INDEX event_correction_by_request ON event_correction (request_key);
