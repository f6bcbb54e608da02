package io.onshore.gateway.store.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals short secrets with AES-256-GCM, as Tink does it. A sealed secret is one format byte, 8
 * bytes of key id, and what Tink makes of a key without a prefix: a random nonce of 12 bytes, and
 * the ciphertext with its tag. It opens only under the same context, so that it cannot be moved to
 * another row. Safe for several threads.
 */
public final class SecretBox {
  /** The length of a key in bytes. */
  public static final int KEY_BYTES = 32;

  private static final byte FORMAT = 1;
  private static final int ID_BYTES = 8;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int HEAD_BYTES = 1 + ID_BYTES;

  private final Map<String, Aead> keys = new LinkedHashMap<>();
  private final String newest;

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
      this.keys.put(id(key), aead(key));
    }
    this.newest = id(keys.getFirst());
  }

  /** Tink's way to seal with this key. */
  @AccessesPartialKey
  private static Aead aead(byte[] key) {
    try {
      AeadConfig.register();
      AesGcmParameters parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(KEY_BYTES)
              .setIvSizeBytes(NONCE_BYTES)
              .setTagSizeBytes(TAG_BYTES)
              .setVariant(AesGcmParameters.Variant.NO_PREFIX)
              .build();
      AesGcmKey aes =
          AesGcmKey.builder()
              .setParameters(parameters)
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build();
      return KeysetHandle.newBuilder()
          .addEntry(KeysetHandle.importKey(aes).withFixedId(1).makePrimary())
          .build()
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException missing) {
      throw new SealingException("this Java cannot seal with AES-256-GCM", missing);
    }
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
    try {
      byte[] sealed = key(newest).encrypt(bytes(secret), bytes(context));
      return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
          .put(FORMAT)
          .put(HexFormat.of().parseHex(newest))
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
    if (sealed.length < HEAD_BYTES + NONCE_BYTES + TAG_BYTES || sealed[0] != FORMAT) {
      throw new SealingException("a sealed secret is damaged");
    }
    Aead key = key(keyId(sealed));
    try {
      byte[] opened =
          key.decrypt(Arrays.copyOfRange(sealed, HEAD_BYTES, sealed.length), bytes(context));
      return new String(opened, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException changed) {
      throw new SealingException(
          "a sealed secret was changed, or moved to another row", ForeignCause.of(changed));
    }
  }

  /** Whether the key is at hand that opens this. */
  public boolean hasKeyOf(byte[] sealed) {
    return sealed.length > HEAD_BYTES && keys.containsKey(keyId(sealed));
  }

  /** The id of the key that a sealed secret needs. */
  private static String keyId(byte[] sealed) {
    return HexFormat.of().formatHex(sealed, 1, 1 + ID_BYTES);
  }

  private Aead key(String keyId) {
    Aead key = keys.get(keyId);
    if (key == null) {
      throw new SealingException("a secret is sealed with key " + keyId + ", which is not at hand");
    }
    return key;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Tells the ids of the keys only. */
  @Override
  public String toString() {
    return "SecretBox" + keys.keySet();
  }
}
