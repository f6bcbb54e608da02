-- Everything that the gateway keeps. Every table carries practice_id; times are UTC to the microsecond.
-- JSON stands in text columns: it is kept byte for byte, and never searched.
-- Same tables as db/postgresql/V1__tables.sql; only the types differ.

-- Decisions as they were made, with all their input. Appended, never changed.
CREATE TABLE decision (
  id          VARCHAR(30) PRIMARY KEY,
  practice_id VARCHAR(64) NOT NULL,
  transfer_id VARCHAR(30) NOT NULL,
  decided_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  outcome     VARCHAR(64) NOT NULL,
  rulebook    VARCHAR(4000) NOT NULL,
  body        VARCHAR(1000000) NOT NULL
);
CREATE INDEX decision_of_transfer ON decision (practice_id, transfer_id);

-- One row a transfer, as it stands now.
CREATE TABLE transfer (
  id                   VARCHAR(30) PRIMARY KEY,
  practice_id          VARCHAR(64) NOT NULL,
  destination          VARCHAR(64) NOT NULL,
  provider             VARCHAR(64) NOT NULL,
  declared_by          VARCHAR(4000) NOT NULL,
  size                 BIGINT NOT NULL,
  sha256               VARCHAR(64),
  patient_jurisdiction VARCHAR(16),
  patient_law          VARCHAR(16) NOT NULL,
  patient_reference    VARCHAR(64),
  tags                 VARCHAR(1000000) NOT NULL,
  decision_id          VARCHAR(30) NOT NULL REFERENCES decision (id),
  state                VARCHAR(32) NOT NULL,
  state_data           VARCHAR(1000000) NOT NULL,
  -- The resume token, sealed with the key token_key; both empty where the state has none.
  token                VARBINARY(65536),
  token_key            VARCHAR(16),
  received             BIGINT NOT NULL,
  sent                 BIGINT NOT NULL,
  digests              VARCHAR(1000000) NOT NULL,
  seal                 VARCHAR(1000000),
  cancel_requested     BOOLEAN NOT NULL,
  trouble_kind         VARCHAR(64),
  trouble_message      VARCHAR(4000),
  trouble_hint         VARCHAR(4000),
  trouble_attempts     INTEGER,
  retry_at             TIMESTAMP(6) WITH TIME ZONE,
  lease_owner          VARCHAR(4000),
  lease_until          TIMESTAMP(6) WITH TIME ZONE,
  created_at           TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at           TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  version              BIGINT NOT NULL,
  UNIQUE (practice_id, id)
);
-- What the engine looks for, oldest first.
CREATE INDEX transfer_by_state ON transfer (state, id);

-- The number of the newest audit event of each practice.
CREATE TABLE audit_head (
  practice_id VARCHAR(64) PRIMARY KEY,
  newest      BIGINT NOT NULL
);

-- What happened. Appended, never changed: grant the gateway SELECT and INSERT on it, no more.
CREATE TABLE audit_event (
  practice_id VARCHAR(64) NOT NULL,
  number      BIGINT NOT NULL,
  happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  event_type  VARCHAR(64) NOT NULL,
  actor       VARCHAR(4000) NOT NULL,
  target      VARCHAR(4000) NOT NULL,
  detail      VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (practice_id, number)
);
CREATE INDEX audit_event_about ON audit_event (practice_id, target, number);

-- What providers said, answer by answer. Appended, never changed.
CREATE TABLE evidence (
  number      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  practice_id VARCHAR(64) NOT NULL,
  destination VARCHAR(64) NOT NULL,
  observed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  body        VARCHAR(1000000) NOT NULL
);
CREATE INDEX evidence_newest ON evidence (practice_id, destination, observed_at, number);

-- Warnings that people acknowledged.
CREATE TABLE acknowledgement (
  number          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  practice_id     VARCHAR(64) NOT NULL,
  person          VARCHAR(4000) NOT NULL,
  destination     VARCHAR(64) NOT NULL,
  rulebook        VARCHAR(4000) NOT NULL,
  findings        VARCHAR(1000000) NOT NULL,
  reason_code     VARCHAR(4000) NOT NULL,
  reason          VARCHAR(1000000) NOT NULL,
  acknowledged_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  expires_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX acknowledgement_in_force ON acknowledgement (practice_id, person, destination, expires_at);

-- Consents, each for one transfer.
CREATE TABLE consent (
  number      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  practice_id VARCHAR(64) NOT NULL,
  transfer_id VARCHAR(30) NOT NULL,
  recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  reference   VARCHAR(1000000) NOT NULL,
  body        VARCHAR(1000000) NOT NULL,
  FOREIGN KEY (practice_id, transfer_id) REFERENCES transfer (practice_id, id)
);
CREATE INDEX consent_of_transfer ON consent (practice_id, transfer_id, number);

-- Requests of the last 24 hours and what they were answered.
CREATE TABLE idempotency (
  practice_id     VARCHAR(64) NOT NULL,
  route           VARCHAR(512) NOT NULL,
  request_key     VARCHAR(512) NOT NULL,
  fingerprint     VARCHAR(4000) NOT NULL,
  claimed_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  answer_status   INTEGER,
  answer_body     VARCHAR(1000000),
  answer_location VARCHAR(4000),
  PRIMARY KEY (practice_id, route, request_key)
);
CREATE INDEX idempotency_by_age ON idempotency (claimed_at);
