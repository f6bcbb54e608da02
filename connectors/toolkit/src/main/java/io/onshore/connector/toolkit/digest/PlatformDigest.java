package io.onshore.connector.toolkit.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest that every Java platform has to provide: MD5, SHA-1 or SHA-256. */
final class PlatformDigest implements RunningDigest {
  private final MessageDigest digest;

  private PlatformDigest(MessageDigest digest) {
    this.digest = digest;
  }

  static PlatformDigest of(String name) {
    return new PlatformDigest(messageDigest(name));
  }

  static MessageDigest messageDigest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks " + name, e);
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  @Override
  public byte[] finish() {
    return digest.digest();
  }
}
