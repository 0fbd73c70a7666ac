-- Events that could not become touchpoints as they came, kept until somebody mends or discards them.
CREATE TABLE quarantined_event (
    id           BIGINT               NOT NULL AUTO_INCREMENT PRIMARY KEY,
    -- of source, message id and content: an event that is sent again is the same row
    fingerprint  VARCHAR(22) ${ascii} NOT NULL,
    source       VARCHAR(64) ${text}  NOT NULL,
    reason       VARCHAR(40) ${ascii} NOT NULL,
    -- sealed, as is the original
    detail       ${bytes}             NOT NULL,
    state        VARCHAR(10) ${ascii} NOT NULL,
    attempts     INT                  NOT NULL,
    -- the bulk import and the line of its file that it came from
    import_id    VARCHAR(22) ${ascii},
    line         BIGINT,
    -- microseconds since 1970-01-01T00:00:00Z
    received_at  BIGINT               NOT NULL,
    changed_at   BIGINT               NOT NULL,
    original     ${bytes}             NOT NULL,
    CONSTRAINT quarantined_event_once UNIQUE (fingerprint)
);
CREATE INDEX quarantined_event_open ON quarantined_event (state, reason, id);

-- Whom they name, by the blind index of every id that can be read: what is about somebody can be found and deleted.
CREATE TABLE quarantined_id (
    blind_index  VARCHAR(22) ${ascii} NOT NULL,
    fingerprint  VARCHAR(22) ${ascii} NOT NULL,
    PRIMARY KEY (blind_index, fingerprint)
);
CREATE INDEX quarantined_id_event ON quarantined_id (fingerprint);

CREATE TABLE bulk_import (
    id           VARCHAR(22) ${ascii} NOT NULL PRIMARY KEY,
    -- sealed: people name files after people
    name         ${bytes}             NOT NULL,
    source       VARCHAR(64) ${text}  NOT NULL,
    -- how to read the file, as JSON
    recipe       VARCHAR(8000) ${text} NOT NULL,
    state        VARCHAR(10) ${ascii} NOT NULL,
    bytes        BIGINT               NOT NULL,
    -- everything below is as of the last row that was dealt with for good
    bytes_read   BIGINT               NOT NULL,
    rows_read    BIGINT               NOT NULL,
    recorded     BIGINT               NOT NULL,
    duplicate    BIGINT               NOT NULL,
    quarantined  BIGINT               NOT NULL,
    position     BIGINT               NOT NULL,
    busy_millis  BIGINT               NOT NULL,
    -- microseconds since 1970-01-01T00:00:00Z
    started_at   BIGINT               NOT NULL,
    finished_at  BIGINT,
    error        VARCHAR(1000) ${text}
);
CREATE INDEX bulk_import_started ON bulk_import (started_at);
