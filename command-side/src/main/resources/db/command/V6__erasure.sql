-- Everybody who was forgotten. A row is written with the event and done once nothing is left to destroy; at each start all
-- are looked at again, since keys may have been put back from a copy.
CREATE TABLE erasure (
    receipt VARCHAR(22) ${ascii} NOT NULL PRIMARY KEY,
    stream  VARCHAR(64) ${ascii} NOT NULL,
    -- the names of her keys, separated by spaces
    key_names ${bytes}           NOT NULL,
    -- the blind indexes of her ids, separated by spaces; none once it is done
    indexes ${bytes}
);
