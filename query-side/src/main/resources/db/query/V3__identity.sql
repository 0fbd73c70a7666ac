-- Which lifecycle an external id belongs to. No id stands here in plain text: it is found by its blind index and
-- shown from its sealed form.
CREATE TABLE identity_rows (
    generation   INT                  NOT NULL,
    stream       VARCHAR(64) ${ascii} NOT NULL,
    -- of this identity in its lifecycle, from 0
    number       INT                  NOT NULL,
    kind         VARCHAR(64) ${text}  NOT NULL,
    blind_index  VARCHAR(64) ${ascii} NOT NULL,
    sealed_id    ${bytes}             NOT NULL,
    -- log positions; an identity that still stands is withdrawn at 9223372036854775807
    known_at     BIGINT               NOT NULL,
    withdrawn_at BIGINT               NOT NULL,
    PRIMARY KEY (generation, stream, number)
);
CREATE INDEX identity_rows_index ON identity_rows (generation, blind_index);

CREATE VIEW identity AS
SELECT * FROM identity_rows
WHERE generation = (SELECT live FROM read_model WHERE name = 'identity');
