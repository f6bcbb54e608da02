package io.onshore.gateway.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretBoxTest {
  private static final String SECRET = "an address that needs no login";

  private static byte[] key(int fill) {
    byte[] key = new byte[SecretBox.KEY_BYTES];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  private final SecretBox box = new SecretBox(List.of(key(1)));

  @Test
  void opensWhatItSealed() {
    assertThat(box.open(box.seal(SECRET, "trf_1"), "trf_1")).isEqualTo(SECRET);
    assertThat(box.open(box.seal("", "trf_1"), "trf_1")).isEmpty();
    assertThat(box.open(box.seal("“Grüße”", ""), "")).isEqualTo("“Grüße”");
  }

  /** Written by the gateway before it used Tink; rows of that time are still about. */
  @Test
  void opensWhatWasSealedByTheJdksOwnCipher() {
    byte[] sealed =
        HexFormat.of()
            .parseHex(
                "01014e5b3cc5a29c827448a70fdc44103e65e729d5738a8dac5f0c29962ee4cacccb338d78581a919"
                    + "d575b70bd9bdddd12765a4b16e20e3d87720fe9984a0ce77a3350");
    assertThat(box.open(sealed, "trf_1")).isEqualTo(SECRET);
    assertThat(box.seal(SECRET, "trf_1")).hasSameSizeAs(sealed).startsWith(1, 1, 0x4e, 0x5b);
  }

  @Test
  void sealsTheSameSecretDifferentlyEachTime() {
    assertThat(box.seal(SECRET, "trf_1")).isNotEqualTo(box.seal(SECRET, "trf_1"));
    assertThat(new String(box.seal(SECRET, "trf_1"), StandardCharsets.ISO_8859_1))
        .doesNotContain(SECRET);
  }

  @Test
  void refusesAnotherContext() {
    byte[] sealed = box.seal(SECRET, "trf_1");
    assertThatThrownBy(() -> box.open(sealed, "trf_2")).isInstanceOf(SealingException.class);
  }

  @Test
  void refusesEveryChangedByte() {
    byte[] sealed = box.seal(SECRET, "trf_1");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> box.open(changed, "trf_1"))
          .as("byte %d", i)
          .isInstanceOf(SealingException.class)
          .hasMessageNotContaining(SECRET);
    }
  }

  @Test
  void refusesWhatIsTooShortToBeSealed() {
    byte[] sealed = box.seal("", "trf_1");
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> box.open(cut, "trf_1")).isInstanceOf(SealingException.class);
    }
  }

  @Test
  void namesTheKeyThatIsMissing() {
    byte[] sealed = box.seal(SECRET, "trf_1");
    SecretBox other = new SecretBox(List.of(key(2)));
    assertThatThrownBy(() -> other.open(sealed, "trf_1"))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining(box.keyId())
        .hasMessageContaining("not at hand");
  }

  @Test
  void opensWithAnOlderKeyAndSealsWithTheNewest() {
    byte[] old = box.seal(SECRET, "trf_1");
    SecretBox rotated = new SecretBox(List.of(key(2), key(1)));
    assertThat(rotated.open(old, "trf_1")).isEqualTo(SECRET);
    assertThat(rotated.keyIds()).contains(box.keyId(), rotated.keyId()).hasSize(2);
    byte[] fresh = rotated.seal(SECRET, "trf_1");
    assertThatThrownBy(() -> box.open(fresh, "trf_1")).isInstanceOf(SealingException.class);
    assertThat(new SecretBox(List.of(key(2))).open(fresh, "trf_1")).isEqualTo(SECRET);
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    assertThatThrownBy(() -> new SecretBox(List.of(new byte[16])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SecretBox(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsNoKey() {
    assertThat(box.toString()).isEqualTo("SecretBox[" + box.keyId() + "]");
  }
}
