-- Times are microseconds since 1970-01-01T00:00:00Z. known_at and withdrawn_at are positions of the log;
-- withdrawn_at is 9223372036854775807 while a row stands. Keys begin with what IN (...) looks for: H2 uses an index
-- for IN on its first column only.

-- Every step of every person's path under every model. A row covers at where from_at <= at < until_at.
CREATE TABLE stage_transition_rows (
    generation   INT                   NOT NULL,
    stream       VARCHAR(64) ${ascii}  NOT NULL,
    model        VARCHAR(128) ${ascii} NOT NULL,
    known_at     BIGINT                NOT NULL,
    -- its place among the transitions that became known with one event
    nth          INT                   NOT NULL,
    version      INT                   NOT NULL,
    -- ENTERED, CHURNED or RETURNED
    kind         VARCHAR(8) ${ascii}   NOT NULL,
    from_stage   VARCHAR(128) ${ascii},
    to_stage     VARCHAR(128) ${ascii} NOT NULL,
    rule         VARCHAR(255) ${text}  NOT NULL,
    -- the key of the touchpoint at which it happened, none for silence
    cause        VARBINARY(16),
    occurred_at  BIGINT                NOT NULL,
    from_at      BIGINT                NOT NULL,
    until_at     BIGINT                NOT NULL,
    -- how she left this stage, none while she is in it
    left_to      VARCHAR(128) ${ascii},
    left_kind    VARCHAR(8) ${ascii},
    left_at      BIGINT,
    -- how long she stayed, none while she is in it
    stayed_micros BIGINT,
    withdrawn_at BIGINT                NOT NULL,
    PRIMARY KEY (stream, model, generation, known_at, nth)
);
CREATE VIEW stage_transition AS
SELECT * FROM stage_transition_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'stage');

-- Everybody, by the first and the latest thing that is known of them.
CREATE TABLE stage_person_rows (
    generation    INT                  NOT NULL,
    stream        VARCHAR(64) ${ascii} NOT NULL,
    -- none while no touchpoint of hers counts
    first_at      BIGINT,
    first_key     VARBINARY(16),
    first_channel VARCHAR(255) ${text},
    -- when she last did something herself
    last_activity BIGINT,
    PRIMARY KEY (stream, generation)
);
CREATE VIEW stage_person AS
SELECT * FROM stage_person_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'stage');
