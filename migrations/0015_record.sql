-- The record: what moderators changed, each row written in the transaction of the change. What the change itself keeps is not
-- said again: amounts and reasons stand with the transfer, the undo or the decision that a row names.

CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY,
    -- What can be asked for: award, undo, campaign, perk, redemption. No list here: features add theirs.
    area TEXT NOT NULL CONSTRAINT audit_area_length CHECK (length(area) BETWEEN 1 AND 30),
    action TEXT NOT NULL CONSTRAINT audit_action_length CHECK (length(action) BETWEEN 1 AND 30),
    moderator_id INTEGER NOT NULL,
    -- On whom or what.
    member_id INTEGER, -- 0: somebody who was erased, as for moderators.
    campaign_id INTEGER CONSTRAINT audit_campaign_exists REFERENCES campaign (id),
    perk_id INTEGER CONSTRAINT audit_perk_exists REFERENCES perk (id),
    redemption_id INTEGER CONSTRAINT audit_redemption_exists REFERENCES redemption (id),
    transfer_id INTEGER CONSTRAINT audit_transfer_exists REFERENCES transfer (id),
    -- What was changed, as JSON; nobody's id is in it.
    before TEXT CONSTRAINT audit_before_is_json CHECK (json_valid(before)),
    after TEXT CONSTRAINT audit_after_is_json CHECK (json_valid(after)),
    -- Not unique: one request may make several changes. That a redelivered one makes none is held by the request itself.
    request_key TEXT NOT NULL
        CONSTRAINT audit_request_exists REFERENCES request (key) DEFERRABLE INITIALLY DEFERRED,
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_by_moderator ON audit (moderator_id, id);
CREATE INDEX audit_by_area ON audit (area, id);
CREATE INDEX audit_by_time ON audit (at_ms, id);

-- The past does not change, but for who was erased. (SQLite's REPLACE deletes without a word, hence the first.)
CREATE TRIGGER audit_never_replaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'audit_is_immutable');
END;
CREATE TRIGGER audit_only_forgets BEFORE UPDATE ON audit
WHEN NOT (
    NEW.id IS OLD.id AND NEW.area IS OLD.area AND NEW.action IS OLD.action AND NEW.campaign_id IS OLD.campaign_id
    AND NEW.perk_id IS OLD.perk_id AND NEW.redemption_id IS OLD.redemption_id AND NEW.transfer_id IS OLD.transfer_id
    AND NEW.before IS OLD.before AND NEW.after IS OLD.after AND NEW.request_key IS OLD.request_key
    AND NEW.at_ms IS OLD.at_ms
    AND (
        NEW.moderator_id IS OLD.moderator_id
        OR (NEW.moderator_id IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.moderator_id))
    )
    AND (
        NEW.member_id IS OLD.member_id
        OR (NEW.member_id IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.member_id))
    )
)
BEGIN
    SELECT RAISE(ABORT, 'audit_is_immutable');
END;
CREATE TRIGGER audit_never_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit_is_immutable');
END;

-- Nobody awards or takes back for themselves; a redemption's decision has a trigger of its own (0008).
CREATE TRIGGER audit_about_another BEFORE INSERT ON audit WHEN NEW.area IN ('award', 'undo') AND NEW.member_id = NEW.moderator_id
BEGIN
    SELECT RAISE(ABORT, 'audit_about_oneself');
END;

CREATE INDEX audit_by_member ON audit (member_id) WHERE member_id IS NOT NULL;

-- Forgets a person in the record: whom it was about, and who did it; with the fingerprints of what they asked.
CREATE TRIGGER erasure_forgets_in_record AFTER INSERT ON erasure
BEGIN
    UPDATE request SET content_hash = '0000000000000000000000000000000000000000000000000000000000000000'
    WHERE key IN (SELECT request_key FROM audit WHERE moderator_id = NEW.member_id OR member_id = NEW.member_id);
    UPDATE audit SET moderator_id = 0 WHERE moderator_id = NEW.member_id;
    UPDATE audit SET member_id = 0 WHERE member_id = NEW.member_id;
END;
