package io.onshore.gateway.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes sealed files of the formats whose tools are not at hand, from their published formats. */
final class Writers {
  private Writers() {}

  /** Any work with a cipher that is known to be there. */
  private interface Work<T> {
    T run() throws GeneralSecurityException;
  }

  private static <T> T sure(Work<T> work) {
    try {
      return work.run();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static byte[] text(int length) {
    byte[] line =
        "The patient reports a rash on the left arm since Tuesday. "
            .getBytes(StandardCharsets.US_ASCII);
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = line[i % line.length];
    }
    return text;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Bytes as a good cipher gives them, the same for the same seed. */
  static byte[] ciphertext(int length, long seed) {
    return sure(
        () -> {
          byte[] key =
              Arrays.copyOf(
                  MessageDigest.getInstance("SHA-256")
                      .digest(ByteBuffer.allocate(8).putLong(seed).array()),
                  16);
          Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
          cipher.init(
              Cipher.ENCRYPT_MODE,
              new SecretKeySpec(key, "AES"),
              new IvParameterSpec(new byte[16]));
          return cipher.doFinal(new byte[length]);
        });
  }

  private static byte[] gcm(byte[] key, byte[] nonce, byte[] plain) {
    return sure(
        () -> {
          Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
          cipher.init(
              Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
          return cipher.doFinal(plain);
        });
  }

  /** RNCryptor with a password: PBKDF2-SHA1 with 10,000 rounds, AES-256-CBC, HMAC-SHA256. */
  static byte[] rncryptor(
      int version, String password, byte[] salt, byte[] hmacSalt, byte[] iv, byte[] plain) {
    return sure(
        () -> {
          byte[] key = pbkdf2(password, salt);
          Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
          cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
          byte[] ciphertext = cipher.doFinal(plain);
          byte[] message = join(new byte[] {(byte) version, 1}, salt, hmacSalt, iv, ciphertext);
          Mac mac = Mac.getInstance("HmacSHA256");
          mac.init(new SecretKeySpec(pbkdf2(password, hmacSalt), "HmacSHA256"));
          return join(message, mac.doFinal(version == 2 ? ciphertext : message));
        });
  }

  static byte[] rncryptor(int version, byte[] plain, long seed) {
    byte[] random = ciphertext(32, seed);
    return rncryptor(
        version,
        "correct horse",
        Arrays.copyOfRange(random, 0, 8),
        Arrays.copyOfRange(random, 8, 16),
        Arrays.copyOfRange(random, 16, 32),
        plain);
  }

  /** The same with keys instead of a password: no salts. */
  static byte[] rncryptorWithKey(int version, byte[] plain, long seed) {
    byte[] file = rncryptor(version, plain, seed);
    return join(new byte[] {(byte) version, 0}, Arrays.copyOfRange(file, 18, file.length));
  }

  private static byte[] pbkdf2(String password, byte[] salt) throws GeneralSecurityException {
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
        .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 10_000, 256))
        .getEncoded();
  }

  /**
   * rclone crypt. The blocks are sealed with another AEAD of the same lengths, since the inspection
   * cannot tell XSalsa20-Poly1305 from it.
   */
  static byte[] rclone(byte[] plain, long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("RCLONE\0\0".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(ciphertext(24, seed));
    chunks(out, plain, 64 * 1024, 0, seed);
    return out.toByteArray();
  }

  /** A Cryptomator vault file of format 8: GCM. */
  static byte[] cryptomatorGcm(byte[] plain, long seed) {
    byte[] header = join(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}, ciphertext(32, seed + 1));
    byte[] nonce = ciphertext(12, seed + 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(nonce);
    out.writeBytes(gcm(ciphertext(32, seed + 3), nonce, header));
    chunks(out, plain, 32 * 1024, 12, seed);
    return out.toByteArray();
  }

  /** A Cryptomator vault file of format 7: CTR and HMAC; only its lengths and randomness matter. */
  static byte[] cryptomatorCtr(byte[] plain, long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ciphertext(16 + 40 + 32, seed));
    for (int at = 0; at < plain.length; at += 32 * 1024) {
      int length = Math.min(32 * 1024, plain.length - at);
      out.writeBytes(ciphertext(16 + length + 32, seed + at + 1));
    }
    return out.toByteArray();
  }

  private static void chunks(
      ByteArrayOutputStream out, byte[] plain, int size, int nonceWritten, long seed) {
    for (int at = 0; at < plain.length; at += size) {
      byte[] nonce = ciphertext(12, seed * 31 + at);
      out.writeBytes(Arrays.copyOf(nonce, nonceWritten));
      byte[] chunk = Arrays.copyOfRange(plain, at, Math.min(plain.length, at + size));
      out.writeBytes(gcm(ciphertext(32, seed), nonce, chunk));
    }
  }

  static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String base64Url(String text) {
    return base64Url(text.getBytes(StandardCharsets.UTF_8));
  }

  /** JWE in compact form; its ciphertext is as long as the algorithm makes it. */
  static String jweCompact(String alg, String enc, int plainLength, long seed) {
    return base64Url("{\"alg\":\"" + alg + "\",\"enc\":\"" + enc + "\"}")
        + "."
        + base64Url(ciphertext(keyLength(alg, enc), seed))
        + "."
        + base64Url(ciphertext(ivLength(enc), seed + 1))
        + "."
        + base64Url(ciphertext(ciphertextLength(enc, plainLength), seed + 2))
        + "."
        + base64Url(ciphertext(tagLength(enc), seed + 3));
  }

  static String jweFlattened(String alg, String enc, int plainLength, long seed) {
    String[] parts = jweCompact(alg, enc, plainLength, seed).split("\\.", -1);
    String key = parts[1].isEmpty() ? "" : ",\"encrypted_key\":\"" + parts[1] + "\"";
    return "{\"protected\":\""
        + parts[0]
        + "\""
        + key
        + ",\"iv\":\""
        + parts[2]
        + "\",\"ciphertext\":\""
        + parts[3]
        + "\",\"tag\":\""
        + parts[4]
        + "\"}";
  }

  static String jweGeneral(String enc, int plainLength, long seed) {
    String[] parts = jweCompact("A256KW", enc, plainLength, seed).split("\\.", -1);
    String recipient =
        "{ \"header\": {\"alg\": \"A256KW\", \"kid\": \"1\"}, \"encrypted_key\": \"%s\" }";
    return "{\n  \"protected\": \""
        + base64Url("{\"enc\":\"" + enc + "\"}")
        + "\",\n  \"recipients\": ["
        + recipient.formatted(parts[1])
        + ", "
        + recipient.formatted(base64Url(ciphertext(keyLength("A256KW", enc), seed + 4)))
        + "],\n  \"iv\": \""
        + parts[2]
        + "\",\n  \"ciphertext\": \""
        + parts[3]
        + "\",\n  \"tag\": \""
        + parts[4]
        + "\"\n}\n";
  }

  /** Compact, sealed with a key both sides know, with more parameters in its header. */
  static String jweCompactWith(String parameters, long seed) {
    String[] parts = jweCompact("dir", "A256GCM", 300, seed).split("\\.", -1);
    parts[0] = base64Url("{\"alg\":\"dir\",\"enc\":\"A256GCM\"," + parameters + "}");
    return String.join(".", parts);
  }

  /** Flattened, with more parameters in each of its three headers, each empty or an object. */
  static String jweFlattenedWith(String sealed, String open, String own, long seed) {
    String[] parts = jweCompact("dir", "A256GCM", 300, seed).split("\\.", -1);
    String more = sealed.isEmpty() ? "" : "," + sealed;
    return "{\"protected\":\""
        + base64Url("{\"alg\":\"dir\",\"enc\":\"A256GCM\"" + more + "}")
        + "\",\"unprotected\":{"
        + open
        + "},\"header\":{"
        + own
        + "},\"iv\":\""
        + parts[2]
        + "\",\"ciphertext\":\""
        + parts[3]
        + "\",\"tag\":\""
        + parts[4]
        + "\"}";
  }

  /**
   * General, with parameters for all recipients and for each, who stand before or behind the
   * ciphertext.
   */
  static String jweGeneralWith(
      String shared, List<String> own, boolean recipientsFirst, int plainLength, long seed) {
    String[] parts = jweCompact("A256KW", "A256GCM", plainLength, seed).split("\\.", -1);
    String recipients =
        IntStream.range(0, own.size())
            .mapToObj(
                i ->
                    "{\"header\":{\"alg\":\"A256KW\""
                        + (own.get(i).isEmpty() ? "" : "," + own.get(i))
                        + "},\"encrypted_key\":\""
                        + base64Url(ciphertext(40, 1000 * seed + i))
                        + "\"}")
            .collect(Collectors.joining(",", "\"recipients\":[", "]"));
    String ciphertext = "\"ciphertext\":\"" + parts[3] + "\"";
    return "{\"protected\":\""
        + base64Url("{\"enc\":\"A256GCM\"}")
        + "\",\"unprotected\":{"
        + shared
        + "},\"iv\":\""
        + parts[2]
        + "\",\"tag\":\""
        + parts[4]
        + "\","
        + (recipientsFirst ? recipients + "," + ciphertext : ciphertext + "," + recipients)
        + "}";
  }

  private static int keyLength(String alg, String enc) {
    if (alg.equals("dir") || alg.equals("ECDH-ES")) {
      return 0;
    }
    if (alg.startsWith("RSA")) {
      return 256;
    }
    int key =
        switch (enc) {
          case "A128GCM" -> 16;
          case "A192GCM" -> 24;
          case "A256GCM", "A128CBC-HS256" -> 32;
          case "A192CBC-HS384" -> 48;
          case "A256CBC-HS512" -> 64;
          default -> throw new IllegalArgumentException(enc);
        };
    return alg.endsWith("GCMKW") ? key : key + 8;
  }

  private static int ivLength(String enc) {
    return enc.contains("GCM") ? 12 : 16;
  }

  private static int ciphertextLength(String enc, int plainLength) {
    return enc.contains("GCM") ? plainLength : (plainLength / 16 + 1) * 16;
  }

  private static int tagLength(String enc) {
    return switch (enc) {
      case "A192CBC-HS384" -> 24;
      case "A256CBC-HS512" -> 32;
      default -> 16;
    };
  }

  /** An age file for one X25519 recipient with any payload. */
  static byte[] age(byte[] payload, long seed) {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    String header =
        "age-encryption.org/v1\n-> X25519 "
            + encoder.encodeToString(ciphertext(32, seed))
            + "\n"
            + encoder.encodeToString(ciphertext(32, seed + 1))
            + "\n--- "
            + encoder.encodeToString(ciphertext(32, seed + 2))
            + "\n";
    return join(header.getBytes(StandardCharsets.US_ASCII), payload);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
