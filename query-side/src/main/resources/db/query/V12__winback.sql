-- Times are microseconds since 1970-01-01T00:00:00Z; known_at and withdrawn_at are positions of the log, and withdrawn_at
-- is 9223372036854775807 while a row stands.

-- The published versions of campaigns; the text is UTF-8.
CREATE TABLE winback_campaign_rows (
    generation INT                   NOT NULL,
    campaign   VARCHAR(128) ${ascii} NOT NULL,
    version    INT                   NOT NULL,
    -- empty where the text cannot be read
    model      VARCHAR(128) ${ascii} NOT NULL,
    stage      VARCHAR(128) ${ascii} NOT NULL,
    -- the stage to reach, its own where people are to stay, none where it is to come back
    goal       VARCHAR(128) ${ascii},
    text       ${bytes}              NOT NULL,
    known_at   BIGINT                NOT NULL,
    published_at BIGINT              NOT NULL,
    PRIMARY KEY (generation, campaign, version)
);
CREATE VIEW winback_campaign AS
SELECT * FROM winback_campaign_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'winback');

-- What was done with campaigns, the latest of each decides; with all sending where the campaign is empty.
CREATE TABLE winback_switch_rows (
    generation INT                   NOT NULL,
    known_at   BIGINT                NOT NULL,
    campaign   VARCHAR(128) ${ascii} NOT NULL,
    -- active, paused, finishing, ended, stopped or resumed
    state      VARCHAR(16) ${ascii}  NOT NULL,
    -- of the campaign, none where it stays
    version    INT,
    PRIMARY KEY (generation, known_at)
);
CREATE VIEW winback_switch AS
SELECT * FROM winback_switch_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'winback');

-- Every course of a campaign for a person.
CREATE TABLE winback_episode_rows (
    generation   INT                   NOT NULL,
    stream       VARCHAR(64) ${ascii}  NOT NULL,
    episode      VARCHAR(128) ${ascii} NOT NULL,
    campaign     VARCHAR(128) ${ascii} NOT NULL,
    version      INT                   NOT NULL,
    model        VARCHAR(128) ${ascii} NOT NULL,
    stage        VARCHAR(128) ${ascii} NOT NULL,
    since_at     BIGINT                NOT NULL,
    started_at   BIGINT                NOT NULL,
    known_at     BIGINT                NOT NULL,
    -- addressed or held-out, none before the draw
    arm          VARCHAR(16) ${ascii},
    assigned_at  BIGINT,
    -- how many messages were decided on
    steps        INT                   NOT NULL,
    -- why the first step that was not sent was not
    blocked      VARCHAR(64) ${ascii},
    ended_reason VARCHAR(64) ${ascii},
    ended_at     BIGINT,
    PRIMARY KEY (stream, generation, episode)
);
CREATE INDEX winback_episode_campaign ON winback_episode_rows (campaign, generation);
CREATE VIEW winback_episode AS
SELECT * FROM winback_episode_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'winback');

-- Every decision to send or not to send, with what it was made from.
CREATE TABLE winback_decision_rows (
    generation    INT                   NOT NULL,
    stream        VARCHAR(64) ${ascii}  NOT NULL,
    known_at      BIGINT                NOT NULL,
    recorded_at   BIGINT                NOT NULL,
    campaign      VARCHAR(128) ${ascii} NOT NULL,
    version       INT                   NOT NULL,
    -- none where it did not begin
    episode       VARCHAR(128) ${ascii},
    -- started, declined, made, held-out, blocked, postponed or ended
    decision      VARCHAR(16) ${ascii}  NOT NULL,
    step          INT,
    reason        VARCHAR(64) ${ascii},
    channel       VARCHAR(255) ${text},
    template      VARCHAR(255) ${text},
    message       VARCHAR(255) ${text},
    decided_at    BIGINT                NOT NULL,
    -- when it is decided again
    until_at      BIGINT,
    purpose       VARCHAR(64) ${ascii},
    -- 1 where she allowed it
    consent       INT,
    consent_at    BIGINT,
    messages      INT,
    most_messages INT,
    zone          VARCHAR(64) ${ascii},
    draw          DECIMAL(38, 20),
    hold_out      DECIMAL(38, 20),
    PRIMARY KEY (stream, generation, known_at)
);
CREATE INDEX winback_decision_campaign ON winback_decision_rows (campaign, generation, known_at);
CREATE VIEW winback_decision AS
SELECT * FROM winback_decision_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'winback');

-- Who came back under a model that has a win-back, who entered a stage where a campaign has a goal, and who was lost where
-- one wants people to stay, since the first such campaign was published: of everybody, since a merge can make it
-- somebody's who is in a campaign.
CREATE TABLE winback_arrival_rows (
    generation   INT                   NOT NULL,
    stream       VARCHAR(64) ${ascii}  NOT NULL,
    model        VARCHAR(128) ${ascii} NOT NULL,
    known_at     BIGINT                NOT NULL,
    -- its place among those that became known with one event
    nth          INT                   NOT NULL,
    -- ENTERED, RETURNED or CHURNED
    kind         VARCHAR(8) ${ascii}   NOT NULL,
    to_stage     VARCHAR(128) ${ascii} NOT NULL,
    occurred_at  BIGINT                NOT NULL,
    withdrawn_at BIGINT                NOT NULL,
    PRIMARY KEY (stream, model, generation, known_at, nth)
);
CREATE VIEW winback_arrival AS
SELECT * FROM winback_arrival_rows WHERE generation = (SELECT live FROM read_model WHERE name = 'winback');
