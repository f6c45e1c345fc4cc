-- Perks of more kinds than roles: what a moderator delivers, and tickets that are there at once.

-- `perk` has more kinds and states, and SQLite can't change a CHECK: the table is made anew under its own name, so that
-- what refers to it still does. Those references are looked at when all of this is committed.
PRAGMA defer_foreign_keys = ON;
DROP VIEW redemption_case;
DROP VIEW redemption_standing;
CREATE TABLE perk_copy AS SELECT * FROM perk;
DROP TABLE perk;

CREATE TABLE perk (
    id INTEGER NOT NULL PRIMARY KEY,
    -- role: the bot gives it. ticket: a code, there at once. The others are delivered by a moderator.
    kind TEXT NOT NULL CONSTRAINT perk_kind_known
        CHECK (kind IN ('role', 'ticket', 'whitelist', 'boost', 'plan', 'other')),
    name TEXT NOT NULL CONSTRAINT perk_name_length CHECK (length(name) BETWEEN 1 AND 60),
    -- What makes two names the same to people, and what a member may type.
    slug TEXT NOT NULL CONSTRAINT perk_slug_length CHECK (length(slug) BETWEEN 1 AND 60),
    description TEXT CONSTRAINT perk_description_length CHECK (length(description) BETWEEN 1 AND 100),
    price INTEGER NOT NULL CONSTRAINT perk_price_in_range CHECK (price > 0 AND price <= 1000000000),
    role_id INTEGER,
    -- NULL: unlimited. Redemptions take from stock_left and voided ones give back (0003, 0008, invariant 9).
    initial_stock INTEGER CONSTRAINT perk_initial_stock_positive CHECK (initial_stock > 0),
    stock_left INTEGER CONSTRAINT perk_stock_not_negative CHECK (stock_left >= 0),
    -- How often one member may redeem it; NULL: as often as they can pay.
    limit_per_member INTEGER CONSTRAINT perk_limit_positive CHECK (limit_per_member > 0),
    -- The last edition number given out. Only grows: a number is never reused, also when its redemption is voided.
    editions_issued INTEGER NOT NULL DEFAULT 0
        CONSTRAINT perk_editions_not_negative CHECK (editions_issued >= 0),
    -- coming_soon: shown, and not offered before a moderator says so.
    state TEXT NOT NULL DEFAULT 'active'
        CONSTRAINT perk_state_known CHECK (state IN ('active', 'coming_soon', 'paused', 'archived')),
    -- Why it is paused, for moderators: what Discord answered, or a moderator's words.
    pause_reason TEXT,
    -- The moderator who paused it. NULL: the bot, which offers it again when it can be delivered.
    paused_by INTEGER,
    created_by INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    CONSTRAINT perk_role_named CHECK ((kind = 'role') = (role_id IS NOT NULL)),
    CONSTRAINT perk_stock_whole CHECK ((initial_stock IS NULL) = (stock_left IS NULL)),
    CONSTRAINT perk_stock_within_initial CHECK (stock_left <= initial_stock),
    CONSTRAINT perk_pause_explained CHECK ((state = 'paused') = (pause_reason IS NOT NULL)),
    CONSTRAINT perk_paused_by_somebody CHECK (state = 'paused' OR paused_by IS NULL)
) STRICT;
INSERT INTO perk (id, kind, name, slug, description, price, role_id, initial_stock, stock_left, limit_per_member,
    editions_issued, state, pause_reason, created_by, created_at_ms)
SELECT id, kind, name, slug, description, price, role_id, initial_stock, stock_left, limit_per_member,
    editions_issued, state, pause_reason, created_by, created_at_ms
FROM perk_copy;
DROP TABLE perk_copy;

-- As in 0003.
CREATE UNIQUE INDEX perk_slug_unique ON perk (slug) WHERE state <> 'archived';
CREATE UNIQUE INDEX perk_role_unique ON perk (role_id) WHERE state <> 'archived';
CREATE TRIGGER perk_editions_only_grow BEFORE UPDATE OF editions_issued ON perk
WHEN NEW.editions_issued < OLD.editions_issued
BEGIN
    SELECT RAISE(ABORT, 'perk_editions_only_grow');
END;
-- What was redeemed is of that kind.
CREATE TRIGGER perk_kind_stays BEFORE UPDATE OF kind ON perk WHEN NEW.kind IS NOT OLD.kind
BEGIN
    SELECT RAISE(ABORT, 'perk_kind_is_immutable');
END;

-- What a moderator delivers: one row for each such redemption, from its first moment, and it stays as the record.
CREATE TABLE manual_delivery (
    redemption_id INTEGER NOT NULL PRIMARY KEY
        CONSTRAINT manual_delivery_redemption_exists REFERENCES redemption (id),
    -- The moderator who is at it; NULL: nobody yet.
    claimed_by INTEGER,
    claimed_at_ms INTEGER,
    -- The moderator who delivered or rejected it; what came of it is the redemption's state.
    ended_by INTEGER,
    -- What shows that it was delivered, in the moderator's words. A rejection's reason is its decision's (0008).
    evidence TEXT CONSTRAINT manual_delivery_evidence_length CHECK (length(evidence) BETWEEN 1 AND 500),
    CONSTRAINT manual_delivery_claim_whole CHECK ((claimed_by IS NULL) = (claimed_at_ms IS NULL))
) STRICT;

-- In the redemption's own transaction, so that none is charged and forgotten. A ticket is delivered in it as well.
DROP TRIGGER redemption_enqueues_delivery;
CREATE TRIGGER redemption_enqueues_delivery AFTER INSERT ON redemption
BEGIN
    INSERT INTO fulfilment_job (redemption_id, due_at_ms)
    SELECT NEW.id, NEW.created_at_ms FROM perk WHERE perk.id = NEW.perk_id AND kind = 'role';
    INSERT INTO manual_delivery (redemption_id)
    SELECT NEW.id FROM perk WHERE perk.id = NEW.perk_id AND kind NOT IN ('role', 'ticket');
END;

-- Nobody delivers to themselves, or rejects what they asked for.
CREATE TRIGGER manual_delivery_by_another BEFORE UPDATE OF claimed_by, ended_by ON manual_delivery
BEGIN
    SELECT RAISE(ABORT, 'manual_delivery_to_oneself') WHERE EXISTS (
        SELECT 1 FROM redemption JOIN account ON account.id = redemption.account_id
        WHERE redemption.id = NEW.redemption_id AND account.owner_id IN (NEW.claimed_by, NEW.ended_by)
    );
END;
CREATE TRIGGER manual_delivery_never_deleted BEFORE DELETE ON manual_delivery
BEGIN
    SELECT RAISE(ABORT, 'manual_delivery_is_never_deleted');
END;

-- What the member was asked for, and answered, when they redeemed: an address, a link, an account.
CREATE TABLE redemption_answer (
    redemption_id INTEGER NOT NULL PRIMARY KEY
        CONSTRAINT redemption_answer_redemption_exists REFERENCES redemption (id),
    answer TEXT NOT NULL CONSTRAINT redemption_answer_length CHECK (length(answer) BETWEEN 1 AND 300)
) STRICT;

-- An erased member's answers are forgotten; what they did as a moderator was done by somebody.
CREATE TRIGGER erasure_of_perk_answers AFTER INSERT ON erasure
BEGIN
    DELETE FROM redemption_answer
    WHERE redemption_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
    UPDATE manual_delivery SET evidence = '—'
    WHERE evidence IS NOT NULL
        AND redemption_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
    UPDATE manual_delivery SET claimed_by = 0 WHERE claimed_by = NEW.member_id;
    UPDATE manual_delivery SET ended_by = 0 WHERE ended_by = NEW.member_id;
    UPDATE perk SET paused_by = 0 WHERE paused_by = NEW.member_id;
END;

-- As in 0008, with the kind, and with what a moderator delivers.
CREATE VIEW redemption_standing AS
SELECT redemption.id, redemption.account_id, account.owner_id AS member, redemption.perk_id, perk.name AS perk,
    perk.kind, perk.role_id, redemption.price, redemption.edition, redemption.state, redemption.void_reason,
    redemption.created_at_ms, redemption.deadline_at_ms, redemption.finished_at_ms,
    fulfilment_job.refused_code IS NOT NULL AS is_blocked, account.available, resolution.reason AS void_note
FROM redemption
JOIN perk ON perk.id = redemption.perk_id
JOIN account ON account.id = redemption.account_id
LEFT JOIN fulfilment_job ON fulfilment_job.redemption_id = redemption.id
LEFT JOIN transfer AS resolution ON resolution.id = redemption.resolution_id;

CREATE VIEW redemption_case AS
SELECT standing.*,
    CASE
        WHEN standing.state <> 'held' THEN standing.state
        WHEN manual.claimed_by IS NOT NULL THEN 'claimed'
        WHEN manual.redemption_id IS NOT NULL THEN 'queued'
        WHEN job.action = 'withdraw' THEN 'returning'
        WHEN job.refused_code IS NOT NULL THEN 'blocked'
        WHEN job.failure_kind IS NOT NULL THEN 'late'
        ELSE 'on_its_way'
    END AS stage,
    CASE standing.state WHEN 'review' THEN review.begun_at_ms ELSE standing.created_at_ms END AS since_ms,
    COALESCE(job.attempts, review.attempts, 0) AS attempts,
    CASE standing.state WHEN 'review' THEN review.failure_kind ELSE job.failure_kind END AS failure_kind,
    CASE standing.state WHEN 'review' THEN review.failure_code ELSE job.failure_code END AS failure_code,
    job.due_at_ms, COALESCE(job.is_leased, 0) AS is_leased,
    -- What a moderator delivers is delivered when they say so.
    CASE WHEN manual.redemption_id IS NOT NULL THEN 0 ELSE COALESCE(job.maybe_delivered, 1) END AS maybe_delivered
FROM redemption_standing AS standing
LEFT JOIN fulfilment_job AS job ON job.redemption_id = standing.id
LEFT JOIN manual_delivery AS manual ON manual.redemption_id = standing.id
LEFT JOIN redemption_review AS review
    ON review.id = (SELECT MAX(id) FROM redemption_review WHERE redemption_id = standing.id);
