-- Audit events that seal those before them, signed heads, and what the law says of keeping them.
-- Same tables as db/postgresql/V4__audit_chain.sql; only the types differ.

-- The destination that an event concerns; its salt, and the links. Filled for older events, and made NOT NULL, by
-- the next step (store/audit/ChainOlderEvents).
ALTER TABLE audit_event ADD COLUMN destination VARCHAR(64);
ALTER TABLE audit_event ADD COLUMN salt VARCHAR(64);
ALTER TABLE audit_event ADD COLUMN previous VARCHAR(64);
ALTER TABLE audit_event ADD COLUMN hash VARCHAR(64);

-- The hash of the newest event; the number and the hash of the last event that was disposed of, zero if none was.
ALTER TABLE audit_head ADD COLUMN hash VARCHAR(64);
ALTER TABLE audit_head ADD COLUMN disposed BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE audit_head ADD COLUMN disposed_hash VARCHAR(64);

-- Newest first, by each thing that people search by.
DROP INDEX audit_event_about;
CREATE INDEX audit_event_by_time ON audit_event (practice_id, happened_at, number);
CREATE INDEX audit_event_by_type ON audit_event (practice_id, event_type, happened_at, number);
CREATE INDEX audit_event_by_actor ON audit_event (practice_id, actor, happened_at, number);
CREATE INDEX audit_event_by_target ON audit_event (practice_id, target, happened_at, number);
CREATE INDEX audit_event_by_destination ON audit_event (practice_id, destination, happened_at, number);

-- Where a trail ended, signed. Appended, never changed.
CREATE TABLE audit_signed_head (
  practice_id VARCHAR(64) NOT NULL,
  number      BIGINT NOT NULL,
  hash        VARCHAR(64) NOT NULL,
  signed_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  jws         VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (practice_id, number)
);

-- While one is not lifted, nothing of the practice's trail is disposed of.
CREATE TABLE legal_hold (
  id            VARCHAR(30) PRIMARY KEY,
  practice_id   VARCHAR(64) NOT NULL,
  reason        VARCHAR(4000) NOT NULL,
  set_by        VARCHAR(4000) NOT NULL,
  set_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  lifted_reason VARCHAR(4000),
  lifted_by     VARCHAR(4000),
  lifted_at     TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX legal_hold_of_practice ON legal_hold (practice_id, id);
