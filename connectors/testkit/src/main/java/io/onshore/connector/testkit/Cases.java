package io.onshore.connector.testkit;

/** What all groups of cases have in common: the harness of the running case. */
abstract class Cases {
  /** The harness of the running case. */
  abstract Harness harness();
}
