-- Claim codes: for live calls and events, a word that gives whoever types it Sparks of a campaign, once each.

CREATE TABLE claim_code (
    id INTEGER NOT NULL PRIMARY KEY,
    campaign_id INTEGER NOT NULL CONSTRAINT claim_code_campaign_exists REFERENCES campaign (id),
    -- As it is compared: without dashes, in the letters that it is made of.
    code TEXT NOT NULL CONSTRAINT claim_code_code_unique UNIQUE
        CONSTRAINT claim_code_code_shape CHECK (length(code) = 12 AND code NOT GLOB '*[^2345679FHKMRTWXY]*'),
    amount INTEGER NOT NULL CONSTRAINT claim_code_amount_in_range CHECK (amount BETWEEN 1 AND 1000000000),
    uses_max INTEGER NOT NULL CONSTRAINT claim_code_uses_max_positive CHECK (uses_max > 0),
    uses INTEGER NOT NULL DEFAULT 0 CONSTRAINT claim_code_not_overused CHECK (uses BETWEEN 0 AND uses_max),
    -- In the moderator's words; members read it in their history.
    reason TEXT CONSTRAINT claim_code_reason_length CHECK (length(reason) BETWEEN 1 AND 200),
    created_by INTEGER NOT NULL,
    request_key TEXT NOT NULL CONSTRAINT claim_code_request_unique UNIQUE
        CONSTRAINT claim_code_request_exists REFERENCES request (key) DEFERRABLE INITIALLY DEFERRED,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER CONSTRAINT claim_code_expires_later CHECK (expires_at_ms > created_at_ms),
    closed_at_ms INTEGER,
    closed_by INTEGER
) STRICT;
CREATE INDEX claim_code_open ON claim_code (id) WHERE closed_at_ms IS NULL;

-- Who claimed which: once each. An award that is taken back stays claimed.
CREATE TABLE code_claim (
    code_id INTEGER NOT NULL CONSTRAINT code_claim_code_exists REFERENCES claim_code (id),
    account_id INTEGER NOT NULL CONSTRAINT code_claim_account_exists REFERENCES account (id),
    award_id INTEGER NOT NULL CONSTRAINT code_claim_award_unique UNIQUE
        CONSTRAINT code_claim_award_exists REFERENCES transfer (id),
    claimed_at_ms INTEGER NOT NULL,
    PRIMARY KEY (code_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_claim_by_account ON code_claim (account_id);

-- Who typed something that gave nothing, lately: against guessing. In the file, so that a restart forgives nobody.
CREATE TABLE code_failure (
    id INTEGER NOT NULL PRIMARY KEY,
    member_id INTEGER NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX code_failure_by_member ON code_failure (member_id, at_ms);
CREATE INDEX code_failure_by_time ON code_failure (at_ms);

CREATE TRIGGER claim_code_terms_stay BEFORE UPDATE ON claim_code
WHEN NOT (
    NEW.id IS OLD.id AND NEW.campaign_id IS OLD.campaign_id AND NEW.code IS OLD.code AND NEW.amount IS OLD.amount
    AND NEW.uses_max IS OLD.uses_max AND NEW.uses BETWEEN OLD.uses AND OLD.uses + 1 AND NEW.reason IS OLD.reason
    AND NEW.request_key IS OLD.request_key AND NEW.created_at_ms IS OLD.created_at_ms
    AND NEW.expires_at_ms IS OLD.expires_at_ms AND (OLD.closed_at_ms IS NULL OR NEW.closed_at_ms IS OLD.closed_at_ms)
    AND (
        NEW.created_by IS OLD.created_by
        OR (NEW.created_by IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.created_by))
    )
    AND (
        OLD.closed_by IS NULL OR NEW.closed_by IS OLD.closed_by
        OR (NEW.closed_by IS 0 AND EXISTS (SELECT 1 FROM erasure WHERE member_id = OLD.closed_by))
    )
)
BEGIN
    SELECT RAISE(ABORT, 'claim_code_terms_are_immutable');
END;
CREATE TRIGGER claim_code_never_deleted BEFORE DELETE ON claim_code
BEGIN
    SELECT RAISE(ABORT, 'claim_code_is_kept');
END;

-- A claim is an award that says the same, of a code that is open, by somebody else than who made it.
CREATE TRIGGER code_claim_uses_its_code AFTER INSERT ON code_claim
BEGIN
    SELECT RAISE(ABORT, 'code_claim_mismatch') WHERE NOT EXISTS (
        SELECT 1 FROM award JOIN claim_code ON claim_code.id = NEW.code_id
        WHERE award.id = NEW.award_id AND award.account_id = NEW.account_id AND award.amount = claim_code.amount
            AND award.campaign_id = claim_code.campaign_id AND award.actor_id = claim_code.created_by
            AND award.member <> claim_code.created_by AND claim_code.closed_at_ms IS NULL
    );
    UPDATE claim_code SET uses = uses + 1 WHERE id = NEW.code_id;
END;
CREATE TRIGGER code_claim_never_updated BEFORE UPDATE ON code_claim
BEGIN
    SELECT RAISE(ABORT, 'code_claim_is_immutable');
END;
CREATE TRIGGER code_claim_never_deleted BEFORE DELETE ON code_claim
BEGIN
    SELECT RAISE(ABORT, 'code_claim_is_immutable');
END;

-- Forgets a person. Their codes are closed: nobody answers for what they would still give. (What they claimed stands with
-- the account, which is nobody's; fingerprints go with their awards, 0013.)
CREATE TRIGGER erasure_forgets_in_codes AFTER INSERT ON erasure
BEGIN
    UPDATE request SET content_hash = '0000000000000000000000000000000000000000000000000000000000000000'
    WHERE key IN (SELECT request_key FROM claim_code WHERE created_by = NEW.member_id);
    UPDATE claim_code SET closed_at_ms = NEW.begun_at_ms, closed_by = 0
    WHERE created_by = NEW.member_id AND closed_at_ms IS NULL;
    UPDATE claim_code SET created_by = 0 WHERE created_by = NEW.member_id;
    UPDATE claim_code SET closed_by = 0 WHERE closed_by = NEW.member_id;
    DELETE FROM code_failure WHERE member_id = NEW.member_id;
END;
