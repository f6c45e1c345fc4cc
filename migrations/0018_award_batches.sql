-- Awards in bulk: a batch of lines, each one member's award. It is written down when it is shown to the moderator (a draft),
-- paid in chunks once they confirm it, and may be taken back as a whole. A line's state changes in the transaction of its
-- award, so whoever dies half-way goes on with the first line that is not paid.

CREATE TABLE award_batch (
    -- Never used again: a draft that is gone leaves buttons behind, which must not confirm another.
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    campaign_id INTEGER NOT NULL CONSTRAINT award_batch_campaign_exists REFERENCES campaign (id),
    source TEXT NOT NULL CONSTRAINT award_batch_source_known CHECK (source IN ('file', 'role', 'members')),
    moderator_id INTEGER NOT NULL,
    lines INTEGER NOT NULL CONSTRAINT award_batch_lines_positive CHECK (lines > 0),
    total INTEGER NOT NULL CONSTRAINT award_batch_total_positive CHECK (total >= lines),
    state TEXT NOT NULL DEFAULT 'draft' CONSTRAINT award_batch_state_known
        CHECK (state IN ('draft', 'paying', 'paid', 'stopped', 'undoing', 'undone')),
    -- How many chunks were written, of payments and of their undoing: the next one's request is named by it.
    chunks INTEGER NOT NULL DEFAULT 0 CONSTRAINT award_batch_chunks_not_negative CHECK (chunks >= 0),
    -- Why it stands still, as JSON; NULL in the state 'stopped': whoever confirmed it is erased.
    stop_reason TEXT CONSTRAINT award_batch_stop_reason_is_json CHECK (json_valid(stop_reason)),
    undo_moderator_id INTEGER,
    -- In the moderator's words; the members read it.
    undo_reason TEXT CONSTRAINT award_batch_undo_reason_length CHECK (length(undo_reason) BETWEEN 1 AND 200),
    undo_with_debt INTEGER CONSTRAINT award_batch_undo_with_debt_is_boolean CHECK (undo_with_debt IN (0, 1)),
    request_key TEXT NOT NULL
        CONSTRAINT award_batch_request_exists REFERENCES request (key) DEFERRABLE INITIALLY DEFERRED,
    created_at_ms INTEGER NOT NULL,
    confirmed_at_ms INTEGER,
    -- When it came to its present rest.
    finished_at_ms INTEGER,
    CONSTRAINT award_batch_confirmed_unless_draft CHECK ((state = 'draft') = (confirmed_at_ms IS NULL)),
    CONSTRAINT award_batch_undo_is_explained CHECK (
        (state IN ('undoing', 'undone')) = (undo_moderator_id IS NOT NULL)
        AND (undo_moderator_id IS NULL) = (undo_reason IS NULL)
        AND (undo_moderator_id IS NULL) = (undo_with_debt IS NULL)
    )
) STRICT;
-- Few at any time: what is to be worked on, and drafts that wait for their answer.
CREATE INDEX award_batch_under_way ON award_batch (state, id) WHERE state IN ('draft', 'paying', 'undoing');

CREATE TABLE award_batch_line (
    batch_id INTEGER NOT NULL CONSTRAINT award_batch_line_batch_exists REFERENCES award_batch (id),
    -- As the moderator counts: the line of the file, or the place in what was typed.
    line INTEGER NOT NULL,
    -- NULL: somebody who was erased.
    member_id INTEGER,
    amount INTEGER NOT NULL CONSTRAINT award_batch_line_amount_in_range CHECK (amount BETWEEN 1 AND 1000000000),
    reason TEXT CONSTRAINT award_batch_line_reason_length CHECK (length(reason) BETWEEN 1 AND 200),
    -- NULL: not paid.
    award_id INTEGER CONSTRAINT award_batch_line_award_unique UNIQUE
        CONSTRAINT award_batch_line_award_exists REFERENCES transfer (id),
    -- Why this line alone was passed over.
    refused TEXT CONSTRAINT award_batch_line_refused_known CHECK (refused IN ('member_cap', 'erased')),
    -- What the undoing came to: taken back (as far as there was something), taken back before by itself, nothing was left
    -- to take, the one who undoes has it, nobody has it.
    undone TEXT CONSTRAINT award_batch_line_undone_known
        CHECK (undone IN ('taken', 'before', 'nothing', 'own', 'erased')),
    PRIMARY KEY (batch_id, line),
    CONSTRAINT award_batch_line_member_once UNIQUE (batch_id, member_id),
    CONSTRAINT award_batch_line_paid_or_refused CHECK (award_id IS NULL OR refused IS NULL),
    CONSTRAINT award_batch_line_undone_if_paid CHECK (undone IS NULL OR award_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX award_batch_line_to_pay ON award_batch_line (batch_id, line) WHERE award_id IS NULL AND refused IS NULL;
CREATE INDEX award_batch_line_to_undo ON award_batch_line (batch_id, line) WHERE award_id IS NOT NULL AND undone IS NULL;
CREATE INDEX award_batch_line_by_member ON award_batch_line (member_id) WHERE member_id IS NOT NULL;

-- The message that shows how far a batch has come, while its token lives.
CREATE TABLE award_batch_reply (
    batch_id INTEGER NOT NULL PRIMARY KEY CONSTRAINT award_batch_reply_batch_exists REFERENCES award_batch (id),
    interaction_token TEXT NOT NULL,
    locale TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT;

CREATE TRIGGER award_batch_begins_as_draft BEFORE INSERT ON award_batch
WHEN NEW.state <> 'draft' OR EXISTS (SELECT 1 FROM award_batch WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'award_batch_not_a_draft');
END;
CREATE TRIGGER award_batch_moves_on BEFORE UPDATE OF state ON award_batch
WHEN NEW.state <> OLD.state AND (OLD.state || ' ' || NEW.state) NOT IN (
    'draft paying', 'paying paid', 'paying stopped', 'stopped paying', 'stopped undoing', 'paid undoing', 'undoing undone'
)
BEGIN
    SELECT RAISE(ABORT, 'award_batch_state_order');
END;
CREATE TRIGGER award_batch_terms_stay BEFORE UPDATE ON award_batch
WHEN NOT (
    NEW.id IS OLD.id AND NEW.campaign_id IS OLD.campaign_id AND NEW.source IS OLD.source AND NEW.lines IS OLD.lines
    AND NEW.total IS OLD.total AND NEW.request_key IS OLD.request_key AND NEW.created_at_ms IS OLD.created_at_ms
    AND NEW.chunks BETWEEN OLD.chunks AND OLD.chunks + 1
    AND (OLD.undo_reason IS NULL OR (
        NEW.undo_reason IS OLD.undo_reason AND NEW.undo_with_debt IS OLD.undo_with_debt
    ))
    AND (
        NEW.moderator_id IS OLD.moderator_id
        OR (NEW.moderator_id IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.moderator_id))
    )
    AND (
        OLD.undo_moderator_id IS NULL OR NEW.undo_moderator_id IS OLD.undo_moderator_id
        OR (NEW.undo_moderator_id IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.undo_moderator_id))
    )
)
BEGIN
    SELECT RAISE(ABORT, 'award_batch_terms_are_immutable');
END;
-- Drafts are thrown away; what was confirmed stays.
CREATE TRIGGER award_batch_kept BEFORE DELETE ON award_batch WHEN OLD.state <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'award_batch_is_kept');
END;

CREATE TRIGGER award_batch_line_for_another BEFORE INSERT ON award_batch_line
BEGIN
    SELECT RAISE(ABORT, 'award_batch_line_about_oneself') FROM award_batch
    WHERE id = NEW.batch_id AND moderator_id = NEW.member_id;
    SELECT RAISE(ABORT, 'award_batch_not_a_draft') FROM award_batch WHERE id = NEW.batch_id AND state <> 'draft';
    SELECT RAISE(ABORT, 'award_batch_line_begins_unpaid')
    WHERE NEW.award_id IS NOT NULL OR NEW.refused IS NOT NULL OR NEW.undone IS NOT NULL OR NEW.member_id IS NULL;
END;
CREATE TRIGGER award_batch_line_moves_on BEFORE UPDATE ON award_batch_line
WHEN NOT (
    NEW.batch_id IS OLD.batch_id AND NEW.line IS OLD.line AND NEW.amount IS OLD.amount
    AND (NEW.award_id IS OLD.award_id OR OLD.award_id IS NULL)
    AND (NEW.undone IS OLD.undone OR OLD.undone IS NULL)
    AND (
        NEW.member_id IS OLD.member_id
        OR (NEW.member_id IS NULL AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.member_id))
    )
    AND (NEW.reason IS OLD.reason OR (NEW.reason IS '—' AND NEW.member_id IS NULL))
)
BEGIN
    SELECT RAISE(ABORT, 'award_batch_line_is_immutable');
END;
CREATE TRIGGER award_batch_line_kept BEFORE DELETE ON award_batch_line
WHEN EXISTS (SELECT 1 FROM award_batch WHERE id = OLD.batch_id AND state <> 'draft')
BEGIN
    SELECT RAISE(ABORT, 'award_batch_is_kept');
END;
-- A line is paid by an award that says the same, of a batch that is being paid.
CREATE TRIGGER award_batch_line_fits_its_award AFTER UPDATE OF award_id ON award_batch_line WHEN NEW.award_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'award_batch_line_mismatch') WHERE NOT EXISTS (
        SELECT 1 FROM award JOIN award_batch ON award_batch.id = NEW.batch_id
        WHERE award.id = NEW.award_id AND award.member = NEW.member_id AND award.amount = NEW.amount
            AND award.campaign_id = award_batch.campaign_id AND award.actor_id = award_batch.moderator_id
            AND award_batch.state = 'paying'
    );
END;

-- Forgets a person: as one who was to receive or has received, and as the moderator. What they had not confirmed goes, and
-- what they had confirmed is not paid on in nobody's name.
CREATE TRIGGER erasure_forgets_in_batches AFTER INSERT ON erasure
BEGIN
    UPDATE request SET content_hash = '0000000000000000000000000000000000000000000000000000000000000000'
    WHERE key IN (
        SELECT request_key FROM award_batch WHERE moderator_id = NEW.member_id OR undo_moderator_id = NEW.member_id
        UNION ALL
        SELECT award_batch.request_key FROM award_batch_line JOIN award_batch ON award_batch.id = batch_id
        WHERE member_id = NEW.member_id
    );
    DELETE FROM award_batch_line
    WHERE batch_id IN (SELECT id FROM award_batch WHERE state = 'draft' AND moderator_id = NEW.member_id);
    DELETE FROM award_batch WHERE state = 'draft' AND moderator_id = NEW.member_id;
    DELETE FROM award_batch_reply WHERE batch_id IN (
        SELECT id FROM award_batch WHERE moderator_id = NEW.member_id OR undo_moderator_id = NEW.member_id
    );
    UPDATE award_batch SET state = 'stopped', finished_at_ms = NEW.begun_at_ms
    WHERE state = 'paying' AND moderator_id = NEW.member_id;
    UPDATE award_batch SET moderator_id = 0 WHERE moderator_id = NEW.member_id;
    UPDATE award_batch SET undo_moderator_id = 0 WHERE undo_moderator_id = NEW.member_id;
    UPDATE award_batch_line SET member_id = NULL, reason = CASE WHEN reason IS NULL THEN NULL ELSE '—' END
    WHERE member_id = NEW.member_id;
END;
