package io.onshore.connector.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("1994-11-06T08:49:00Z"), ZoneOffset.ofHours(9));

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1",
    "' 120 ',120",
    "+7,7",
    "-3,0",
    "86400,86400",
    "86401,86400",
    "00000000000000000000000000000005,5",
    "99999999999999999999999999,86400",
    "'Sun, 06 Nov 1994 08:49:37 GMT',37",
    "'Sunday, 06-Nov-94 08:49:37 GMT',37",
    "'Sun Nov  6 08:49:37 1994',37",
    "'Wed Nov 16 08:49:37 1994',86400",
    "'Sun, 06 Nov 1994 08:48:00 GMT',0",
    "'Thursday, 06-Nov-97 08:49:37 GMT',86400"
  })
  void readsSecondsAndAllThreeDateForms(String value, long seconds) {
    assertThat(RetryAfter.parse(value, CLOCK)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "1.5", "12 s", "Sun, 31 Foo 1994 08:49:37 GMT", "0x10", "--1"})
  void nonsenseIsAbsent(String value) {
    assertThat(RetryAfter.parse(value, CLOCK)).isEmpty();
  }

  @Test
  void theLargerOfDelayAndRateLimitResetCounts() {
    Headers both = Headers.NONE.with("retry-after", "10").with("RATELIMIT-RESET", "30");

    assertThat(RetryAfter.of(both, CLOCK)).contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.of(both.with("x", "y"), CLOCK)).contains(Duration.ofSeconds(30));
    assertThat(
            RetryAfter.of(
                Headers.NONE.with("Retry-After", "40").with("RateLimit-Reset", "30"), CLOCK))
        .contains(Duration.ofSeconds(40));
    assertThat(RetryAfter.of(Headers.NONE.with("RateLimit-Reset", "never"), CLOCK)).isEmpty();
    assertThat(RetryAfter.of(Headers.NONE, CLOCK)).isEmpty();
  }
}
