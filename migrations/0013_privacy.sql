-- Erasing a person. The ledger stays whole: amounts, accounts and times are kept, and the account becomes nobody's. All of
-- it happens by inserting one row (a trigger), so no erasure exists without its effect and nobody is half erased.
--
-- Who was erased is no owner, or a negative one that names the account and nobody; a moderator who was is 0; what was
-- written about a person is '—'.

CREATE TABLE erasure (
    id INTEGER NOT NULL PRIMARY KEY,
    -- Whom, and which account was theirs: known only until their roles are taken at Discord.
    member_id INTEGER CONSTRAINT erasure_member_is_somebody CHECK (member_id > 0),
    account_id INTEGER CONSTRAINT erasure_account_exists REFERENCES account (id),
    begun_at_ms INTEGER NOT NULL,
    finished_at_ms INTEGER,
    CONSTRAINT erasure_forgets_at_its_end CHECK ((member_id IS NULL) = (finished_at_ms IS NOT NULL)),
    CONSTRAINT erasure_forgets_all_at_once CHECK (member_id IS NOT NULL OR account_id IS NULL)
) STRICT;
-- Few at any time: those that are not finished.
CREATE INDEX erasure_by_member ON erasure (member_id) WHERE member_id IS NOT NULL;

-- The roles that are still to be taken. Taking is absolute, so it needs no lease: who dies in between takes it again.
CREATE TABLE erasure_role (
    erasure_id INTEGER NOT NULL CONSTRAINT erasure_role_erasure_exists REFERENCES erasure (id),
    role_id INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0 CONSTRAINT erasure_role_attempts_not_negative CHECK (attempts >= 0),
    due_at_ms INTEGER NOT NULL,
    -- What the last attempt met, for whoever looks into the file.
    last_failure TEXT,
    PRIMARY KEY (erasure_id, role_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_role_by_due_time ON erasure_role (due_at_ms);

-- What a moderator did, to forget who did it.
CREATE INDEX transfer_by_actor ON transfer (actor_id) WHERE actor_id IS NOT NULL;

-- An account is whoever's it is until it is nobody's, and then for ever.
CREATE TRIGGER account_terms_stay BEFORE UPDATE OF id, kind, owner_id, overdraft_allowed, opened_at_ms ON account
WHEN NOT (
    NEW.id IS OLD.id AND NEW.kind IS OLD.kind AND NEW.overdraft_allowed IS OLD.overdraft_allowed
    AND NEW.opened_at_ms IS OLD.opened_at_ms
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

-- Nobody earns or spends. What is under way may end, and what was wrong can still be put right.
CREATE TRIGGER transfer_not_with_nobody BEFORE INSERT ON transfer WHEN NEW.kind IN ('direct', 'hold')
BEGIN
    SELECT RAISE(ABORT, 'transfer_with_nobody') WHERE EXISTS (
        SELECT 1 FROM account
        WHERE id IN (NEW.debit_account_id, NEW.credit_account_id) AND kind = 'member' AND owner_id < 0
    );
END;

-- The past does not change, but for the words about somebody who was erased, and for which moderator it was.
DROP TRIGGER transfer_never_updated;
CREATE TRIGGER transfer_only_forgets BEFORE UPDATE ON transfer
WHEN NOT (
    NEW.id IS OLD.id AND NEW.kind IS OLD.kind AND NEW.debit_account_id IS OLD.debit_account_id
    AND NEW.credit_account_id IS OLD.credit_account_id AND NEW.amount IS OLD.amount
    AND NEW.refers_to_id IS OLD.refers_to_id AND NEW.request_key IS OLD.request_key
    AND NEW.created_at_ms IS OLD.created_at_ms
    AND (
        NEW.actor_id IS OLD.actor_id
        OR (NEW.actor_id IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.actor_id))
    )
    AND (
        NEW.reason IS OLD.reason
        OR (
            NEW.reason IS '—' AND OLD.reason IS NOT NULL AND EXISTS (
                SELECT 1 FROM account
                WHERE account.id IN (OLD.debit_account_id, OLD.credit_account_id)
                    AND account.kind = 'member' AND owner_id < 0
            )
        )
    )
)
BEGIN
    SELECT RAISE(ABORT, 'transfer_is_immutable');
END;

DROP TRIGGER redemption_decision_never_updated;
CREATE TRIGGER redemption_decision_only_forgets BEFORE UPDATE ON redemption_decision
WHEN NOT (
    NEW.id IS OLD.id AND NEW.redemption_id IS OLD.redemption_id AND NEW.kind IS OLD.kind
    AND NEW.request_key IS OLD.request_key AND NEW.decided_at_ms IS OLD.decided_at_ms
    AND (
        NEW.moderator_id IS OLD.moderator_id
        OR (NEW.moderator_id IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.moderator_id))
    )
    AND (
        NEW.reason IS OLD.reason
        OR (
            NEW.reason IS '—' AND OLD.reason IS NOT NULL AND EXISTS (
                SELECT 1 FROM redemption JOIN account ON account.id = redemption.account_id
                WHERE redemption.id = OLD.redemption_id AND owner_id < 0
            )
        )
    )
)
BEGIN
    SELECT RAISE(ABORT, 'redemption_decision_is_immutable');
END;

-- What was asked and answered: a key stays used for ever. Its fingerprint was made over the ids of people, and becomes one
-- that fits no request; a refusal that repeats who had decided before, and why, becomes one that says nothing.
DROP TRIGGER request_never_updated;
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
    )
)
BEGIN
    SELECT RAISE(ABORT, 'request_is_immutable');
END;

-- What an erasure does. A table that is added later and names people has a trigger of its own on `erasure`; the account
-- may be nobody's by then, so it goes by NEW.member_id and NEW.account_id.
CREATE TRIGGER erasure_removes_the_person AFTER INSERT ON erasure
BEGIN
    SELECT RAISE(ABORT, 'erasure_of_another') WHERE NEW.account_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM account WHERE id = NEW.account_id AND kind = 'member' AND owner_id = NEW.member_id
    );
    -- A redemption under way holds Sparks, and its delivery needs to know for whom.
    SELECT RAISE(ABORT, 'erasure_while_open')
    FROM redemption WHERE account_id = NEW.account_id AND state IN ('held', 'review');

    INSERT INTO erasure_role (erasure_id, role_id, due_at_ms)
    SELECT DISTINCT NEW.id, perk.role_id, NEW.begun_at_ms
    FROM redemption JOIN perk ON perk.id = redemption.perk_id
    WHERE redemption.account_id = NEW.account_id AND redemption.state = 'settled' AND perk.role_id IS NOT NULL;

    -- Fingerprints of what the member asked, and of what was asked about them or by them as a moderator. Those of the
    -- product's events and of the bot's own steps name no Discord user, and still guard against a repetition.
    UPDATE request SET content_hash = '0000000000000000000000000000000000000000000000000000000000000000'
    WHERE key IN (
        SELECT request_key FROM transfer
        WHERE debit_account_id = NEW.account_id AND request_key LIKE 'redeem:%'
        UNION ALL
        SELECT request_key FROM transfer WHERE credit_account_id = NEW.account_id AND actor_id IS NOT NULL
        UNION ALL
        SELECT request_key FROM transfer WHERE actor_id = NEW.member_id AND request_key NOT LIKE 'resolve:%'
        UNION ALL
        SELECT request_key FROM redemption_decision WHERE moderator_id = NEW.member_id
    );
    -- Answers that repeat an earlier decision, theirs or about them.
    UPDATE request SET outcome = '{"Refused":"Conflict"}'
    WHERE key >= 'redemption-' AND key < 'redemption.' AND instr(outcome, '"moderator":') > 0
        AND EXISTS (
            SELECT 1 FROM redemption_decision AS decision
            LEFT JOIN redemption ON redemption.id = decision.redemption_id AND redemption.account_id = NEW.account_id
            WHERE (decision.moderator_id = NEW.member_id OR redemption.id IS NOT NULL)
                AND instr(request.outcome, '"moderator":' || decision.moderator_id || ',') > 0
                AND instr(request.outcome, '"decided_at_ms":' || decision.decided_at_ms) > 0
        );

    UPDATE account SET owner_id = -id WHERE id = NEW.account_id;
    UPDATE transfer SET reason = '—'
    WHERE debit_account_id = NEW.account_id AND reason IS NOT NULL;
    UPDATE transfer SET reason = '—'
    WHERE credit_account_id = NEW.account_id AND reason IS NOT NULL;
    UPDATE redemption_decision SET reason = '—'
    WHERE reason IS NOT NULL AND redemption_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
    DELETE FROM notice WHERE redemption_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
    DELETE FROM owned_role_seen WHERE redemption_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
    -- Off every board for ever. That they had left or hidden themselves is no longer known.
    INSERT INTO board_absence (account_id, reason, since_ms)
    SELECT NEW.account_id, 'erased', NEW.begun_at_ms WHERE NEW.account_id IS NOT NULL;
    DELETE FROM board_absence WHERE account_id = NEW.account_id AND reason <> 'erased';

    -- What they did as a moderator was done by somebody.
    UPDATE transfer SET actor_id = 0 WHERE actor_id = NEW.member_id;
    UPDATE redemption_decision SET moderator_id = 0 WHERE moderator_id = NEW.member_id;
    UPDATE campaign SET created_by = 0 WHERE created_by = NEW.member_id;
    UPDATE campaign SET closed_by = 0 WHERE closed_by = NEW.member_id;
    UPDATE perk SET created_by = 0 WHERE created_by = NEW.member_id;
END;

-- An erasure is not taken back, and names nobody else.
CREATE TRIGGER erasure_only_ends BEFORE UPDATE ON erasure
WHEN OLD.finished_at_ms IS NOT NULL OR NEW.finished_at_ms IS NULL OR NEW.id IS NOT OLD.id
    OR NEW.begun_at_ms IS NOT OLD.begun_at_ms
BEGIN
    SELECT RAISE(ABORT, 'erasure_is_immutable');
END;
CREATE TRIGGER erasure_never_deleted BEFORE DELETE ON erasure
BEGIN
    SELECT RAISE(ABORT, 'erasure_is_immutable');
END;
