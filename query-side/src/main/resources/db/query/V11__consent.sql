-- Everything that people said about what may be done with what is known of them. Times are microseconds since
-- 1970-01-01T00:00:00Z, known_at is the position of the log. Nothing is ever withdrawn: what was said last decides, which
-- is worked out where it is asked.
CREATE TABLE consent_rows (
    generation  INT                  NOT NULL,
    stream      VARCHAR(64) ${ascii} NOT NULL,
    known_at    BIGINT               NOT NULL,
    purpose     VARCHAR(64) ${ascii} NOT NULL,
    -- 1 where it was granted, 0 where it was withdrawn
    granted     INT                  NOT NULL,
    said_at     BIGINT               NOT NULL,
    -- when what was granted ends by itself, none for never
    expires_at  BIGINT,
    source      VARCHAR(64) ${ascii} NOT NULL,
    -- the version of the text that she saw
    wording     VARCHAR(64) ${ascii},
    recorded_at BIGINT               NOT NULL,
    PRIMARY KEY (stream, generation, known_at)
);
CREATE VIEW consent AS
SELECT * FROM consent_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'consent');
