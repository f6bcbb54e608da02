package io.onshore.connector.toolkit.digest;

/** One digest that grows with the bytes it is fed. Used by one thread; finished once. */
interface RunningDigest {
  void update(byte[] bytes, int offset, int length);

  byte[] finish();
}
