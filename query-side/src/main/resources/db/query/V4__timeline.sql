-- Everything that happened in a person's lifecycle, one row per event, as it stands in the log.
CREATE TABLE timeline_rows (
    generation   INT                  NOT NULL,
    position     BIGINT               NOT NULL,
    stream       VARCHAR(64) ${ascii} NOT NULL,
    -- microseconds since 1970-01-01T00:00:00Z: when it happened, and when it was recorded
    occurred_at  BIGINT               NOT NULL,
    recorded_at  BIGINT               NOT NULL,
    type         VARCHAR(64) ${ascii} NOT NULL,
    -- for stage events: the model, and what a later correction names to withdraw them
    model        VARCHAR(128),
    subject      VARCHAR(255),
    -- the log position at which it was voided or corrected away; 9223372036854775807 while it stands
    withdrawn_at BIGINT               NOT NULL,
    payload      ${bytes}             NOT NULL,
    PRIMARY KEY (generation, position)
);
CREATE INDEX timeline_rows_person ON timeline_rows (generation, stream, occurred_at, position);

-- Which positions were recorded in a day and in a second, so that an instant finds its position.
CREATE TABLE timeline_clock_rows (
    generation     INT    NOT NULL,
    -- seconds that one row spans: 1 or 86400
    span           INT    NOT NULL,
    -- in spans since 1970-01-01T00:00:00Z
    bucket         BIGINT NOT NULL,
    first_position BIGINT NOT NULL,
    last_position  BIGINT NOT NULL,
    PRIMARY KEY (generation, span, bucket)
);

CREATE VIEW timeline AS
SELECT * FROM timeline_rows
WHERE generation = (SELECT live FROM read_model WHERE name = 'timeline');

CREATE VIEW timeline_clock AS
SELECT * FROM timeline_clock_rows
WHERE generation = (SELECT live FROM read_model WHERE name = 'timeline');
