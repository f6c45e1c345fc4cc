-- What is posted to the staff channel, and what moderators are alerted to.

-- A message there. It is written down before Discord is asked, so that one which may have arrived is asked for again with
-- the same nonce, and Discord posts it once.
CREATE TABLE staff_message (
    id INTEGER NOT NULL PRIMARY KEY,
    channel_id INTEGER NOT NULL,
    nonce TEXT NOT NULL
        CONSTRAINT staff_message_nonce_unique UNIQUE
        CONSTRAINT staff_message_nonce_length CHECK (length(nonce) BETWEEN 1 AND 25),
    asked_at_ms INTEGER NOT NULL,
    -- asked: it may be there. refused: Discord does not take what it says, so it is not asked for again.
    state TEXT NOT NULL DEFAULT 'asked'
        CONSTRAINT staff_message_state_known CHECK (state IN ('asked', 'posted', 'refused')),
    -- Discord's, to find it again.
    message_id INTEGER,
    CONSTRAINT staff_message_found_when_posted CHECK ((state = 'posted') = (message_id IS NOT NULL))
) STRICT;
CREATE INDEX staff_message_unanswered ON staff_message (id) WHERE state = 'asked';

-- A post of some kind about some row: a row of the record, an alert. Several may stand in one message. What it says is read
-- when it is sent, so nothing is said of whoever was erased meanwhile. No list of kinds here: features add theirs.
CREATE TABLE staff_post (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT staff_post_kind_length CHECK (length(kind) BETWEEN 1 AND 30),
    subject_id INTEGER NOT NULL,
    -- NULL: not asked for yet.
    staff_message_id INTEGER CONSTRAINT staff_post_message_exists REFERENCES staff_message (id),
    CONSTRAINT staff_post_once UNIQUE (kind, subject_id)
) STRICT;
CREATE INDEX staff_post_waiting ON staff_post (id) WHERE staff_message_id IS NULL;
CREATE INDEX staff_post_by_message ON staff_post (staff_message_id) WHERE staff_message_id IS NOT NULL;

-- In the change's own transaction, so that none is made and not posted. Only while there is a channel: the setting is
-- written at each start, and what happened before there was one is in the record, for whoever asks.
CREATE TRIGGER audit_is_posted AFTER INSERT ON audit
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'staff_channel')
BEGIN
    INSERT INTO staff_post (kind, subject_id) VALUES ('record', NEW.id);
END;

-- Something that moderators should see to: raised once when it begins, over when it is so no more, so that a start does not
-- repeat it and the next time is another alert. It names what it is about and nobody.
CREATE TABLE alert (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT alert_kind_length CHECK (length(kind) BETWEEN 1 AND 30),
    -- A perk, a campaign, a redemption; 0: the bot itself.
    subject_id INTEGER NOT NULL,
    -- A number or a word that belongs to it: how much is left, why a perk is paused.
    detail TEXT,
    raised_at_ms INTEGER NOT NULL,
    over_at_ms INTEGER
) STRICT;
-- Each thing once at a time.
CREATE UNIQUE INDEX alert_open ON alert (kind, subject_id) WHERE over_at_ms IS NULL;
CREATE INDEX alert_by_subject ON alert (kind, subject_id);

CREATE TRIGGER alert_is_posted AFTER INSERT ON alert
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'staff_channel')
BEGIN
    INSERT INTO staff_post (kind, subject_id) VALUES ('alert', NEW.id);
END;
