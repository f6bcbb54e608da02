package io.onshore.gateway.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        .hasMessageContaining("not in the key file");
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
