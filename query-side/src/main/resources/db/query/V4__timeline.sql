-- Which events a person's story has, and when each happened: a row for each block of the log that she occurs in. What
-- the events say stays in the log, at their positions.
CREATE TABLE timeline_rows (
    generation     INT                  NOT NULL,
    stream         VARCHAR(64) ${ascii} NOT NULL,
    first_position BIGINT               NOT NULL,
    -- the kind, position and time of each, as io.flywheel.query.timeline.StoryPart packs them
    entries        ${bytes}             NOT NULL,
    PRIMARY KEY (stream, generation, first_position)
);

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
