-- Which lifecycles go on in another one; a merge that still stands is withdrawn at 9223372036854775807.
CREATE TABLE identity_merge_rows (
    generation   INT                  NOT NULL,
    stream       VARCHAR(64) ${ascii} NOT NULL,
    into_stream  VARCHAR(64) ${ascii} NOT NULL,
    -- log positions
    known_at     BIGINT               NOT NULL,
    withdrawn_at BIGINT               NOT NULL,
    PRIMARY KEY (stream, generation, known_at)
);
CREATE INDEX identity_merge_into ON identity_merge_rows (into_stream, generation);

CREATE VIEW identity_merge AS
SELECT * FROM identity_merge_rows
WHERE generation = (SELECT live FROM read_model WHERE name = 'identity');
