-- Which services were last seen sending their history, and from when to when; the end is put off while it goes on.
CREATE TABLE source_back_fill (
    source   VARCHAR(64) ${text} NOT NULL PRIMARY KEY,
    -- microseconds since 1970-01-01T00:00:00Z
    since_at BIGINT              NOT NULL,
    until_at BIGINT              NOT NULL
);
