package io.onshore.connector;

import java.util.Optional;

/**
 * A place within a connection where objects are put.
 *
 * @param space the provider's drive, library, shared drive or namespace, by its id; empty for the
 *     account's own
 * @param folder the folder within the space, by the provider's id or path; each connector's
 *     settings say which. Empty text is the space's root
 */
public record Destination(Optional<String> space, String folder) {
  /** A folder in the account's own space. */
  public static Destination folder(String folder) {
    return new Destination(Optional.empty(), folder);
  }
}
