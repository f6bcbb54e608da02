package io.onshore.connector.testkit;

/** What the provider's double says about residency. */
public enum Scenario {
  /** The account's content rests in one country, and the provider says so. */
  ONE_COUNTRY,
  /** The account's content rests in a zone of more than one country. */
  TWO_COUNTRIES,
  /** The provider names a zone that nobody has seen before. */
  UNKNOWN_ZONE,
  /** The connection lacks the permission, plan or setting without which nothing is told. */
  MISSING_ADMIN_SCOPE
}
