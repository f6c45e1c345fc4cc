-- What /setup has put in place: each ready-made thing once, whatever moderators have made of it since. One that was there
-- already is noted as well, so that it is not made again when it is called something else.
CREATE TABLE setup_item (
    item TEXT NOT NULL PRIMARY KEY CONSTRAINT setup_item_length CHECK (length(item) BETWEEN 1 AND 30),
    perk_id INTEGER CONSTRAINT setup_item_perk_exists REFERENCES perk (id),
    campaign_id INTEGER CONSTRAINT setup_item_campaign_exists REFERENCES campaign (id),
    CONSTRAINT setup_item_is_one_thing CHECK ((perk_id IS NULL) <> (campaign_id IS NULL))
) STRICT, WITHOUT ROWID;

-- The role that the bot makes for the badge. Discord makes another one each time that it is asked, so this is written down
-- before: by its marker a role is found that was made and not noted. Nobody's id is in it.
CREATE TABLE setup_role (
    id INTEGER NOT NULL PRIMARY KEY CONSTRAINT setup_role_is_one CHECK (id = 1),
    -- What the role is called until it is noted here.
    marker TEXT NOT NULL CONSTRAINT setup_role_marker_length CHECK (length(marker) BETWEEN 1 AND 30),
    -- Since when somebody is at it, who may have asked Discord. NULL: nobody.
    asked_at_ms INTEGER,
    -- Discord's id. NULL: not known to be made.
    role_id INTEGER
) STRICT;
