-- Generations that nobody wants any more, until the last of their rows is deleted. They have no position, so nothing
-- can write rows for them.
CREATE TABLE read_model_removal (
    name       VARCHAR(64) ${ascii} NOT NULL,
    generation INT                  NOT NULL,
    PRIMARY KEY (name, generation)
);

-- Every replay that was ever asked for. It is called like the token of its generation: <read model>-<generation>.
CREATE TABLE replay (
    id          VARCHAR(128) ${ascii} NOT NULL PRIMARY KEY,
    projection  VARCHAR(64) ${ascii}  NOT NULL,
    generation  INT                   NOT NULL,
    -- the generation to roll back to while it is kept
    kept        INT,
    -- automatically or by-hand
    switching   VARCHAR(16) ${ascii}  NOT NULL,
    -- running, ready, live, cancelled, failed or rolled-back
    state       VARCHAR(16) ${ascii}  NOT NULL,
    -- the read model while the replay is running or ready: at most one at a time
    building    VARCHAR(64) ${ascii},
    -- microseconds since 1970-01-01T00:00:00Z
    started_at  BIGINT                NOT NULL,
    finished_at BIGINT,
    -- how far it had read when it ended
    reached     BIGINT,
    error       VARCHAR(1000) ${text},
    UNIQUE (building)
);
CREATE INDEX replay_started ON replay (started_at, id);
CREATE INDEX replay_projection ON replay (projection, generation);
