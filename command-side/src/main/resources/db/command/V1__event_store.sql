-- The log. Positions have no gaps and follow the order of commits: a writer holds the row of ledger_head
-- from the moment it takes its positions until it commits.
CREATE TABLE ledger_head (
    id       INT    NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
);
INSERT INTO ledger_head (id, position) VALUES (1, 0);

CREATE TABLE ledger_event (
    position    BIGINT               NOT NULL PRIMARY KEY,
    stream      VARCHAR(64) ${ascii} NOT NULL,
    sequence    BIGINT               NOT NULL,
    stream_type VARCHAR(32) ${ascii} NOT NULL,
    -- a touchpoint's key where the event records one: recording it twice breaks this key
    event_id    VARCHAR(36) ${ascii} NOT NULL,
    type        VARCHAR(64) ${ascii} NOT NULL,
    revision    VARCHAR(16) ${ascii},
    -- microseconds since 1970-01-01T00:00:00Z
    recorded_at BIGINT               NOT NULL,
    payload     ${bytes}             NOT NULL,
    metadata    ${bytes},
    CONSTRAINT ledger_event_stream UNIQUE (stream, sequence),
    CONSTRAINT ledger_event_id UNIQUE (event_id)
);

CREATE TABLE ledger_snapshot (
    stream      VARCHAR(64) ${ascii}  NOT NULL,
    sequence    BIGINT                NOT NULL,
    stream_type VARCHAR(32) ${ascii}  NOT NULL,
    event_id    VARCHAR(36) ${ascii}  NOT NULL,
    type        VARCHAR(255) ${ascii} NOT NULL,
    revision    VARCHAR(255) ${ascii},
    recorded_at BIGINT                NOT NULL,
    payload     ${bytes}              NOT NULL,
    metadata    ${bytes},
    PRIMARY KEY (stream, sequence)
);
