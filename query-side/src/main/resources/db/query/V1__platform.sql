-- Which generation of each read model answers questions.
CREATE TABLE read_model (
    name VARCHAR(64) ${ascii} NOT NULL PRIMARY KEY,
    live INT                  NOT NULL
);

-- How far each generation has read the log; written in the transaction of its rows.
CREATE TABLE read_model_position (
    name        VARCHAR(64) ${ascii} NOT NULL,
    generation  INT                  NOT NULL,
    position    BIGINT               NOT NULL,
    -- when the event at that position was recorded, microseconds since 1970-01-01T00:00:00Z
    recorded_at BIGINT               NOT NULL,
    PRIMARY KEY (name, generation)
);

CREATE VIEW read_model_live AS
SELECT p.name, p.generation, p.position, p.recorded_at
FROM read_model_position p
JOIN read_model m ON m.name = p.name AND m.live = p.generation;

-- Axon's tracking tokens: which process reads for which generation, and from where it goes on.
CREATE TABLE query_token (
    processor  VARCHAR(255) ${ascii} NOT NULL,
    segment    INT                   NOT NULL,
    token      ${bytes},
    token_type VARCHAR(255) ${ascii},
    changed_at VARCHAR(255) ${ascii},
    owner      VARCHAR(255) ${ascii},
    PRIMARY KEY (processor, segment)
);

-- The published versions of the stage models; the text is UTF-8.
CREATE TABLE definition_rows (
    generation INT                   NOT NULL,
    model      VARCHAR(128) ${ascii} NOT NULL,
    version    INT                   NOT NULL,
    hash       VARCHAR(64) ${ascii}  NOT NULL,
    text       ${bytes}              NOT NULL,
    known_at   BIGINT                NOT NULL,
    PRIMARY KEY (generation, model, version)
);
CREATE VIEW definition AS
SELECT * FROM definition_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'definition');

-- From which position to which a version was the active one of its model.
CREATE TABLE definition_active_rows (
    generation   INT                   NOT NULL,
    model        VARCHAR(128) ${ascii} NOT NULL,
    version      INT                   NOT NULL,
    known_at     BIGINT                NOT NULL,
    withdrawn_at BIGINT                NOT NULL,
    PRIMARY KEY (generation, known_at)
);
CREATE VIEW definition_active AS
SELECT * FROM definition_active_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'definition');
