-- What every process on this schema must agree about.
CREATE TABLE installation (
    id     INT                  NOT NULL PRIMARY KEY,
    -- made with the installation's secret, which it does not give away
    secret VARCHAR(22) ${ascii} NOT NULL
);

-- Who lives: each process counts on, in the row of its data folder, and whoever stands still for long is away.
CREATE TABLE command_home (
    home  VARCHAR(22) ${ascii} NOT NULL PRIMARY KEY,
    beats BIGINT               NOT NULL
);

-- The data folder that an import's file lies in: only the process that owns it runs the import.
ALTER TABLE bulk_import ADD COLUMN home VARCHAR(22) ${ascii} DEFAULT '' NOT NULL;

-- What an erasure still waits for: a row with no home for what any process can do, and one for each data folder with
-- files that may name her. No row of such a file is recorded before it is gone.
CREATE TABLE erasure_left (
    receipt VARCHAR(22) ${ascii} NOT NULL,
    home    VARCHAR(22) ${ascii} NOT NULL,
    -- that home was away: the keys of its files are destroyed, so nobody waits for it any more
    waived  BOOLEAN              NOT NULL,
    PRIMARY KEY (receipt, home)
);
CREATE INDEX erasure_left_home ON erasure_left (home);
INSERT INTO erasure_left (receipt, home, waived) SELECT receipt, '', FALSE FROM erasure WHERE indexes IS NOT NULL;
