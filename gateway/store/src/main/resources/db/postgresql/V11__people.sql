-- Who was seen acting for a practice, and by which name people know them. One row for each subject, written over when
-- something changed or the day did. Roles stand with a space before and after each. The login is there where the
-- set-up alone makes somebody a member.
CREATE TABLE people (
  practice_id VARCHAR(64) NOT NULL,
  subject     VARCHAR(255) NOT NULL,
  name        VARCHAR(1000) NOT NULL,
  roles       VARCHAR(1000) NOT NULL,
  login       VARCHAR(4000),
  seen_on     DATE NOT NULL,
  PRIMARY KEY (practice_id, subject)
);
