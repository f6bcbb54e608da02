-- Accounts at providers, and the keys that seal what they gave.
-- Same tables as db/postgresql/V2__connections.sql; only the types differ.

-- One row a connection, as its grant stands now.
CREATE TABLE connection_grant (
  practice_id    VARCHAR(64) NOT NULL,
  connection     VARCHAR(512) NOT NULL,
  state          VARCHAR(32) NOT NULL,
  -- The tokens as JSON, sealed with the key tokens_key; both empty where there are none.
  tokens         VARBINARY(65536),
  tokens_key     VARCHAR(16),
  scopes         VARCHAR(1000000),
  stays          BOOLEAN NOT NULL,
  person         VARCHAR(4000),
  connected_at   TIMESTAMP(6) WITH TIME ZONE,
  renewed_at     TIMESTAMP(6) WITH TIME ZONE,
  dead_since     TIMESTAMP(6) WITH TIME ZONE,
  reason         VARCHAR(4000),
  -- Counts sets of tokens: who renewed from an older one lost.
  version        BIGINT NOT NULL,
  -- Who may ask the provider for new tokens, and until when.
  renewing_owner VARCHAR(64),
  renewing_until TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (practice_id, connection)
);

-- People who were sent to a provider's page, until they come back or it expires.
CREATE TABLE connection_visit (
  state_digest VARCHAR(64) PRIMARY KEY,
  practice_id  VARCHAR(64) NOT NULL,
  connection   VARCHAR(512) NOT NULL,
  person       VARCHAR(4000) NOT NULL,
  redirect     VARCHAR(4000) NOT NULL,
  -- What proves that it is us who redeem the code; sealed.
  verifier     VARBINARY(65536) NOT NULL,
  expires_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX connection_visit_by_age ON connection_visit (expires_at);

-- The keys that seal, each wrapped by a key service. Empty where keys come from a file.
CREATE TABLE data_key (
  number     INTEGER PRIMARY KEY,
  service    VARCHAR(4000) NOT NULL,
  wrapped    VARCHAR(65536) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- What is sealed with which key, for sealing anew.
CREATE INDEX transfer_by_token_key ON transfer (token_key);
