-- Perks and their redemptions. A redemption is a state machine over a hold in the ledger:
--     held -> settled   delivered, the hold posted
--     held -> voided    not delivered, the hold released
--     held -> review    not known whether delivered: a moderator decides -> settled | voided

CREATE TABLE perk (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT perk_kind_known CHECK (kind IN ('role')),
    name TEXT NOT NULL CONSTRAINT perk_name_length CHECK (length(name) BETWEEN 1 AND 60),
    -- What makes two names the same to people, and what a member may type.
    slug TEXT NOT NULL CONSTRAINT perk_slug_length CHECK (length(slug) BETWEEN 1 AND 60),
    description TEXT CONSTRAINT perk_description_length CHECK (length(description) BETWEEN 1 AND 100),
    price INTEGER NOT NULL CONSTRAINT perk_price_in_range CHECK (price > 0 AND price <= 1000000000),
    role_id INTEGER,
    -- NULL: unlimited. Redemptions take from stock_left and voided ones give back (triggers below, invariant 9).
    initial_stock INTEGER CONSTRAINT perk_initial_stock_positive CHECK (initial_stock > 0),
    stock_left INTEGER CONSTRAINT perk_stock_not_negative CHECK (stock_left >= 0),
    -- How often one member may redeem it; NULL: as often as they can pay.
    limit_per_member INTEGER CONSTRAINT perk_limit_positive CHECK (limit_per_member > 0),
    -- The last edition number given out. Only grows: a number is never reused, also when its redemption is voided.
    editions_issued INTEGER NOT NULL DEFAULT 0
        CONSTRAINT perk_editions_not_negative CHECK (editions_issued >= 0),
    state TEXT NOT NULL DEFAULT 'active'
        CONSTRAINT perk_state_known CHECK (state IN ('active', 'paused', 'archived')),
    -- Why it is paused, for moderators: what Discord answered.
    pause_reason TEXT,
    created_by INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    CONSTRAINT perk_role_named CHECK (kind <> 'role' OR role_id IS NOT NULL),
    CONSTRAINT perk_stock_whole CHECK ((initial_stock IS NULL) = (stock_left IS NULL)),
    CONSTRAINT perk_stock_within_initial CHECK (stock_left <= initial_stock),
    CONSTRAINT perk_pause_explained CHECK ((state = 'paused') = (pause_reason IS NOT NULL))
) STRICT;

-- Members pick a perk by its name; an archived one frees it.
CREATE UNIQUE INDEX perk_slug_unique ON perk (slug) WHERE state <> 'archived';
-- One role, one perk: else redeeming the second would be refused as "you already have it".
CREATE UNIQUE INDEX perk_role_unique ON perk (role_id) WHERE state <> 'archived';

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
    -- Why it was voided or needs review.
    void_reason TEXT
        CONSTRAINT redemption_void_reason_known
        CHECK (void_reason IN ('member_left', 'misconfigured', 'not_delivered_in_time')),
    created_at_ms INTEGER NOT NULL,
    -- When the bot gives up and returns the Sparks.
    deadline_at_ms INTEGER NOT NULL,
    finished_at_ms INTEGER,
    CONSTRAINT redemption_edition_unique UNIQUE (perk_id, edition),
    CONSTRAINT redemption_resolved_when_final
        CHECK ((state IN ('settled', 'voided')) = (resolution_id IS NOT NULL)),
    CONSTRAINT redemption_finished_when_final
        CHECK ((state IN ('settled', 'voided')) = (finished_at_ms IS NOT NULL)),
    CONSTRAINT redemption_void_explained CHECK (state <> 'voided' OR void_reason IS NOT NULL)
) STRICT;

-- A member's badges, and the limit for each member.
CREATE INDEX redemption_by_member ON redemption (account_id, perk_id);

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
CREATE TRIGGER perk_editions_only_grow BEFORE UPDATE OF editions_issued ON perk
WHEN NEW.editions_issued < OLD.editions_issued
BEGIN
    SELECT RAISE(ABORT, 'perk_editions_only_grow');
END;
