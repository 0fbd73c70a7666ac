-- Messages that were decided to be sent, and what became of them. Nothing in it is personal; rows stay, since the links in
-- messages that were sent long ago still have to work.
CREATE TABLE outbox (
    id            VARCHAR(22) ${ascii}  NOT NULL PRIMARY KEY,
    stream        VARCHAR(64) ${ascii}  NOT NULL,
    episode       VARCHAR(64) ${ascii}  NOT NULL,
    campaign      VARCHAR(64) ${ascii}  NOT NULL,
    version       INT                   NOT NULL,
    step          INT                   NOT NULL,
    channel       VARCHAR(64) ${text}   NOT NULL,
    template      VARCHAR(128) ${text}  NOT NULL,
    purpose       VARCHAR(64) ${ascii}  NOT NULL,
    -- this and all other times: microseconds since 1970-01-01T00:00:00Z
    decided_at    BIGINT                NOT NULL,
    -- waiting, sent, dead (it could not be sent) or dropped (it must not be sent any more)
    state         VARCHAR(10) ${ascii}  NOT NULL,
    -- how often somebody began to send it
    attempts      INT                   NOT NULL,
    -- of one that waits: when it is tried; of one that was sent: set until that is recorded as a touchpoint
    next_at       BIGINT,
    -- until then nobody else tries it; whoever claimed it may have died
    claimed_until BIGINT                NOT NULL,
    -- why the last attempt failed, or why it is dropped: a short code
    reason        VARCHAR(64) ${ascii},
    -- when it was sent, given up or dropped
    ended_at      BIGINT
);
CREATE INDEX outbox_due ON outbox (state, channel, next_at);
CREATE INDEX outbox_listed ON outbox (state, decided_at, id);
CREATE INDEX outbox_episode ON outbox (episode);
CREATE INDEX outbox_stream ON outbox (stream);

-- Whose are they now that a split moved?
CREATE INDEX touchpoint_moved_stream ON touchpoint_moved (stream);
