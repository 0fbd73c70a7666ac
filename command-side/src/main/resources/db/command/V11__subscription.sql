-- The outbox also holds what services are told about people. Such a notice has no campaign; what it says stands in the log
-- at `position`, and is read from there when it goes out.
ALTER TABLE outbox MODIFY COLUMN channel VARCHAR(96) ${text} NOT NULL;
ALTER TABLE outbox MODIFY COLUMN episode VARCHAR(64) ${ascii};
ALTER TABLE outbox MODIFY COLUMN campaign VARCHAR(64) ${ascii};
ALTER TABLE outbox MODIFY COLUMN version INT;
ALTER TABLE outbox MODIFY COLUMN step INT;
ALTER TABLE outbox MODIFY COLUMN template VARCHAR(128) ${text};
ALTER TABLE outbox MODIFY COLUMN purpose VARCHAR(64) ${ascii};
ALTER TABLE outbox ADD COLUMN position BIGINT;
-- which of the things that the event says, from 0
ALTER TABLE outbox ADD COLUMN part INT;
-- a digest of what it says; with a minus before it where that is taken back
ALTER TABLE outbox ADD COLUMN about VARCHAR(23) ${ascii};
-- Notices that ended long ago are deleted.
CREATE INDEX outbox_position ON outbox (position);

-- Since which position of the log each source is told about people.
CREATE TABLE subscription (
    source VARCHAR(64) ${text} NOT NULL PRIMARY KEY,
    since  BIGINT              NOT NULL
);

-- Under which of their ids, by its number in the lifecycle, sources have sent something about people. Found out when it
-- is asked for somebody, from what was recorded of her since it was asked last.
CREATE TABLE known_to_source (
    stream VARCHAR(64) ${ascii} NOT NULL,
    source VARCHAR(64) ${text}  NOT NULL,
    number INT                  NOT NULL,
    -- of the first event in her stream that shows it
    sequence BIGINT             NOT NULL,
    CONSTRAINT known_to_source_pk PRIMARY KEY (stream, source, number)
);
CREATE TABLE known_to_source_until (
    stream   VARCHAR(64) ${ascii} NOT NULL PRIMARY KEY,
    sequence BIGINT               NOT NULL
);
