package io.onshore.connector.toolkit.residency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermittedTest {
  private static String refused(Kind kind) throws ConnectorException {
    throw new ConnectorException(Failure.permanent(kind), "refused");
  }

  @Test
  void anAnswerIsGivenBack() throws Exception {
    assertThat(Permitted.USUAL.ask(() -> "AUS")).contains("AUS");
  }

  @ParameterizedTest
  @EnumSource(names = {"FORBIDDEN", "DESTINATION_MISSING", "OBJECT_MISSING"})
  void whoMayNotAskIsToldNothing(Kind kind) throws Exception {
    assertThat(Permitted.USUAL.ask(() -> refused(kind))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FORBIDDEN", "DESTINATION_MISSING", "OBJECT_MISSING"})
  void everythingElseStaysAFailure(Kind kind) {
    assertThatThrownBy(() -> Permitted.USUAL.ask(() -> refused(kind)))
        .isInstanceOf(ConnectorException.class);
  }

  @Test
  void aMissingListOfPlacesIsSaidAtOnce() {
    assertThatThrownBy(() -> PlacesFile.read(PermittedTest.class, "nowhere.properties"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nowhere.properties");
  }
}
