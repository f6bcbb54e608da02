package io.onshore.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The form in which events are hashed. */
class AuditChainTest {
  private static final PracticeId PRACTICE = new PracticeId("harbour");
  private static final String SALT = salt();

  private static String salt() {
    byte[] bytes = new byte[32];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) i);
    return HexFormat.of().formatHex(bytes);
  }

  private static AuditEvent event() {
    return new AuditEvent(
            Instant.parse("2026-11-27T07:28:06.120000999Z"),
            PRACTICE,
            AuditType.FILE_ACCEPTED,
            "auth0|nurse-17",
            "trf_01m81hj2hnvp95xgctnkbgvfs1",
            Map.of("size", "9", "kind", "AGE “v1”"))
        .at(new DestinationId("box-sydney"));
  }

  private static ChainedEvent first() {
    return AuditChain.link(event(), ChainEnd.genesis(PRACTICE), SALT);
  }

  /** Computed by a program of a few lines in another language, from the description alone. */
  @Test
  void isThatOfThePublishedExample() {
    assertThat(AuditChain.genesis(PRACTICE))
        .isEqualTo("ae804219b6e421ab0631efb02a778842bcedb1fa057df49835170fc899621b52");
    assertThat(first().hash())
        .isEqualTo("975b59bdcc8be69ac098bdfb6ba2f8ca2d66fae08c631c40534f0b0308115a60");
    assertThat(first().number()).isEqualTo(1);
  }

  @Test
  void holdsWhateverIsLeftOut() {
    for (Withholding one : Withholding.values()) {
      ChainedEvent less = first().withhold(EnumSet.of(one));
      assertThat(less).isNotEqualTo(first());
      assertThat(AuditChain.hash(less)).isEqualTo(first().hash());
      assertThat(less.shown("target").isPresent()).isEqualTo(one != Withholding.TARGET);
    }
    ChainedEvent none = first().withhold(EnumSet.allOf(Withholding.class));
    assertThat(none.toString())
        .doesNotContain("nurse", "trf_", "box-sydney", "AGE")
        .as("with the event's salt, left-out values could be tried out")
        .doesNotContain(SALT);
    assertThat(AuditChain.hash(none)).isEqualTo(first().hash());
  }

  @Test
  void givesEqualValuesOfTwoEventsDifferentDigests() {
    ChainedEvent again =
        AuditChain.link(event(), ChainEnd.genesis(PRACTICE), AuditChain.freshSalt());
    for (int i = 0; i < again.parts().size(); i++) {
      assertThat(again.parts().get(i).digest()).isNotEqualTo(first().parts().get(i).digest());
    }
  }

  @Test
  void refusesADetailWhoseNameWouldBreakTheLine() {
    for (String name : new String[] {"", "a b", "a\nb", "x".repeat(65)}) {
      assertThatThrownBy(
              () ->
                  AuditEvent.byGateway(
                      PRACTICE, Instant.EPOCH, AuditType.FILE_STORED, "x", Map.of(name, "1")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
