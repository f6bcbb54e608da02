package io.onshore.gateway.envelope;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Set;

/**
 * Tells a sealed file from an open one, by structure and without any key. It has no state and may
 * be used by any number of threads. It reads hostile input: whatever the bytes are, it answers, in
 * bounded memory and in time linear in the size.
 */
public final class EnvelopeInspector {
  /** How many bytes from the beginning decide whether a file may start to travel. */
  public static final int HEAD_BYTES = 64 * 1024;

  /**
   * Inspects a beginning, before the rest is there. A {@link Inspection.Sealed} says only that
   * nothing seen so far speaks against it: {@link #inspectWhole} must agree before anything is
   * committed.
   *
   * @param head the first {@code min(declaredSize, HEAD_BYTES)} bytes; not changed and not kept
   * @param declaredSize the size in bytes that the client announced
   * @param profiles the raw formats that the practice registered
   * @throws IllegalArgumentException if the head is not as long as said above
   */
  public Inspection inspectHead(byte[] head, long declaredSize, Set<SealProfile> profiles) {
    if (declaredSize < 0 || head.length != Math.min(declaredSize, HEAD_BYTES)) {
      throw new IllegalArgumentException("the head must be the first bytes of the declared size");
    }
    return new Inspection.Unknown("nothing that is known");
  }

  /**
   * Inspects a complete file: everything that {@link #inspectHead} asks, and the lengths, the
   * structure up to the last byte and the end of the armour.
   *
   * @param file read from its first to its last byte wherever it stands now; its position
   *     afterwards is undefined; not closed
   * @param profiles the raw formats that the practice registered
   * @throws IOException if the file cannot be read
   */
  public Inspection inspectWhole(SeekableByteChannel file, Set<SealProfile> profiles)
      throws IOException {
    return new Inspection.Unknown("nothing that is known");
  }
}
