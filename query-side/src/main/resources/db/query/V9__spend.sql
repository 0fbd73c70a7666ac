-- What was spent on advertising per channel and day; known_at and withdrawn_at are positions of the log, and
-- withdrawn_at is 9223372036854775807 while a row stands.
CREATE TABLE spend_rows (
    generation   INT                  NOT NULL,
    channel      VARCHAR(255) ${text} NOT NULL,
    spent_on     DATE                 NOT NULL,
    currency     VARCHAR(16) ${text}  NOT NULL,
    known_at     BIGINT               NOT NULL,
    amount       DECIMAL(38, 6)       NOT NULL,
    withdrawn_at BIGINT               NOT NULL,
    PRIMARY KEY (channel, spent_on, currency, generation, known_at)
);
CREATE VIEW spend AS
SELECT * FROM spend_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'spend');
