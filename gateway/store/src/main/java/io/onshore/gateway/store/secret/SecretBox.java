package io.onshore.gateway.store.secret;

import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals short secrets with AES-256-GCM. A sealed secret is one format byte, 8 bytes of key id, a
 * random nonce of 12 bytes, and the ciphertext with its tag. It opens only under the same context,
 * so that it cannot be moved to another row. Safe for several threads.
 */
public final class SecretBox {
  /** The length of a key in bytes. */
  public static final int KEY_BYTES = 32;

  private static final byte FORMAT = 1;
  private static final int ID_BYTES = 8;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD_BYTES = 1 + ID_BYTES + NONCE_BYTES;

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final String newest;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param keys the newest first: it seals, and all of them open
   * @throws IllegalArgumentException if there is no key, or one is not 32 bytes long
   */
  public SecretBox(List<byte[]> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a secret box has at least one key");
    }
    for (byte[] key : keys) {
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
      }
      this.keys.put(id(key), new SecretKeySpec(key, "AES"));
    }
    this.newest = id(keys.getFirst());
  }

  /** A public name of a key, by which nobody learns the key. */
  private static String id(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] whole = mac.doFinal("onshore key id".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, ID_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new SealingException("this Java has no HMAC-SHA-256", missing);
    }
  }

  /** The id of the key that seals; 16 hexadecimal digits, no secret. */
  public String keyId() {
    return newest;
  }

  /** The ids of the keys that open. */
  public Set<String> keyIds() {
    return Set.copyOf(keys.keySet());
  }

  /**
   * Seals a secret.
   *
   * @param context what it belongs to, such as the id of its row
   */
  public byte[] seal(String secret, String context) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, newest, nonce, context)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
          .put(FORMAT)
          .put(HexFormat.of().parseHex(newest))
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException failure) {
      throw new SealingException("a secret could not be sealed", ForeignCause.of(failure));
    }
  }

  /**
   * Opens a sealed secret.
   *
   * @param context the one that it was sealed under
   * @throws SealingException if the key is not at hand, or the secret was changed or moved
   */
  public String open(byte[] sealed, String context) {
    if (sealed.length < HEAD_BYTES + TAG_BITS / 8 || sealed[0] != FORMAT) {
      throw new SealingException("a sealed secret is damaged");
    }
    String keyId = keyId(sealed);
    if (!keys.containsKey(keyId)) {
      throw new SealingException(
          "a secret is sealed with key " + keyId + ", which is not in the key file");
    }
    try {
      byte[] nonce = Arrays.copyOfRange(sealed, 1 + ID_BYTES, HEAD_BYTES);
      byte[] opened =
          cipher(Cipher.DECRYPT_MODE, keyId, nonce, context)
              .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
      return new String(opened, StandardCharsets.UTF_8);
    } catch (AEADBadTagException changed) {
      throw new SealingException("a sealed secret was changed, or moved to another row", changed);
    } catch (GeneralSecurityException failure) {
      throw new SealingException("a sealed secret could not be opened", ForeignCause.of(failure));
    }
  }

  /** The id of the key that a sealed secret needs. */
  private static String keyId(byte[] sealed) {
    return HexFormat.of().formatHex(sealed, 1, 1 + ID_BYTES);
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce, String context)
      throws GeneralSecurityException {
    SecretKeySpec key = keys.get(keyId);
    if (key == null) {
      throw new SealingException("key " + keyId + " is not in the key file");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Tells the ids of the keys only. */
  @Override
  public String toString() {
    return "SecretBox" + keys.keySet();
  }
}
