package io.onshore.connector;

/** The power to delete one stored object, for cleaning up what failed its proof. */
public interface Discard {
  /**
   * Deletes exactly this object, by the provider's own id; an object that is already gone is
   * success.
   */
  void discard(StoredObject object, Destination destination) throws ConnectorException;
}
