-- Which lifecycle an external id belongs to now. The id itself is nowhere in it: blind_index is an HMAC.
CREATE TABLE identity_index (
    blind_index VARCHAR(22) ${ascii} NOT NULL PRIMARY KEY,
    kind        VARCHAR(32) ${ascii} NOT NULL,
    stream      VARCHAR(64) ${ascii} NOT NULL,
    -- the identity's number in its lifecycle
    number      INT                  NOT NULL,
    -- of the key under which the id is sealed, and what is personal of that which arrives under it
    key_name    VARCHAR(22) ${ascii} NOT NULL
);
CREATE INDEX identity_index_stream ON identity_index (stream);

-- Counts how often ids moved to another lifecycle: while it stands still, what a process remembers is right.
CREATE TABLE identity_moves (
    id    INT    NOT NULL PRIMARY KEY,
    moves BIGINT NOT NULL
);
INSERT INTO identity_moves (id, moves) VALUES (1, 0);
