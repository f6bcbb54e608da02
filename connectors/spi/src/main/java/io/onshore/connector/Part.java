package io.onshore.connector;

/**
 * One slice of an object.
 *
 * @param offset of its first byte in the object
 * @param length in bytes; 0 only for the single part of an empty object
 * @param source gives the slice's bytes, again from the first each time it is opened
 */
public record Part(long offset, long length, Source source) {
  /**
   * @throws IllegalArgumentException if offset or length is negative
   */
  public Part {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("offset and length must not be negative");
    }
  }

  /** The offset just after the part. */
  public long end() {
    return offset + length;
  }
}
