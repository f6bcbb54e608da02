package io.onshore.connector.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Content that looks like sealed bytes: seeded, so that each run has the same. */
public final class Sealed {
  private Sealed() {}

  /** So many bytes; the same ones for the same seed. */
  public static byte[] bytes(long seed, int size) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    byte[] content = new byte[size];
    random.nextBytes(content);
    return content;
  }
}
