-- Cases that people decide, what sends mean for compliance, and sends that could not wait.
-- Same tables as db/postgresql/V6__reviews.sql; only the types differ.

-- A case may be about a rule everywhere, and stands somewhere since it was opened.
ALTER TABLE review_case ALTER COLUMN destination DROP NOT NULL;
ALTER TABLE review_case ADD COLUMN rule_id VARCHAR(4000);
ALTER TABLE review_case ADD COLUMN involved VARCHAR(1000000) DEFAULT '[]' NOT NULL;
-- What is counted up in this case while it is open; empty in others and once it is decided.
ALTER TABLE review_case ADD COLUMN open_group VARCHAR(64);
ALTER TABLE review_case ADD COLUMN state VARCHAR(32) DEFAULT 'OPEN' NOT NULL;
ALTER TABLE review_case ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE review_case ADD COLUMN assignee VARCHAR(4000);
ALTER TABLE review_case ADD COLUMN due_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE review_case ADD COLUMN accepted_until TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE review_case ADD COLUMN occurrences BIGINT DEFAULT 1 NOT NULL;
ALTER TABLE review_case ADD COLUMN last_at TIMESTAMP(6) WITH TIME ZONE;
-- Cases from before nobody could decide: a week from their opening.
UPDATE review_case SET due_at = opened_at + INTERVAL '7' DAY, last_at = opened_at;
ALTER TABLE review_case ALTER COLUMN due_at SET NOT NULL;
ALTER TABLE review_case ALTER COLUMN last_at SET NOT NULL;
CREATE UNIQUE INDEX review_case_open_group ON review_case (practice_id, open_group);
CREATE INDEX review_case_by_state ON review_case (state, practice_id, id);

-- Each time that what a case is about happened, with what the person saw and said. Appended, never changed.
CREATE TABLE case_occurrence (
  practice_id VARCHAR(64) NOT NULL,
  case_id     VARCHAR(30) NOT NULL REFERENCES review_case (id),
  number      BIGINT NOT NULL,
  happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  person      VARCHAR(4000),
  transfer_id VARCHAR(30),
  frozen      CHARACTER LARGE OBJECT,
  PRIMARY KEY (practice_id, case_id, number)
);

-- What was decided on cases, and why. Appended, never changed.
CREATE TABLE case_ruling (
  practice_id VARCHAR(64) NOT NULL,
  case_id     VARCHAR(30) NOT NULL REFERENCES review_case (id),
  number      BIGINT NOT NULL,
  ruling      VARCHAR(32) NOT NULL,
  reason      VARCHAR(1000000) NOT NULL,
  ruled_by    VARCHAR(4000) NOT NULL,
  ruled_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  until_at    TIMESTAMP(6) WITH TIME ZONE,
  move_to     VARCHAR(64),
  reference   VARCHAR(4000),
  reported_at TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (practice_id, case_id, number)
);
CREATE INDEX case_ruling_by_age ON case_ruling (practice_id, ruled_at);

-- The files that something has to be done with by a case's newest ruling.
CREATE TABLE case_to_do (
  practice_id     VARCHAR(64) NOT NULL,
  case_id         VARCHAR(30) NOT NULL REFERENCES review_case (id),
  transfer_id     VARCHAR(30) NOT NULL,
  gone_at         TIMESTAMP(6) WITH TIME ZONE,
  trouble_kind    VARCHAR(64),
  trouble_message VARCHAR(4000),
  trouble_hint    VARCHAR(4000),
  PRIMARY KEY (practice_id, case_id, transfer_id)
);

-- When a stored file was deleted at the provider and proven to be gone.
ALTER TABLE transfer ADD COLUMN gone_at TIMESTAMP(6) WITH TIME ZONE;

-- Which rule stopped which send for a person, and when a person went past it.
CREATE TABLE rule_stop (
  practice_id VARCHAR(64) NOT NULL,
  rule_id     VARCHAR(4000) NOT NULL,
  transfer_id VARCHAR(30) NOT NULL,
  stopped_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  passed_at   TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (practice_id, transfer_id, rule_id)
);
CREATE INDEX rule_stop_by_age ON rule_stop (practice_id, stopped_at);

-- Sends that could not wait for what stood in their way. Appended, never changed.
CREATE TABLE emergency_send (
  practice_id VARCHAR(64) NOT NULL,
  transfer_id VARCHAR(30) NOT NULL,
  person      VARCHAR(4000) NOT NULL,
  reason      VARCHAR(1000000) NOT NULL,
  declared_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (practice_id, transfer_id)
);

-- Decisions by the day.
CREATE INDEX decision_by_time ON decision (practice_id, decided_at, transfer_id);
