-- Campaigns: named efforts from which moderators award. A campaign's budget is what its account holds: creating
-- it moves the budget from issuance to the campaign's account, and an award moves Sparks on to the member.

CREATE TABLE campaign (
    id INTEGER NOT NULL PRIMARY KEY,
    -- As moderators wrote it.
    name TEXT NOT NULL CONSTRAINT campaign_name_length CHECK (length(name) BETWEEN 1 AND 60),
    -- What makes two names the same to people: case, spaces and punctuation folded.
    slug TEXT NOT NULL CONSTRAINT campaign_slug_length CHECK (length(slug) BETWEEN 1 AND 60),
    -- What it was given at its start; NULL awards without limit.
    budget INTEGER CONSTRAINT campaign_budget_in_range CHECK (budget > 0 AND budget <= 1000000000),
    created_by INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    -- Awards stop when it is set.
    closed_at_ms INTEGER,
    closed_by INTEGER,
    CONSTRAINT campaign_closed_by_someone CHECK ((closed_at_ms IS NULL) = (closed_by IS NULL))
) STRICT;

-- Moderators pick a campaign by its name, so two that run at once can't share one; a closed one frees it.
CREATE UNIQUE INDEX campaign_slug_unique ON campaign (slug) WHERE closed_at_ms IS NULL;

-- A campaign with what it has awarded: the difference between its budget and what its account still holds.
CREATE VIEW campaign_standing AS
SELECT campaign.id, campaign.name, campaign.slug, campaign.budget, campaign.closed_at_ms,
    account.id AS account_id, COALESCE(campaign.budget, 0) - account.available AS spent
FROM campaign
JOIN account ON account.kind = 'campaign' AND account.owner_id = campaign.id;
