-- How far the campaigns' automation has read the log.
CREATE TABLE automation_token (
    processorName VARCHAR(64) ${ascii} NOT NULL,
    segment       INT                  NOT NULL,
    token         ${bytes},
    tokenType     VARCHAR(255) ${ascii},
    timestamp     VARCHAR(64) ${ascii},
    owner         VARCHAR(255) ${text},
    CONSTRAINT automation_token_pk PRIMARY KEY (processorName, segment)
);

-- People for whom a campaign is under way, and what is waited for: what sagas remember between two events.
CREATE TABLE win_back_saga (
    sagaId         VARCHAR(64) ${ascii}  NOT NULL PRIMARY KEY,
    revision       VARCHAR(64) ${ascii},
    sagaType       VARCHAR(255) ${ascii},
    serializedSaga ${bytes}
);
CREATE TABLE win_back_saga_association (
    id               BIGINT AUTO_INCREMENT PRIMARY KEY,
    associationKey   VARCHAR(64) ${ascii},
    associationValue VARCHAR(64) ${ascii},
    sagaId           VARCHAR(64) ${ascii},
    sagaType         VARCHAR(255) ${ascii}
);
CREATE INDEX win_back_saga_association_saga ON win_back_saga_association (sagaId, sagaType);
CREATE INDEX win_back_saga_association_value ON win_back_saga_association (sagaType, associationKey, associationValue);

-- Deadlines, as the scheduler keeps them; times in UTC.
CREATE TABLE win_back_deadline (
    task_name            VARCHAR(100) ${ascii} NOT NULL,
    task_instance        VARCHAR(100) ${ascii} NOT NULL,
    task_data            ${bytes},
    execution_time       DATETIME(6)           NOT NULL,
    picked               BOOLEAN               NOT NULL,
    picked_by            VARCHAR(50) ${text},
    last_success         DATETIME(6),
    last_failure         DATETIME(6),
    consecutive_failures INT,
    last_heartbeat       DATETIME(6),
    version              BIGINT                NOT NULL,
    priority             SMALLINT,
    CONSTRAINT win_back_deadline_pk PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX win_back_deadline_due ON win_back_deadline (execution_time);
CREATE INDEX win_back_deadline_heartbeat ON win_back_deadline (last_heartbeat);
