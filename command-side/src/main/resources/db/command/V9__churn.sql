-- Who may have fallen silent, for the detector: nobody's silence ends before due_at, so whoever is not due need not be
-- looked at. It is a bound and not the time itself, so that doing something every day costs no write here.
CREATE TABLE churn_due (
    stream  VARCHAR(64) ${ascii} NOT NULL PRIMARY KEY,
    -- microseconds since 1970-01-01T00:00:00Z
    due_at  BIGINT               NOT NULL,
    -- the source whose own silence keeps her from being looked at; none for nobody's
    held_by VARCHAR(64) ${text}
);
-- One index for both: whom nobody holds is found in the order in which they are due, without looking at all whom nobody
-- holds, nor at those whom somebody does.
CREATE INDEX churn_due_next ON churn_due (held_by, due_at);
-- Everybody who was there before this table is looked at once.
INSERT INTO churn_due (stream, due_at) SELECT stream, 0 FROM ledger_event WHERE type = 'LifecycleOpened';

-- When each source was heard of, an hour a row.
CREATE TABLE source_hour (
    source VARCHAR(64) ${text} NOT NULL,
    -- hours since 1970-01-01T00:00:00Z
    heard_in BIGINT            NOT NULL,
    CONSTRAINT source_hour_pk PRIMARY KEY (source, heard_in)
);

-- When an operator said that a source's silence is true; it holds until the source is heard of again.
CREATE TABLE source_believed (
    source      VARCHAR(64) ${text} NOT NULL PRIMARY KEY,
    -- microseconds since 1970-01-01T00:00:00Z
    believed_at BIGINT              NOT NULL
);
