-- What the gateway vouches with, and the receipts it handed out.
-- Same tables as db/postgresql/V5__signing.sql; only the types differ.

-- The key pairs that sign; the newest does. They belong to no practice.
CREATE TABLE signing_key (
  number           INTEGER PRIMARY KEY,
  kid              VARCHAR(64) NOT NULL UNIQUE,
  -- A JWK; published for ever.
  public_key       VARCHAR(4000) NOT NULL,
  -- A JWK, sealed with the key private_key_seal; both are emptied when a newer pair signs.
  private_key      VARBINARY(65536),
  private_key_seal VARCHAR(16),
  created_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- The receipt of a transfer, as it was signed; the first one stays. Appended, never changed.
CREATE TABLE receipt (
  practice_id VARCHAR(64) NOT NULL,
  transfer_id VARCHAR(30) NOT NULL,
  issued_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  jws         CHARACTER LARGE OBJECT NOT NULL,
  PRIMARY KEY (practice_id, transfer_id)
);
