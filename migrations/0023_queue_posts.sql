-- What moderators deliver stands in the staff channel as well, with its buttons, and follows what becomes of it.

-- How often what a post says has changed since it was queued, and how often that was when it was last shown: while it has
-- changed more often, the message is to be edited.
ALTER TABLE staff_post ADD COLUMN changes INTEGER NOT NULL DEFAULT 0
    CONSTRAINT staff_post_changes_not_negative CHECK (changes >= 0);
ALTER TABLE staff_post ADD COLUMN shown INTEGER NOT NULL DEFAULT 0
    CONSTRAINT staff_post_shown_not_negative CHECK (shown >= 0);
CREATE INDEX staff_post_changed ON staff_post (id) WHERE changes > shown;

-- In the redemption's own transaction; as `audit_is_posted` (0020), only while there is a channel.
CREATE TRIGGER manual_delivery_is_posted AFTER INSERT ON manual_delivery
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'staff_channel')
BEGIN
    INSERT INTO staff_post (kind, subject_id) VALUES ('queue', NEW.redemption_id);
END;

CREATE TRIGGER manual_delivery_change_is_posted AFTER UPDATE OF claimed_by, ended_by, evidence ON manual_delivery
WHEN NEW.claimed_by IS NOT OLD.claimed_by OR NEW.ended_by IS NOT OLD.ended_by OR NEW.evidence IS NOT OLD.evidence
BEGIN
    UPDATE staff_post SET changes = changes + 1 WHERE kind = 'queue' AND subject_id = NEW.redemption_id;
END;

-- What an erased member answered does not stay in the channel.
CREATE TRIGGER erasure_of_queue_posts AFTER INSERT ON erasure
BEGIN
    UPDATE staff_post SET changes = changes + 1
    WHERE kind = 'queue' AND subject_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
END;
