-- Times are microseconds since 1970-01-01T00:00:00Z; known_at and withdrawn_at are positions of the log.

-- What each touchpoint does to a person's value: positive where it earns, negative where it takes back.
CREATE TABLE money_rows (
    generation     INT                  NOT NULL,
    stream         VARCHAR(64) ${ascii} NOT NULL,
    touchpoint_key VARBINARY(16)        NOT NULL,
    currency       VARCHAR(16) ${text}  NOT NULL,
    known_at       BIGINT               NOT NULL,
    name           VARCHAR(255) ${text} NOT NULL,
    -- EARNS, REFUNDS or CANCELS
    effect         VARCHAR(8) ${ascii}  NOT NULL,
    reference      VARCHAR(255) ${text},
    -- a hash of stream and reference, to find what belongs to an order; none without a reference
    order_hash     BIGINT,
    occurred_at    BIGINT               NOT NULL,
    -- as sent, never negative
    said           DECIMAL(38, 6)       NOT NULL,
    amount         DECIMAL(38, 6)       NOT NULL,
    withdrawn_at   BIGINT               NOT NULL,
    PRIMARY KEY (stream, touchpoint_key, generation, currency, known_at)
);
CREATE INDEX money_order ON money_rows (order_hash);
-- What has become known since a position, and in money_withdrawal_rows whose rows stopped standing.
CREATE INDEX money_known ON money_rows (generation, known_at);
CREATE VIEW money AS
SELECT * FROM money_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'money');

CREATE TABLE money_withdrawal_rows (
    generation   INT                  NOT NULL,
    withdrawn_at BIGINT               NOT NULL,
    stream       VARCHAR(64) ${ascii} NOT NULL,
    PRIMARY KEY (generation, withdrawn_at)
);
CREATE VIEW money_withdrawal AS
SELECT * FROM money_withdrawal_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'money');
