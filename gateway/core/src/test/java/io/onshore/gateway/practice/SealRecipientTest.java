package io.onshore.gateway.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealRecipientTest {
  private static final String PUBLIC =
      "age1vp8hwq4aaajfjeda484muchm0mjlrfmvmnyxdymy447zy0kuef0skkwzn0";

  /** The example of the age specification's own test vectors is public as well. */
  private static final String SECRET =
      "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

  @Test
  void takesAPublicKey() {
    assertThat(new SealRecipient(PUBLIC)).hasToString(PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "age1",
        "age1vp8hwq4aaajfjeda484muchm0mjlrfmvmnyxdymy447zy0kuef0skkwzn1",
        "age1vp8hwq4aaajfjeda484muchm0mjlrfmvmnyxdymy447zy0kuef0skkwz0n",
        "agf1vp8hwq4aaajfjeda484muchm0mjlrfmvmnyxdymy447zy0kuef0skkwzn0",
        "AGE1VP8HWQ4AAAJFJEDA484MUCHM0MJLRFMVMNYXDYMY447ZY0KUEF0SKKWZN0",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN"
      })
  void takesNothingElse(String value) {
    assertThatThrownBy(() -> new SealRecipient(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a public age key is `age1`");
  }

  @Test
  void refusesASecretKeyHoweverItIsWrittenAndNeverRepeatsIt() {
    for (String secret : new String[] {SECRET, SECRET.toLowerCase(Locale.ROOT), "  " + SECRET}) {
      assertThatThrownBy(() -> new SealRecipient(secret))
          .hasMessageContaining("a secret key stands there")
          .hasMessageNotContaining(secret.strip().substring(15));
    }
  }
}
