package io.onshore.connector.toolkit.parts;

/**
 * Where a part stands in its object.
 *
 * @param offset of its first byte
 * @param length in bytes; 0 only for the single span of an empty object
 */
public record Span(long offset, long length) {
  /**
   * @throws IllegalArgumentException if offset or length is negative
   */
  public Span {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("offset and length must not be negative");
    }
  }

  /** The offset just after the span. */
  public long end() {
    return offset + length;
  }
}
