package io.onshore.connector.testkit;

/** The operations whose answer can be lost: the provider does it, and the connection breaks. */
public enum Operation {
  /** Opening an upload. */
  BEGIN,
  /** Taking a part that does not complete the object. */
  SEND,
  /** The request that makes the object visible. */
  COMMIT
}
