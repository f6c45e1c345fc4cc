-- A campaign's rules (when it runs, what one award, one member and one moderator's day may take), what they are counted
-- by, and undoing an award, with a debt where the Sparks are spent.

DROP VIEW campaign_standing;

-- What members read about it; whoever's language is missing reads one that is there.
ALTER TABLE campaign ADD COLUMN description_en TEXT
    CONSTRAINT campaign_description_en_length CHECK (length(description_en) BETWEEN 1 AND 300);
ALTER TABLE campaign ADD COLUMN description_ru TEXT
    CONSTRAINT campaign_description_ru_length CHECK (length(description_ru) BETWEEN 1 AND 300);
ALTER TABLE campaign ADD COLUMN description_ko TEXT
    CONSTRAINT campaign_description_ko_length CHECK (length(description_ko) BETWEEN 1 AND 300);
-- NULL: from its creation, until it is closed.
ALTER TABLE campaign ADD COLUMN starts_at_ms INTEGER;
ALTER TABLE campaign ADD COLUMN ends_at_ms INTEGER
    CONSTRAINT campaign_ends_after_its_start CHECK (ends_at_ms > COALESCE(starts_at_ms, created_at_ms));
-- NULL: as much as there is.
ALTER TABLE campaign ADD COLUMN award_cap INTEGER
    CONSTRAINT campaign_award_cap_in_range CHECK (award_cap BETWEEN 1 AND 1000000000);
ALTER TABLE campaign ADD COLUMN member_cap INTEGER
    CONSTRAINT campaign_member_cap_in_range CHECK (member_cap BETWEEN 1 AND 1000000000);
-- What one moderator may award in one day, UTC.
ALTER TABLE campaign ADD COLUMN moderator_day_cap INTEGER
    CONSTRAINT campaign_moderator_day_cap_in_range CHECK (moderator_day_cap BETWEEN 1 AND 1000000000);

-- Moderators look for a closed one by its name too.
CREATE INDEX campaign_by_slug ON campaign (slug, id);

-- A campaign with what it has awarded: the difference between its budget and what its account still holds.
CREATE VIEW campaign_standing AS
SELECT campaign.id, campaign.name, campaign.slug, campaign.description_en, campaign.description_ru,
    campaign.description_ko, campaign.budget, COALESCE(campaign.starts_at_ms, campaign.created_at_ms) AS starts_at_ms,
    campaign.ends_at_ms, campaign.award_cap, campaign.member_cap, campaign.moderator_day_cap, campaign.closed_at_ms,
    account.id AS account_id, COALESCE(campaign.budget, 0) - account.available AS spent
FROM campaign
JOIN account ON account.kind = 'campaign' AND account.owner_id = campaign.id;

-- A budget that is set, or taken away, is an account that may not, or may, go below zero. The Sparks themselves move by a
-- transfer in the same transaction.
CREATE TRIGGER campaign_budget_binds_its_account AFTER UPDATE OF budget ON campaign
WHEN (NEW.budget IS NULL) <> (OLD.budget IS NULL)
BEGIN
    UPDATE account SET overdraft_allowed = (NEW.budget IS NULL) WHERE kind = 'campaign' AND owner_id = NEW.id;
END;

-- As 0013 has it, but for exactly this.
DROP TRIGGER account_terms_stay;
CREATE TRIGGER account_terms_stay BEFORE UPDATE OF id, kind, owner_id, overdraft_allowed, opened_at_ms ON account
WHEN NOT (
    NEW.id IS OLD.id AND NEW.kind IS OLD.kind AND NEW.opened_at_ms IS OLD.opened_at_ms
    AND (
        NEW.overdraft_allowed IS OLD.overdraft_allowed
        OR (
            OLD.kind = 'campaign'
            AND NEW.overdraft_allowed IS (SELECT budget IS NULL FROM campaign WHERE campaign.id = OLD.owner_id)
        )
    )
    AND (
        NEW.owner_id IS OLD.owner_id
        OR (
            NEW.owner_id IS -OLD.id AND EXISTS (
                SELECT 1 FROM erasure
                WHERE erasure.account_id = OLD.id AND member_id = OLD.owner_id AND OLD.kind = 'member'
            )
        )
    )
)
BEGIN
    SELECT RAISE(ABORT, 'account_terms_are_immutable');
END;

-- What the caps are compared with, kept by triggers with each transfer: an award reads three rows, however many there were
-- before it. What is taken back gives room again. A day is a number of days since 1970, UTC.

-- What each member has from a campaign. Its board says the same of those who are shown, and can be made anew from transfers;
-- a cap must not depend on that.
CREATE TABLE campaign_member (
    campaign_id INTEGER NOT NULL CONSTRAINT campaign_member_campaign_exists REFERENCES campaign (id),
    account_id INTEGER NOT NULL CONSTRAINT campaign_member_account_exists REFERENCES account (id),
    received INTEGER NOT NULL CONSTRAINT campaign_member_received_not_negative CHECK (received >= 0),
    PRIMARY KEY (campaign_id, account_id)
) STRICT, WITHOUT ROWID;

-- What a campaign awarded on each day. An award that is taken back in whole is none.
CREATE TABLE campaign_day (
    campaign_id INTEGER NOT NULL CONSTRAINT campaign_day_campaign_exists REFERENCES campaign (id),
    day INTEGER NOT NULL,
    awards INTEGER NOT NULL CONSTRAINT campaign_day_awards_not_negative CHECK (awards >= 0),
    amount INTEGER NOT NULL CONSTRAINT campaign_day_amount_not_negative CHECK (amount >= 0),
    PRIMARY KEY (campaign_id, day)
) STRICT, WITHOUT ROWID;

-- What each moderator awarded from it on each day.
CREATE TABLE campaign_moderator_day (
    campaign_id INTEGER NOT NULL CONSTRAINT campaign_moderator_day_campaign_exists REFERENCES campaign (id),
    moderator_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    amount INTEGER NOT NULL CONSTRAINT campaign_moderator_day_amount_not_negative CHECK (amount >= 0),
    PRIMARY KEY (campaign_id, moderator_id, day)
) STRICT, WITHOUT ROWID;

-- An award: Sparks that a campaign gave a member.
CREATE VIEW award AS
SELECT transfer.id, giver.owner_id AS campaign_id, transfer.debit_account_id AS campaign_account_id,
    transfer.credit_account_id AS account_id, receiver.owner_id AS member, transfer.amount, transfer.actor_id,
    transfer.created_at_ms / 86400000 AS day, transfer.created_at_ms
FROM transfer
JOIN account AS giver ON giver.id = transfer.debit_account_id AND giver.kind = 'campaign'
JOIN account AS receiver ON receiver.id = transfer.credit_account_id AND receiver.kind = 'member'
WHERE transfer.kind = 'direct';

-- Until now.
INSERT INTO campaign_member (campaign_id, account_id, received)
SELECT award.campaign_id, award.account_id, SUM(award.amount - COALESCE(reversal.amount, 0))
FROM award LEFT JOIN transfer AS reversal ON reversal.refers_to_id = award.id AND reversal.kind = 'reversal'
GROUP BY award.campaign_id, award.account_id;
INSERT INTO campaign_day (campaign_id, day, awards, amount)
SELECT award.campaign_id, award.day, SUM(award.amount > COALESCE(reversal.amount, 0)),
    SUM(award.amount - COALESCE(reversal.amount, 0))
FROM award LEFT JOIN transfer AS reversal ON reversal.refers_to_id = award.id AND reversal.kind = 'reversal'
GROUP BY award.campaign_id, award.day;
INSERT INTO campaign_moderator_day (campaign_id, moderator_id, day, amount)
SELECT award.campaign_id, award.actor_id, award.day, SUM(award.amount - COALESCE(reversal.amount, 0))
FROM award LEFT JOIN transfer AS reversal ON reversal.refers_to_id = award.id AND reversal.kind = 'reversal'
WHERE award.actor_id IS NOT NULL
GROUP BY award.campaign_id, award.actor_id, award.day;

-- The award's own checks say which cap and by how much; these stand behind them. A cap that was lowered since takes nothing
-- back: only what is added is refused.
CREATE TRIGGER transfer_is_an_award AFTER INSERT ON transfer
WHEN NEW.kind = 'direct'
    AND EXISTS (SELECT 1 FROM account WHERE id = NEW.debit_account_id AND kind = 'campaign')
    AND EXISTS (SELECT 1 FROM account WHERE id = NEW.credit_account_id AND kind = 'member')
BEGIN
    INSERT INTO campaign_member (campaign_id, account_id, received)
    SELECT campaign_id, account_id, amount FROM award WHERE id = NEW.id
    ON CONFLICT (campaign_id, account_id) DO UPDATE SET received = received + NEW.amount;
    INSERT INTO campaign_day (campaign_id, day, awards, amount)
    SELECT campaign_id, day, 1, amount FROM award WHERE id = NEW.id
    ON CONFLICT (campaign_id, day) DO UPDATE SET awards = awards + 1, amount = amount + NEW.amount;
    INSERT INTO campaign_moderator_day (campaign_id, moderator_id, day, amount)
    SELECT campaign_id, actor_id, day, amount FROM award WHERE id = NEW.id AND actor_id IS NOT NULL
    ON CONFLICT (campaign_id, moderator_id, day) DO UPDATE SET amount = amount + NEW.amount;
    SELECT RAISE(ABORT, 'campaign_over_a_cap')
    FROM award
    JOIN campaign ON campaign.id = award.campaign_id
    JOIN campaign_member AS received
        ON received.campaign_id = award.campaign_id AND received.account_id = award.account_id
    LEFT JOIN campaign_moderator_day AS today ON today.campaign_id = award.campaign_id
        AND today.moderator_id = award.actor_id AND today.day = award.day
    WHERE award.id = NEW.id AND (
        award.amount > campaign.award_cap
        OR received.received > campaign.member_cap
        OR today.amount > campaign.moderator_day_cap
    );
END;

-- By the day of the award, also for its moderator: room is given back where it was taken.
CREATE TRIGGER transfer_undoes_an_award AFTER INSERT ON transfer
WHEN NEW.kind = 'reversal' AND EXISTS (SELECT 1 FROM award WHERE id = NEW.refers_to_id)
BEGIN
    UPDATE campaign_member SET received = received - NEW.amount
    WHERE (campaign_id, account_id) = (SELECT campaign_id, account_id FROM award WHERE id = NEW.refers_to_id);
    UPDATE campaign_day SET amount = amount - NEW.amount,
        awards = awards - (SELECT amount = NEW.amount FROM award WHERE id = NEW.refers_to_id)
    WHERE (campaign_id, day) = (SELECT campaign_id, day FROM award WHERE id = NEW.refers_to_id);
    UPDATE campaign_moderator_day SET amount = amount - NEW.amount
    WHERE (campaign_id, moderator_id, day) = (SELECT campaign_id, actor_id, day FROM award WHERE id = NEW.refers_to_id);
END;

-- An award that a moderator took back: each once. `taken` went back at once, by a reversal; what the member had spent is
-- left to them, or they owe it (`debt`).
CREATE TABLE award_undo (
    -- In the order in which they were taken back, which is that in which their debts are paid.
    id INTEGER NOT NULL PRIMARY KEY,
    award_id INTEGER NOT NULL CONSTRAINT award_undo_award_unique UNIQUE
        CONSTRAINT award_undo_award_exists REFERENCES transfer (id),
    reversal_id INTEGER CONSTRAINT award_undo_reversal_unique UNIQUE
        CONSTRAINT award_undo_reversal_exists REFERENCES transfer (id),
    taken INTEGER NOT NULL CONSTRAINT award_undo_taken_not_negative CHECK (taken >= 0),
    debt INTEGER NOT NULL CONSTRAINT award_undo_debt_not_negative CHECK (debt >= 0),
    moderator_id INTEGER NOT NULL,
    -- In the moderator's words; the member reads it.
    reason TEXT NOT NULL CONSTRAINT award_undo_reason_length CHECK (length(reason) BETWEEN 1 AND 200),
    request_key TEXT NOT NULL
        CONSTRAINT award_undo_request_exists REFERENCES request (key) DEFERRABLE INITIALLY DEFERRED,
    undone_at_ms INTEGER NOT NULL,
    CONSTRAINT award_undo_does_something CHECK (taken + debt > 0),
    CONSTRAINT award_undo_takes_by_reversal CHECK ((taken > 0) = (reversal_id IS NOT NULL))
) STRICT;

-- What members owe to whom, in all. Their accounts stay at zero or above: a debt is no balance but what their next Sparks go
-- to first, each payment a transfer from the member to the campaign.
CREATE TABLE debt (
    account_id INTEGER NOT NULL CONSTRAINT debt_account_exists REFERENCES account (id),
    creditor_id INTEGER NOT NULL CONSTRAINT debt_creditor_exists REFERENCES account (id),
    incurred INTEGER NOT NULL CONSTRAINT debt_incurred_positive CHECK (incurred > 0),
    paid INTEGER NOT NULL DEFAULT 0 CONSTRAINT debt_paid_at_most_once CHECK (paid BETWEEN 0 AND incurred),
    since_ms INTEGER NOT NULL,
    PRIMARY KEY (account_id, creditor_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER award_undo_fits_its_award BEFORE INSERT ON award_undo
BEGIN
    SELECT RAISE(ABORT, 'award_undo_mismatch') WHERE NOT EXISTS (
        SELECT 1 FROM award WHERE id = NEW.award_id AND NEW.taken + NEW.debt <= amount
    );
    SELECT RAISE(ABORT, 'award_undo_about_oneself') WHERE EXISTS (
        SELECT 1 FROM award WHERE id = NEW.award_id AND member = NEW.moderator_id
    );
    -- Nobody can be asked, owe, or read why.
    SELECT RAISE(ABORT, 'award_undo_of_nobody') WHERE EXISTS (
        SELECT 1 FROM award WHERE id = NEW.award_id AND member < 0
    );
END;
CREATE TRIGGER award_undo_leaves_a_debt AFTER INSERT ON award_undo WHEN NEW.debt > 0
BEGIN
    INSERT INTO debt (account_id, creditor_id, incurred, since_ms)
    SELECT account_id, campaign_account_id, NEW.debt, NEW.undone_at_ms FROM award WHERE id = NEW.award_id
    ON CONFLICT (account_id, creditor_id) DO UPDATE SET incurred = incurred + NEW.debt,
        since_ms = CASE WHEN paid = incurred THEN NEW.undone_at_ms ELSE since_ms END;
END;
-- But for which moderator it was, and the words about somebody who is being erased.
CREATE TRIGGER award_undo_only_forgets BEFORE UPDATE ON award_undo
WHEN NOT (
    NEW.id IS OLD.id AND NEW.award_id IS OLD.award_id AND NEW.reversal_id IS OLD.reversal_id
    AND NEW.taken IS OLD.taken AND NEW.debt IS OLD.debt AND NEW.request_key IS OLD.request_key
    AND NEW.undone_at_ms IS OLD.undone_at_ms
    AND (
        NEW.moderator_id IS OLD.moderator_id
        OR (NEW.moderator_id IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.moderator_id))
    )
    AND (
        NEW.reason IS OLD.reason
        OR (
            NEW.reason IS '—' AND EXISTS (
                SELECT 1 FROM award JOIN erasure ON erasure.account_id = award.account_id WHERE award.id = OLD.award_id
            )
        )
    )
)
BEGIN
    SELECT RAISE(ABORT, 'award_undo_is_immutable');
END;
CREATE TRIGGER award_undo_never_deleted BEFORE DELETE ON award_undo
BEGIN
    SELECT RAISE(ABORT, 'award_undo_is_immutable');
END;
CREATE TRIGGER debt_never_deleted BEFORE DELETE ON debt
BEGIN
    SELECT RAISE(ABORT, 'debt_is_never_deleted');
END;

-- What of which award is owed. Payments go to the award that was taken back first: `owed_before` is what is paid before it.
CREATE VIEW award_debt AS
SELECT award_undo.award_id, award.account_id, award.campaign_account_id AS creditor_id, award_undo.debt AS amount,
    SUM(award_undo.debt) OVER (
        PARTITION BY award.account_id, award.campaign_account_id ORDER BY award_undo.id
    ) - award_undo.debt AS owed_before
FROM award_undo JOIN award ON award.id = award_undo.award_id
WHERE award_undo.debt > 0;

-- The only thing that members give campaigns directly: what they owe. It unearns what it pays for, as the reversal did that
-- could not take it: on every board on which the award counted that was taken back.
CREATE TRIGGER transfer_pays_a_debt AFTER INSERT ON transfer
WHEN NEW.kind = 'direct'
    AND EXISTS (SELECT 1 FROM account WHERE id = NEW.debit_account_id AND kind = 'member')
    AND EXISTS (SELECT 1 FROM account WHERE id = NEW.credit_account_id AND kind = 'campaign')
BEGIN
    SELECT RAISE(ABORT, 'transfer_pays_no_debt') WHERE NOT EXISTS (
        SELECT 1 FROM debt WHERE account_id = NEW.debit_account_id AND creditor_id = NEW.credit_account_id
    );
    -- What it adds to each award's paid part, while `debt` still says what was paid before it.
    UPDATE board_entry SET score = score - (
        SELECT SUM(MIN(award_debt.owed_before + award_debt.amount, debt.paid + NEW.amount)
            - MAX(award_debt.owed_before, debt.paid))
        FROM award_debt
        JOIN debt ON debt.account_id = award_debt.account_id AND debt.creditor_id = award_debt.creditor_id
        JOIN award_board ON award_board.transfer_id = award_debt.award_id AND award_board.board_id = board_entry.board_id
        WHERE award_debt.account_id = NEW.debit_account_id AND award_debt.creditor_id = NEW.credit_account_id
            AND award_debt.owed_before < debt.paid + NEW.amount AND award_debt.owed_before + award_debt.amount > debt.paid
    )
    WHERE account_id = NEW.debit_account_id AND board_id IN (
        SELECT award_board.board_id FROM award_debt
        JOIN debt ON debt.account_id = award_debt.account_id AND debt.creditor_id = award_debt.creditor_id
        JOIN award_board ON award_board.transfer_id = award_debt.award_id
        WHERE award_debt.account_id = NEW.debit_account_id AND award_debt.creditor_id = NEW.credit_account_id
            AND award_debt.owed_before < debt.paid + NEW.amount AND award_debt.owed_before + award_debt.amount > debt.paid
    );
    UPDATE debt SET paid = paid + NEW.amount
    WHERE account_id = NEW.debit_account_id AND creditor_id = NEW.credit_account_id;
    UPDATE campaign_member SET received = received - NEW.amount
    WHERE account_id = NEW.debit_account_id
        AND campaign_id = (SELECT owner_id FROM account WHERE id = NEW.credit_account_id);
END;

-- As 0012 has it, less what was paid of debts.
DROP VIEW board_entry_anew;
CREATE VIEW board_entry_anew AS
SELECT award_board.account_id, award_board.board_id, SUM(award_board.amount - COALESCE((
        SELECT reversal.amount FROM transfer AS reversal
        WHERE reversal.refers_to_id = award_board.transfer_id AND reversal.kind = 'reversal'
    ), 0) - COALESCE(repaid.amount, 0)) AS score,
    NOT EXISTS (SELECT 1 FROM board_absence WHERE board_absence.account_id = award_board.account_id) AS shown
FROM award_board
LEFT JOIN (
    SELECT award_debt.award_id, MAX(0, MIN(award_debt.amount, debt.paid - award_debt.owed_before)) AS amount
    FROM award_debt
    JOIN debt ON debt.account_id = award_debt.account_id AND debt.creditor_id = award_debt.creditor_id
) AS repaid ON repaid.award_id = award_board.transfer_id
GROUP BY award_board.account_id, award_board.board_id;

-- A payment is a correction, not something redeemed.
DROP VIEW statement_effect;
CREATE VIEW statement_effect AS
SELECT transfer.id AS transfer_id, transfer.debit_account_id AS account_id,
    CASE WHEN transfer.kind = 'void' THEN 'returned' WHEN transfer.kind = 'reversal' THEN 'corrected'
        WHEN transfer.kind = 'direct' AND receiver.kind = 'campaign' THEN 'corrected' ELSE 'redeemed' END AS category,
    CASE transfer.kind WHEN 'void' THEN transfer.amount ELSE -transfer.amount END AS change
FROM transfer
JOIN account ON account.id = transfer.debit_account_id AND account.kind = 'member'
JOIN account AS receiver ON receiver.id = transfer.credit_account_id
WHERE transfer.kind <> 'post'
UNION ALL
SELECT transfer.id, transfer.credit_account_id,
    CASE transfer.kind WHEN 'reversal' THEN 'corrected' ELSE 'earned' END,
    transfer.amount
FROM transfer
JOIN account ON account.id = transfer.credit_account_id AND account.kind = 'member'
WHERE transfer.kind IN ('direct', 'post', 'reversal');

-- The answers about undone awards name the member, who becomes nobody there too; otherwise as 0013 has it.
DROP TRIGGER request_only_forgets;
CREATE TRIGGER request_only_forgets BEFORE UPDATE ON request
WHEN NOT (
    NEW.key IS OLD.key AND NEW.transfers IS OLD.transfers AND NEW.created_at_ms IS OLD.created_at_ms
    AND (
        NEW.content_hash IS OLD.content_hash
        OR (
            NEW.content_hash IS '0000000000000000000000000000000000000000000000000000000000000000'
            AND EXISTS (SELECT 1 FROM erasure WHERE member_id IS NOT NULL)
        )
    )
    AND (
        NEW.outcome IS OLD.outcome
        OR (
            NEW.outcome IS '{"Refused":"Conflict"}' AND OLD.outcome LIKE '{"Refused":%' AND OLD.transfers = 0
            AND EXISTS (SELECT 1 FROM erasure WHERE member_id IS NOT NULL)
        )
        OR EXISTS (
            SELECT 1 FROM erasure
            WHERE json_extract(OLD.outcome, '$.Undone.member') = member_id
                AND NEW.outcome IS json_set(OLD.outcome, '$.Undone.member', 0)
        )
    )
)
BEGIN
    SELECT RAISE(ABORT, 'request_is_immutable');
END;

-- Forgets a person in all of this. What they owed ends with them: the account is nobody's, and nobody pays. A refused
-- undo's answer is found by its own words, since nothing else refers to it.
CREATE TRIGGER erasure_forgets_in_campaigns AFTER INSERT ON erasure
BEGIN
    UPDATE request SET content_hash = '0000000000000000000000000000000000000000000000000000000000000000'
    WHERE key IN (
        SELECT award_undo.request_key FROM award_undo JOIN award ON award.id = award_undo.award_id
        WHERE award.account_id = NEW.account_id OR award_undo.moderator_id = NEW.member_id
    );
    UPDATE request SET outcome = json_set(outcome, '$.Undone.member', 0)
    WHERE key >= 'award-undo' AND key < 'award-undp' AND json_extract(outcome, '$.Undone.member') = NEW.member_id;
    UPDATE request SET outcome = '{"Refused":"Conflict"}',
        content_hash = '0000000000000000000000000000000000000000000000000000000000000000'
    WHERE key >= 'award-undo' AND key < 'award-undp' AND (
        json_extract(outcome, '$.Refused.Spent.member') = NEW.member_id
        OR json_extract(outcome, '$.Refused.AlreadyUndone.moderator') = NEW.member_id
    );
    UPDATE award_undo SET moderator_id = 0 WHERE moderator_id = NEW.member_id;
    UPDATE award_undo SET reason = '—'
    WHERE award_id IN (SELECT id FROM award WHERE account_id = NEW.account_id);
    INSERT INTO campaign_moderator_day (campaign_id, moderator_id, day, amount)
    SELECT campaign_id, 0, day, amount FROM campaign_moderator_day WHERE moderator_id = NEW.member_id
    ON CONFLICT (campaign_id, moderator_id, day) DO UPDATE SET amount = amount + excluded.amount;
    DELETE FROM campaign_moderator_day WHERE moderator_id = NEW.member_id;
END;
