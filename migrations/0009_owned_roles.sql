-- Members who leave lose their roles, and get those that they own again when they come back: once for each time that
-- they join, so that a role which somebody takes away afterwards stays away.

CREATE TABLE owned_role_seen (
    redemption_id INTEGER NOT NULL PRIMARY KEY
        CONSTRAINT owned_role_seen_redemption_exists REFERENCES redemption (id),
    -- When the member had joined, by Discord, when they were last seen with the role or given it again.
    joined_at_ms INTEGER NOT NULL
) STRICT;
