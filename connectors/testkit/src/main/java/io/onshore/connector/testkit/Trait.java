package io.onshore.connector.testkit;

/**
 * Something that a provider does not have by its nature. A case that is about it then tests the
 * absence; nothing is skipped.
 */
public enum Trait {
  /** There is no login: no secret setting, no scope, no sign-in, nothing to revoke. */
  NO_CREDENTIALS,
  /** There is no network: requests are local operations and have no host. */
  NO_NETWORK,
  /** The provider never asks to slow down. */
  NO_THROTTLING,
  /** The provider gives failed requests no id. */
  NO_REQUEST_IDS,
  /** A commit is done when it is answered; there is no "accepted, ask later". */
  NO_SLOW_COMMIT,
  /**
   * Uploads cannot be ended at the provider, who forgets them after a time: {@link
   * io.onshore.connector.ConnectorCard#sessionLife} says when.
   */
  NO_ABANDON,
  /**
   * Where parts go in any order the provider does not tell which it has. {@link
   * io.onshore.connector.UploadSession#confirmed} asks whether the upload lives, and gives what was
   * acknowledged to this very session: nothing after a restart, so that all is sent again.
   */
  PARTS_ARE_NOT_TOLD,
  /** No label of the provider means more than one country. */
  NO_ZONE_OF_SEVERAL_COUNTRIES,
  /**
   * Places are not told by a provider but set by an admin, and a word that is no ISO code is
   * refused when the connector is opened.
   */
  NO_ZONE_NAMES,
  /** Parts go to an address that carries its own permission and is called without credentials. */
  UPLOAD_URL_NEEDS_NO_LOGIN
}
