-- The published parameters by which value is predicted, as JSON; times are microseconds since 1970-01-01T00:00:00Z.
CREATE TABLE fit_rows (
    generation INT        NOT NULL,
    version    INT        NOT NULL,
    until_at   BIGINT     NOT NULL,
    fit        ${bytes}   NOT NULL,
    known_at   BIGINT     NOT NULL,
    PRIMARY KEY (generation, version)
);
CREATE VIEW fit AS
SELECT * FROM fit_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'fit');
