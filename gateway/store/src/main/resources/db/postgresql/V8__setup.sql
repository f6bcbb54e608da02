-- What practices set up by themselves, what they stopped, proofs, and alerts of what ends.
-- Same tables as db/h2/V8__setup.sql; only the types differ.

-- What a practice set up by itself, version by version; the greatest number counts. Sealed, because it holds
-- secrets. Appended; a row is only ever sealed anew.
CREATE TABLE practice_setup (
  practice_id VARCHAR(64) NOT NULL,
  number      INTEGER NOT NULL,
  body        BYTEA NOT NULL,
  body_key    VARCHAR(64) NOT NULL,
  made_by     TEXT NOT NULL,
  made_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (practice_id, number)
);

-- What is stopped now. A row goes when a person lets it go on; the audit trail keeps both.
CREATE TABLE sending_stop (
  practice_id VARCHAR(64) NOT NULL,
  scope       VARCHAR(32) NOT NULL,
  target      VARCHAR(64) NOT NULL,
  reason      TEXT NOT NULL,
  stopped_by  TEXT NOT NULL,
  stopped_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (practice_id, scope, target)
);

-- Proofs that files can be stored at a destination, read and deleted. Appended, never changed.
CREATE TABLE proof (
  id          VARCHAR(30) COLLATE "C" PRIMARY KEY,
  practice_id VARCHAR(64) NOT NULL,
  destination VARCHAR(64) NOT NULL,
  body        TEXT NOT NULL
);
CREATE INDEX proof_of_destination ON proof (practice_id, destination, id);

-- Alerts; one fingerprint alerts once. Appended, never changed.
CREATE TABLE alert (
  id          VARCHAR(30) COLLATE "C" PRIMARY KEY,
  practice_id VARCHAR(64) NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  body        TEXT NOT NULL,
  raised_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  UNIQUE (practice_id, fingerprint)
);
CREATE INDEX alert_of_practice ON alert (practice_id, id);
