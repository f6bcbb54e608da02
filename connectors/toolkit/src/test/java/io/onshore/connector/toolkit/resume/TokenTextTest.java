package io.onshore.connector.toolkit.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ProviderId;
import io.onshore.connector.ResumeToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TokenTextTest {
  private static final ProviderId BOX = new ProviderId("box");
  private static final TokenText TEXT = new TokenText(BOX, "box-1");
  private static final List<String> FIELDS = List.of("session", "", "Zürich?&=", "17");

  @Test
  void givesBackTheFieldsAsTheyWere() throws Exception {
    ResumeToken token = TEXT.write(FIELDS);
    assertThat(token.provider()).isEqualTo(BOX);
    assertThat(fields(token)).isEqualTo(FIELDS);
    assertThat(fields(TEXT.write(List.of()))).isEmpty();
  }

  @Test
  void seesDamageInEveryCharacter() {
    String whole = TEXT.write(FIELDS).reveal();
    for (int i = 0; i < whole.length(); i++) {
      String damaged =
          whole.substring(0, i) + (whole.charAt(i) == 'A' ? 'B' : 'A') + whole.substring(i + 1);
      assertThat(refusal(TEXT, new ResumeToken(BOX, damaged))).isEqualTo(Kind.MISCONFIGURED);
      assertThat(refusal(TEXT, new ResumeToken(BOX, whole.substring(0, i) + ".")))
          .isEqualTo(Kind.MISCONFIGURED);
    }
  }

  @Test
  void refusesATokenOfAnotherProviderOrOfAnotherMeaning() {
    ResumeToken token = TEXT.write(FIELDS);
    assertThat(refusal(new TokenText(new ProviderId("dropbox"), "box-1"), token))
        .isEqualTo(Kind.MISCONFIGURED);
    assertThat(refusal(new TokenText(BOX, "box-2"), token)).isEqualTo(Kind.MISCONFIGURED);
  }

  @Test
  void fieldsThatCannotBeRightAreDamage() {
    List<Function<List<String>, Optional<Object>>> meanings =
        List.of(
            fields -> Optional.empty(),
            fields -> Optional.of(Long.parseLong(fields.get(0))),
            fields -> Optional.of(Instant.parse(fields.get(0))),
            fields -> Optional.of(fields.get(4)));
    for (Function<List<String>, Optional<Object>> meaning : meanings) {
      ConnectorException refused =
          catchThrowableOfType(
              ConnectorException.class, () -> TEXT.read(TEXT.write(FIELDS), meaning));
      assertThat(refused.failure().kind()).isEqualTo(Kind.MISCONFIGURED);
      assertThat(refused.getMessage()).doesNotContain("session");
    }
  }

  @Test
  void fieldWithALineBreakIsOurOwnMistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> TEXT.write(List.of("a\nb")));
  }

  private static List<String> fields(ResumeToken token) throws ConnectorException {
    return TEXT.read(token, Optional::of);
  }

  private static Kind refusal(TokenText text, ResumeToken token) {
    ConnectorException refused =
        catchThrowableOfType(ConnectorException.class, () -> text.read(token, Optional::of));
    assertThat(refused).as("the token is refused").isNotNull();
    return refused.failure().kind();
  }
}
