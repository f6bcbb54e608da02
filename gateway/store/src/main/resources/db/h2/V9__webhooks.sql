-- Webhooks, and what is delivered to them. What there is to tell stands in audit_event and nowhere else.
-- Same tables as db/postgresql/V9__webhooks.sql; only the types differ.

-- One row a webhook.
CREATE TABLE webhook (
  id          VARCHAR(30) PRIMARY KEY,
  practice_id VARCHAR(64) NOT NULL,
  address     VARCHAR(4000) NOT NULL,
  description VARCHAR(4000) NOT NULL,
  types       VARCHAR(1000000) NOT NULL,
  signing     VARCHAR(32) NOT NULL,
  -- Why nothing is sent; empty while it is on.
  off_reason  VARCHAR(32),
  public_keys VARCHAR(1000000) NOT NULL,
  -- The keys that sign, as JSON, the newest first; sealed with the key keys_key.
  signing_keys VARBINARY(1000000) NOT NULL,
  keys_key    VARCHAR(16) NOT NULL,
  created_by  VARCHAR(4000) NOT NULL,
  created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  -- The number in the practice's audit trail up to which its messages were queued.
  place       BIGINT NOT NULL,
  -- When a worker last took it in hand, who has it, and until when it is left alone.
  served_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  lease_owner VARCHAR(4000),
  lease_until TIMESTAMP(6) WITH TIME ZONE,
  rest_until  TIMESTAMP(6) WITH TIME ZONE,
  UNIQUE (practice_id, id)
);
CREATE INDEX webhook_by_keys_key ON webhook (keys_key);

-- One row a message to a webhook, as it stands now. No bodies: they are written when they are sent.
CREATE TABLE webhook_delivery (
  id          VARCHAR(30) PRIMARY KEY,
  practice_id VARCHAR(64) NOT NULL,
  webhook_id  VARCHAR(30) NOT NULL,
  -- The same whenever the same event is sent.
  message_id  VARCHAR(128) NOT NULL,
  event_type  VARCHAR(128) NOT NULL,
  about       VARCHAR(32) NOT NULL,
  subject     VARCHAR(1000000) NOT NULL,
  happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  state       VARCHAR(32) NOT NULL,
  attempts    INTEGER NOT NULL,
  last_status INTEGER,
  last_why    VARCHAR(32),
  next_at     TIMESTAMP(6) WITH TIME ZONE,
  queued_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  ended_at    TIMESTAMP(6) WITH TIME ZONE,
  UNIQUE (webhook_id, message_id),
  FOREIGN KEY (practice_id, webhook_id) REFERENCES webhook (practice_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, state, next_at);
CREATE INDEX webhook_delivery_by_end ON webhook_delivery (ended_at);
