-- A notice for each press. Whoever sees nothing happen presses the same button again, and Discord may know only the
-- second press: with one notice a redemption, the receipt would hang on a press that nobody heard of, and be lost when
-- the process that knew of the other one dies.

CREATE TABLE notice_by_press (
    redemption_id INTEGER NOT NULL CONSTRAINT notice_redemption_exists REFERENCES redemption (id),
    -- Names the press. It lives 15 minutes; the row goes with it.
    interaction_token TEXT NOT NULL,
    locale TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    PRIMARY KEY (redemption_id, interaction_token)
) STRICT, WITHOUT ROWID;

INSERT INTO notice_by_press (redemption_id, interaction_token, locale, expires_at_ms)
SELECT redemption_id, interaction_token, locale, expires_at_ms FROM notice;

DROP TABLE notice;
ALTER TABLE notice_by_press RENAME TO notice;
