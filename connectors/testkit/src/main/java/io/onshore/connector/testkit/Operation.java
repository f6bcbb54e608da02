package io.onshore.connector.testkit;

/** The operations whose answer can be lost: the provider does it, and the connection breaks. */
public enum Operation {
  /** Getting or renewing an access token. Never asked of a double without credentials. */
  SIGN_IN,
  /** Opening an upload. */
  BEGIN,
  /** Taking a part that does not complete the object. */
  SEND,
  /** The request that makes the object visible. */
  COMMIT
}
