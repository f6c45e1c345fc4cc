-- What moderators decide about redemptions that nobody could bring to an end: each decision is a row that stays, and so
-- is each time that a redemption came to their review.

-- `redemption` can be voided for one more reason, and SQLite can't change a CHECK: the table is made anew under its own
-- name, so that what refers to it still does. Those references are looked at when all of this is committed.
PRAGMA defer_foreign_keys = ON;
DROP VIEW redemption_standing;
CREATE TABLE redemption_copy AS SELECT * FROM redemption;
-- Its triggers and indexes go with it; no trigger fires.
DROP TABLE redemption;

CREATE TABLE redemption (
    id INTEGER NOT NULL PRIMARY KEY,
    perk_id INTEGER NOT NULL CONSTRAINT redemption_perk_exists REFERENCES perk (id),
    account_id INTEGER NOT NULL CONSTRAINT redemption_account_exists REFERENCES account (id),
    -- What the member confirmed and was charged, whatever the perk costs later.
    price INTEGER NOT NULL CONSTRAINT redemption_price_in_range CHECK (price > 0 AND price <= 1000000000),
    edition INTEGER NOT NULL CONSTRAINT redemption_edition_positive CHECK (edition > 0),
    state TEXT NOT NULL DEFAULT 'held'
        CONSTRAINT redemption_state_known CHECK (state IN ('held', 'settled', 'voided', 'review')),
    hold_id INTEGER NOT NULL CONSTRAINT redemption_hold_unique UNIQUE
        CONSTRAINT redemption_hold_exists REFERENCES transfer (id),
    -- The post or void that ended the hold.
    resolution_id INTEGER CONSTRAINT redemption_resolution_unique UNIQUE
        CONSTRAINT redemption_resolution_exists REFERENCES transfer (id),
    -- Why it was voided. `moderator`: the latest decision to void says who and why.
    void_reason TEXT
        CONSTRAINT redemption_void_reason_known
        CHECK (void_reason IN ('member_left', 'misconfigured', 'not_delivered_in_time', 'moderator')),
    created_at_ms INTEGER NOT NULL,
    -- When the bot gives up delivering. A moderator's decision moves it: further away to try again, to now to void.
    deadline_at_ms INTEGER NOT NULL,
    finished_at_ms INTEGER,
    CONSTRAINT redemption_edition_unique UNIQUE (perk_id, edition),
    CONSTRAINT redemption_resolved_when_final
        CHECK ((state IN ('settled', 'voided')) = (resolution_id IS NOT NULL)),
    CONSTRAINT redemption_finished_when_final
        CHECK ((state IN ('settled', 'voided')) = (finished_at_ms IS NOT NULL)),
    CONSTRAINT redemption_void_explained CHECK (state <> 'voided' OR void_reason IS NOT NULL)
) STRICT;
INSERT INTO redemption (id, perk_id, account_id, price, edition, state, hold_id, resolution_id, void_reason,
    created_at_ms, deadline_at_ms, finished_at_ms)
SELECT id, perk_id, account_id, price, edition, state, hold_id, resolution_id, void_reason,
    created_at_ms, deadline_at_ms, finished_at_ms
FROM redemption_copy;
DROP TABLE redemption_copy;

-- A member's badges, and the limit for each member.
CREATE INDEX redemption_by_member ON redemption (account_id, perk_id);
-- What moderators look through: few, however many have ended.
CREATE INDEX redemption_open ON redemption (state) WHERE state IN ('held', 'review');

-- As in 0003 and 0004.
CREATE TRIGGER redemption_within_limit BEFORE INSERT ON redemption
BEGIN
    SELECT RAISE(ABORT, 'redemption_over_limit')
    FROM perk
    WHERE perk.id = NEW.perk_id AND perk.limit_per_member <= (
        SELECT COUNT(*) FROM redemption
        WHERE account_id = NEW.account_id AND perk_id = NEW.perk_id AND state <> 'voided'
    );
END;
CREATE TRIGGER redemption_takes_stock AFTER INSERT ON redemption
BEGIN
    SELECT RAISE(ABORT, 'redemption_starts_held') WHERE NEW.state <> 'held';
    UPDATE perk SET stock_left = stock_left - 1, editions_issued = NEW.edition WHERE id = NEW.perk_id;
END;
CREATE TRIGGER redemption_gives_stock_back AFTER UPDATE OF state ON redemption WHEN NEW.state = 'voided'
BEGIN
    UPDATE perk SET stock_left = stock_left + 1 WHERE id = NEW.perk_id;
END;
CREATE TRIGGER redemption_final_state_stays BEFORE UPDATE ON redemption WHEN OLD.state IN ('settled', 'voided')
BEGIN
    SELECT RAISE(ABORT, 'redemption_is_final');
END;
CREATE TRIGGER redemption_terms_stay BEFORE UPDATE ON redemption
WHEN NEW.perk_id <> OLD.perk_id OR NEW.account_id <> OLD.account_id OR NEW.price <> OLD.price
    OR NEW.edition <> OLD.edition OR NEW.hold_id <> OLD.hold_id
BEGIN
    SELECT RAISE(ABORT, 'redemption_terms_are_immutable');
END;
CREATE TRIGGER redemption_never_deleted BEFORE DELETE ON redemption
BEGIN
    SELECT RAISE(ABORT, 'redemption_is_never_deleted');
END;
CREATE TRIGGER redemption_enqueues_delivery AFTER INSERT ON redemption
BEGIN
    INSERT INTO fulfilment_job (redemption_id, due_at_ms) VALUES (NEW.id, NEW.created_at_ms);
END;

-- What the last attempt met, as a class that moderators read in their own language; `last_failure` has the details.
ALTER TABLE fulfilment_job ADD COLUMN failure_kind TEXT CONSTRAINT fulfilment_job_failure_kind_known
    CHECK (failure_kind IN ('no_answer', 'rate_limited', 'refused', 'member_gone', 'token_refused', 'role_stays'));
-- Discord's code, where there was one.
ALTER TABLE fulfilment_job ADD COLUMN failure_code INTEGER;

-- Each time that the bot gave a redemption to the moderators, with what is needed to decide, and to go on counting its
-- attempts: the job is gone by then.
CREATE TABLE redemption_review (
    id INTEGER NOT NULL PRIMARY KEY,
    redemption_id INTEGER NOT NULL CONSTRAINT redemption_review_redemption_exists REFERENCES redemption (id),
    attempts INTEGER NOT NULL CONSTRAINT redemption_review_attempts_not_negative CHECK (attempts >= 0),
    failure_kind TEXT CONSTRAINT redemption_review_failure_kind_known
        CHECK (failure_kind IN ('no_answer', 'rate_limited', 'refused', 'member_gone', 'token_refused', 'role_stays')),
    failure_code INTEGER,
    begun_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX redemption_review_by_redemption ON redemption_review (redemption_id, id);

-- Those that wait already; when they began to was not written down, but it was after their deadline.
INSERT INTO redemption_review (redemption_id, attempts, begun_at_ms)
SELECT id, 1, deadline_at_ms FROM redemption WHERE state = 'review';

CREATE TABLE redemption_decision (
    id INTEGER NOT NULL PRIMARY KEY,
    redemption_id INTEGER NOT NULL CONSTRAINT redemption_decision_redemption_exists REFERENCES redemption (id),
    -- retry: deliver once more. void: see that the role is not there, then return the Sparks.
    kind TEXT NOT NULL CONSTRAINT redemption_decision_kind_known CHECK (kind IN ('retry', 'void')),
    moderator_id INTEGER NOT NULL,
    -- In the moderator's words; the member reads it.
    reason TEXT CONSTRAINT redemption_decision_reason_length CHECK (length(reason) BETWEEN 1 AND 200),
    -- Deferred: a request is stored after what it did. Once: a redelivered interaction decides nothing anew.
    request_key TEXT NOT NULL CONSTRAINT redemption_decision_request_unique UNIQUE
        CONSTRAINT redemption_decision_request_exists REFERENCES request (key) DEFERRABLE INITIALLY DEFERRED,
    decided_at_ms INTEGER NOT NULL,
    CONSTRAINT redemption_decision_void_explained CHECK (kind <> 'void' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX redemption_decision_by_redemption ON redemption_decision (redemption_id, id);

-- Nobody returns their own Sparks, and what has ended is not decided again.
CREATE TRIGGER redemption_decision_by_another BEFORE INSERT ON redemption_decision WHEN NEW.kind = 'void'
BEGIN
    SELECT RAISE(ABORT, 'redemption_decision_about_oneself') WHERE EXISTS (
        SELECT 1 FROM redemption JOIN account ON account.id = redemption.account_id
        WHERE redemption.id = NEW.redemption_id AND account.owner_id = NEW.moderator_id
    );
END;
CREATE TRIGGER redemption_decision_while_open BEFORE INSERT ON redemption_decision
BEGIN
    SELECT RAISE(ABORT, 'redemption_decision_too_late') WHERE EXISTS (
        SELECT 1 FROM redemption WHERE id = NEW.redemption_id AND state IN ('settled', 'voided')
    );
END;

-- The past does not change.
CREATE TRIGGER redemption_decision_never_updated BEFORE UPDATE ON redemption_decision
BEGIN
    SELECT RAISE(ABORT, 'redemption_decision_is_immutable');
END;
CREATE TRIGGER redemption_decision_never_deleted BEFORE DELETE ON redemption_decision
BEGIN
    SELECT RAISE(ABORT, 'redemption_decision_is_immutable');
END;
CREATE TRIGGER redemption_review_never_updated BEFORE UPDATE ON redemption_review
BEGIN
    SELECT RAISE(ABORT, 'redemption_review_is_immutable');
END;
CREATE TRIGGER redemption_review_never_deleted BEFORE DELETE ON redemption_review
BEGIN
    SELECT RAISE(ABORT, 'redemption_review_is_immutable');
END;

-- A redemption as its member sees it. `void_note`: the words of the moderator who voided it.
CREATE VIEW redemption_standing AS
SELECT redemption.id, redemption.account_id, account.owner_id AS member, redemption.perk_id, perk.name AS perk,
    perk.role_id, redemption.price, redemption.edition, redemption.state, redemption.void_reason, redemption.created_at_ms,
    redemption.deadline_at_ms, redemption.finished_at_ms, fulfilment_job.refused_code IS NOT NULL AS is_blocked,
    account.available, resolution.reason AS void_note
FROM redemption
JOIN perk ON perk.id = redemption.perk_id
JOIN account ON account.id = redemption.account_id
LEFT JOIN fulfilment_job ON fulfilment_job.redemption_id = redemption.id
LEFT JOIN transfer AS resolution ON resolution.id = redemption.resolution_id;

-- The same as moderators see it: what is the matter with it, and since when.
CREATE VIEW redemption_case AS
SELECT standing.*,
    CASE
        WHEN standing.state <> 'held' THEN standing.state
        WHEN job.action = 'withdraw' THEN 'returning'
        WHEN job.refused_code IS NOT NULL THEN 'blocked'
        WHEN job.failure_kind IS NOT NULL THEN 'late'
        ELSE 'on_its_way'
    END AS stage,
    CASE standing.state WHEN 'review' THEN review.begun_at_ms ELSE standing.created_at_ms END AS since_ms,
    COALESCE(job.attempts, review.attempts, 0) AS attempts,
    CASE standing.state WHEN 'review' THEN review.failure_kind ELSE job.failure_kind END AS failure_kind,
    CASE standing.state WHEN 'review' THEN review.failure_code ELSE job.failure_code END AS failure_code,
    job.due_at_ms, COALESCE(job.is_leased, 0) AS is_leased, COALESCE(job.maybe_delivered, 1) AS maybe_delivered
FROM redemption_standing AS standing
LEFT JOIN fulfilment_job AS job ON job.redemption_id = standing.id
LEFT JOIN redemption_review AS review
    ON review.id = (SELECT MAX(id) FROM redemption_review WHERE redemption_id = standing.id);
