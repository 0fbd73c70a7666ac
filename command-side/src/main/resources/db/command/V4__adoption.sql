-- One row for each activation of a stage model that came after somebody was recorded: how far the walk over everybody
-- has come, so that it goes on where it was after a restart.
CREATE TABLE model_adoption (
    -- the position of the event that activated the version
    activation  BIGINT               NOT NULL PRIMARY KEY,
    model       VARCHAR(64) ${ascii} NOT NULL,
    version     INT                  NOT NULL,
    -- who was recorded before it; none until they are counted
    people      BIGINT,
    adopted     BIGINT               NOT NULL,
    -- whose history could not be folded
    set_aside   BIGINT               NOT NULL,
    -- the last stream that was walked, in the order of streams
    walked      VARCHAR(64) ${ascii} NOT NULL,
    -- microseconds since 1970-01-01T00:00:00Z
    started_at  BIGINT               NOT NULL,
    finished_at BIGINT
);
