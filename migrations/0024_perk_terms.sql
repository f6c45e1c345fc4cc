-- What moderators set about a perk beyond its price: its words in three languages, when it can be redeemed and by whom, and
-- how long a role lasts.

-- What it is called and described as; NULL: as in `name` and `description`.
ALTER TABLE perk ADD COLUMN name_en TEXT CONSTRAINT perk_name_en_length CHECK (length(name_en) BETWEEN 1 AND 60);
ALTER TABLE perk ADD COLUMN name_ru TEXT CONSTRAINT perk_name_ru_length CHECK (length(name_ru) BETWEEN 1 AND 60);
ALTER TABLE perk ADD COLUMN name_ko TEXT CONSTRAINT perk_name_ko_length CHECK (length(name_ko) BETWEEN 1 AND 60);
ALTER TABLE perk ADD COLUMN slug_en TEXT
    CONSTRAINT perk_slug_en_whole CHECK ((slug_en IS NULL) = (name_en IS NULL) AND length(slug_en) BETWEEN 1 AND 60);
ALTER TABLE perk ADD COLUMN slug_ru TEXT
    CONSTRAINT perk_slug_ru_whole CHECK ((slug_ru IS NULL) = (name_ru IS NULL) AND length(slug_ru) BETWEEN 1 AND 60);
ALTER TABLE perk ADD COLUMN slug_ko TEXT
    CONSTRAINT perk_slug_ko_whole CHECK ((slug_ko IS NULL) = (name_ko IS NULL) AND length(slug_ko) BETWEEN 1 AND 60);
ALTER TABLE perk ADD COLUMN description_en TEXT
    CONSTRAINT perk_description_en_length CHECK (length(description_en) BETWEEN 1 AND 100);
ALTER TABLE perk ADD COLUMN description_ru TEXT
    CONSTRAINT perk_description_ru_length CHECK (length(description_ru) BETWEEN 1 AND 100);
ALTER TABLE perk ADD COLUMN description_ko TEXT
    CONSTRAINT perk_description_ko_length CHECK (length(description_ko) BETWEEN 1 AND 100);

-- When it can be redeemed: from opens_at_ms on, before closes_at_ms. NULL: no bound.
ALTER TABLE perk ADD COLUMN opens_at_ms INTEGER;
ALTER TABLE perk ADD COLUMN closes_at_ms INTEGER CONSTRAINT perk_window_in_order CHECK (closes_at_ms > opens_at_ms);
-- By whom: who has this role, and has earned so many Sparks in all.
ALTER TABLE perk ADD COLUMN required_role_id INTEGER;
ALTER TABLE perk ADD COLUMN minimum_earned INTEGER
    CONSTRAINT perk_minimum_earned_in_range CHECK (minimum_earned > 0 AND minimum_earned <= 1000000000);
-- How long its role lasts; NULL: for ever.
ALTER TABLE perk ADD COLUMN lasts_days INTEGER
    CONSTRAINT perk_lasts_in_range CHECK (lasts_days IS NULL OR (lasts_days BETWEEN 1 AND 3650 AND kind = 'role'));

-- What may be typed for a perk that is offered: each of its names, and each name finds one perk. Kept by triggers.
CREATE TABLE perk_called (
    slug TEXT NOT NULL PRIMARY KEY,
    perk_id INTEGER NOT NULL CONSTRAINT perk_called_perk_exists REFERENCES perk (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX perk_called_by_perk ON perk_called (perk_id);

CREATE VIEW perk_names AS
SELECT id AS perk_id, slug FROM perk WHERE state <> 'archived'
UNION SELECT id, slug_en FROM perk WHERE state <> 'archived' AND slug_en IS NOT NULL
UNION SELECT id, slug_ru FROM perk WHERE state <> 'archived' AND slug_ru IS NOT NULL
UNION SELECT id, slug_ko FROM perk WHERE state <> 'archived' AND slug_ko IS NOT NULL;

INSERT INTO perk_called (slug, perk_id) SELECT slug, perk_id FROM perk_names;

CREATE TRIGGER perk_is_called AFTER INSERT ON perk
BEGIN
    INSERT INTO perk_called (slug, perk_id) SELECT slug, perk_id FROM perk_names WHERE perk_id = NEW.id;
END;
CREATE TRIGGER perk_is_called_otherwise AFTER UPDATE OF slug, slug_en, slug_ru, slug_ko, state ON perk
BEGIN
    DELETE FROM perk_called WHERE perk_id = NEW.id;
    INSERT INTO perk_called (slug, perk_id) SELECT slug, perk_id FROM perk_names WHERE perk_id = NEW.id;
END;

-- Roles that end: a row for each redemption of one, from its first moment, with what was so when it was confirmed. It stays
-- when the role is gone, so that the member can still read when that was.
CREATE TABLE role_expiry (
    redemption_id INTEGER NOT NULL PRIMARY KEY
        CONSTRAINT role_expiry_redemption_exists REFERENCES redemption (id),
    lasts_days INTEGER NOT NULL CONSTRAINT role_expiry_lasts_positive CHECK (lasts_days > 0),
    -- When the role ends. NULL: it is not delivered yet.
    ends_at_ms INTEGER,
    -- When it is to be taken, or tried again. NULL: not delivered yet, or done with.
    due_at_ms INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0 CONSTRAINT role_expiry_attempts_not_negative CHECK (attempts >= 0),
    -- When it was done with: the role was taken, or stays for another reason.
    ended_at_ms INTEGER,
    -- When the member is to be told, or tried again. NULL: not yet, never, or told.
    tell_due_at_ms INTEGER,
    tell_attempts INTEGER NOT NULL DEFAULT 0
        CONSTRAINT role_expiry_tell_attempts_not_negative CHECK (tell_attempts >= 0),
    -- The language in which the member redeemed.
    locale TEXT NOT NULL DEFAULT 'en-US' CONSTRAINT role_expiry_locale_known CHECK (locale IN ('en-US', 'ru', 'ko')),
    -- What the last attempt met, for whoever looks into the file.
    last_failure TEXT,
    CONSTRAINT role_expiry_due_until_ended
        CHECK ((due_at_ms IS NOT NULL) = (ends_at_ms IS NOT NULL AND ended_at_ms IS NULL)),
    CONSTRAINT role_expiry_told_after_end CHECK (tell_due_at_ms IS NULL OR ended_at_ms IS NOT NULL)
) STRICT;
-- Both are few: what is over is in neither.
CREATE INDEX role_expiry_by_due_time ON role_expiry (due_at_ms) WHERE due_at_ms IS NOT NULL;
CREATE INDEX role_expiry_by_tell_time ON role_expiry (tell_due_at_ms) WHERE tell_due_at_ms IS NOT NULL;

-- In the redemption's own transactions, so that no role is given for a time and kept for ever.
CREATE TRIGGER redemption_of_a_role_that_ends AFTER INSERT ON redemption
BEGIN
    INSERT INTO role_expiry (redemption_id, lasts_days)
    SELECT NEW.id, lasts_days FROM perk WHERE perk.id = NEW.perk_id AND lasts_days IS NOT NULL;
END;
-- Redeemed again while it lasts, it lasts longer: from the end that it had.
CREATE TRIGGER redemption_starts_to_end AFTER UPDATE OF state ON redemption WHEN NEW.state = 'settled'
BEGIN
    UPDATE role_expiry
    SET ends_at_ms = begins.at_ms + lasts_days * 86400000, due_at_ms = begins.at_ms + lasts_days * 86400000
    FROM (
        SELECT MAX(NEW.finished_at_ms, COALESCE(MAX(earlier.ends_at_ms), 0)) AS at_ms
        FROM role_expiry AS earlier
        JOIN redemption ON redemption.id = earlier.redemption_id
        JOIN perk ON perk.id = redemption.perk_id
        WHERE redemption.account_id = NEW.account_id
            AND perk.role_id = (SELECT role_id FROM perk WHERE perk.id = NEW.perk_id)
    ) AS begins
    WHERE redemption_id = NEW.id;
END;
CREATE TRIGGER redemption_has_no_role_to_end AFTER UPDATE OF state ON redemption WHEN NEW.state = 'voided'
BEGIN
    DELETE FROM role_expiry WHERE redemption_id = NEW.id;
END;
-- When it ends is agreed once.
CREATE TRIGGER role_expiry_terms_stay BEFORE UPDATE OF redemption_id, lasts_days, ends_at_ms ON role_expiry
WHEN NEW.redemption_id IS NOT OLD.redemption_id OR NEW.lasts_days IS NOT OLD.lasts_days
    OR (OLD.ends_at_ms IS NOT NULL AND NEW.ends_at_ms IS NOT OLD.ends_at_ms)
BEGIN
    SELECT RAISE(ABORT, 'role_expiry_terms_are_immutable');
END;

-- Until when the role of a delivered redemption lasts, by all that its member redeemed for it. NULL: for ever.
CREATE VIEW role_lasts AS
SELECT redemption.account_id, perk.role_id,
    CASE WHEN COUNT(*) = COUNT(role_expiry.ends_at_ms) THEN MAX(role_expiry.ends_at_ms) END AS ends_at_ms
FROM redemption
JOIN perk ON perk.id = redemption.perk_id AND perk.role_id IS NOT NULL
LEFT JOIN role_expiry ON role_expiry.redemption_id = redemption.id
WHERE redemption.state = 'settled'
GROUP BY redemption.account_id, perk.role_id;

-- Which language they read, and what is still to be told, goes with the member; their roles are taken in any case.
CREATE TRIGGER erasure_of_role_expiries AFTER INSERT ON erasure
BEGIN
    DELETE FROM role_expiry WHERE redemption_id IN (SELECT id FROM redemption WHERE account_id = NEW.account_id);
END;
