package io.onshore.connector;

import java.io.InputStream;

/** The power to read stored bytes, for proving that they are the sent ones. */
public interface ReadBack {
  /**
   * Opens the stored bytes from the first. The caller closes the stream; a cut connection surfaces
   * as {@link java.io.IOException} from the stream, never as an early end.
   *
   * @throws ConnectorException {@link Failure.Kind#OBJECT_MISSING} if the object is gone
   */
  InputStream open(StoredObject object, Destination destination) throws ConnectorException;
}
