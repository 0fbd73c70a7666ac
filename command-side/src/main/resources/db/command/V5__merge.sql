-- Which lifecycles go on in another one, each in the one it was merged into.
CREATE TABLE lifecycle_merge (
    stream      VARCHAR(64) ${ascii} NOT NULL PRIMARY KEY,
    into_stream VARCHAR(64) ${ascii} NOT NULL,
    -- orders the merges into one lifecycle: the latest is undone first
    merged      BIGINT               NOT NULL
);
CREATE INDEX lifecycle_merge_into ON lifecycle_merge (into_stream, merged);

-- Pairs of lifecycles that somebody split by hand: no call of a service merges them again. Each pair stands here twice.
CREATE TABLE lifecycle_parted (
    stream VARCHAR(64) ${ascii} NOT NULL,
    other  VARCHAR(64) ${ascii} NOT NULL,
    PRIMARY KEY (stream, other)
);

-- Touchpoints that a split gave to another lifecycle than the one that goes on from where they were recorded.
CREATE TABLE touchpoint_moved (
    event_id VARCHAR(36) ${ascii} NOT NULL PRIMARY KEY,
    stream   VARCHAR(64) ${ascii} NOT NULL
);
