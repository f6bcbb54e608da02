package io.onshore.connector;

/**
 * What is to be stored.
 *
 * @param destination where
 * @param name our own opaque name; nothing from the client reaches a provider but bytes
 * @param size in bytes, 0 or more; known beforehand because three of four providers demand it
 */
public record UploadRequest(Destination destination, ObjectName name, long size) {
  /**
   * @throws IllegalArgumentException if the size is negative
   */
  public UploadRequest {
    if (size < 0) {
      throw new IllegalArgumentException("the size must not be negative");
    }
  }
}
