-- What people put on file about destinations, a practice's own rules, and cases for compliance staff.
-- Same tables as db/h2/V3__residency.sql; only the types differ.

-- Contracts, assessments and certifications on file. A withdrawn one stays and says since when.
CREATE TABLE filed_paper (
  id           VARCHAR(30) COLLATE "C" PRIMARY KEY,
  practice_id  VARCHAR(64) NOT NULL,
  destination  VARCHAR(64) NOT NULL,
  body         TEXT NOT NULL,
  reference    TEXT NOT NULL,
  filed_by     TEXT NOT NULL,
  filed_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  withdrawn_at TIMESTAMP(6) WITH TIME ZONE,
  withdrawn_by TEXT
);
CREATE INDEX filed_paper_of_practice ON filed_paper (practice_id, id);

-- What admins saw where a provider's API tells nothing. A withdrawn one stays and says since when.
CREATE TABLE attestation (
  id           VARCHAR(30) COLLATE "C" PRIMARY KEY,
  practice_id  VARCHAR(64) NOT NULL,
  destination  VARCHAR(64) NOT NULL,
  claim        TEXT NOT NULL,
  media_type   VARCHAR(256) NOT NULL,
  sha256       VARCHAR(64) NOT NULL,
  size         BIGINT NOT NULL,
  attested_by  TEXT NOT NULL,
  attested_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  withdrawn_at TIMESTAMP(6) WITH TIME ZONE,
  withdrawn_by TEXT,
  UNIQUE (practice_id, id)
);

-- The picture that was filed with an attestation; apart, so that a list never reads it. Appended, never changed.
CREATE TABLE attachment (
  practice_id    VARCHAR(64) NOT NULL,
  attestation_id VARCHAR(30) COLLATE "C" NOT NULL,
  body           BYTEA NOT NULL,
  PRIMARY KEY (practice_id, attestation_id),
  FOREIGN KEY (practice_id, attestation_id) REFERENCES attestation (practice_id, id)
);

-- Who and what was approved behind a destination; the newest counts. Appended, never changed.
CREATE TABLE pin (
  number      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  practice_id VARCHAR(64) NOT NULL,
  destination VARCHAR(64) NOT NULL,
  body        TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX pin_newest ON pin (practice_id, destination, number);

-- A practice's own rules, version by version; the one that was published last is in force.
CREATE TABLE rules_version (
  practice_id VARCHAR(64) NOT NULL,
  number      INTEGER NOT NULL,
  rules       TEXT NOT NULL,
  state       VARCHAR(32) NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  reason      TEXT NOT NULL,
  decided_by  TEXT,
  decided_at  TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (practice_id, number)
);

-- What compliance staff have to look at. One fingerprint opens one case.
CREATE TABLE review_case (
  id          VARCHAR(30) COLLATE "C" PRIMARY KEY,
  practice_id VARCHAR(64) NOT NULL,
  destination VARCHAR(64) NOT NULL,
  kind        VARCHAR(64) NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  opened_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  body        TEXT NOT NULL,
  -- The stored files that are decided differently now; empty until somebody looked.
  affected    TEXT,
  UNIQUE (practice_id, fingerprint)
);
CREATE INDEX review_case_of_practice ON review_case (practice_id, id);

-- The operator's texts that were in force: rulebooks, claims and set-ups. They belong to no practice.
CREATE TABLE kept_text (
  kind   VARCHAR(32) NOT NULL,
  digest VARCHAR(256) NOT NULL,
  since  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  texts  TEXT NOT NULL,
  PRIMARY KEY (kind, digest)
);
CREATE INDEX kept_text_newest ON kept_text (kind, since);

-- What was acknowledged, each finding with the digest of the rule whose words the person saw. Rows from before
-- have none and count no longer: the person acknowledges once more.
ALTER TABLE acknowledgement ADD COLUMN rule_versions TEXT;
ALTER TABLE acknowledgement ALTER COLUMN rulebook DROP NOT NULL;
ALTER TABLE acknowledgement ALTER COLUMN findings DROP NOT NULL;

-- Consents have ids, and may cover later files of the same patient to the same destination.
ALTER TABLE consent ADD COLUMN id VARCHAR(30) COLLATE "C";
ALTER TABLE consent ADD COLUMN destination VARCHAR(64);
ALTER TABLE consent ADD COLUMN patient_reference VARCHAR(64);
ALTER TABLE consent ADD COLUMN recorded_by TEXT;
ALTER TABLE consent ADD COLUMN withdrawn_on DATE;
UPDATE consent SET
  id = 'cns_' || LPAD(CAST(number AS VARCHAR(26)), 26, '0'),
  destination = (
    SELECT t.destination FROM transfer t
    WHERE t.practice_id = consent.practice_id AND t.id = consent.transfer_id),
  patient_reference = (
    SELECT t.patient_reference FROM transfer t
    WHERE t.practice_id = consent.practice_id AND t.id = consent.transfer_id),
  -- Their audit events know who recorded them; where two people did at once, nobody is named.
  recorded_by = (
    SELECT MIN(e.actor) FROM audit_event e
    WHERE e.practice_id = consent.practice_id AND e.target = consent.transfer_id
      AND e.event_type = 'CONSENT_RECORDED' AND e.happened_at = consent.recorded_at
    HAVING MIN(e.actor) = MAX(e.actor));
ALTER TABLE consent ALTER COLUMN id SET NOT NULL;
ALTER TABLE consent ALTER COLUMN destination SET NOT NULL;
CREATE UNIQUE INDEX consent_by_id ON consent (practice_id, id);
CREATE INDEX consent_of_patient ON consent (practice_id, destination, patient_reference);

-- Decisions since a time, page by page.
CREATE INDEX decision_by_age ON decision (practice_id, id, decided_at);
-- What waits for a destination, and what rests there.
CREATE INDEX transfer_at_destination ON transfer (practice_id, destination, state, id);
