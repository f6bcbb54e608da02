package io.onshore.gateway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.ProviderId;
import io.onshore.gateway.guide.Condition;
import io.onshore.gateway.guide.Guide;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideFilesTest {
  private static final String GOOD =
      """
      id: one
      provider: box
      countries: [AU]
      title: Title
      caution: Caution.
      steps:
        - id: place
          who: PROVIDER_ADMIN
          title: Place
          why: Why.
          how: How.
          source: https://box.example/page
          done: {is: rests, about: CONTENT, least: TENANT_MEASURED}
          unless: {is: told, field: folder.place, labels: [Here]}
          otherwise: Otherwise.
      """;

  private static Map<ProviderId, String> sheets() throws IOException {
    Map<ProviderId, String> sheets = new HashMap<>();
    for (ConnectorFactory factory : ServiceLoader.load(ConnectorFactory.class)) {
      try (InputStream in = factory.factSheet()) {
        sheets.put(factory.provider(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return sheets;
  }

  @Test
  void theShippedGuidesAreForInstalledConnectorsAndLookAtWhatTheseTell() throws IOException {
    Map<ProviderId, String> sheets = sheets();
    assertThat(GuideFiles.shipped().all())
        .extracting(Guide::provider)
        .containsAll(sheets.keySet())
        .isSubsetOf(sheets.keySet());
    for (Guide guide : GuideFiles.shipped().all()) {
      String sheet = sheets.get(guide.provider());
      for (Guide.Step step : guide.steps()) {
        Stream.concat(Stream.of(step.done()), step.unless().stream())
            .filter(Condition.Told.class::isInstance)
            .map(Condition.Told.class::cast)
            .forEach(
                told ->
                    assertThat(sheet)
                        .as("%s, step %s", guide.id(), step.id())
                        .contains("field: " + told.field() + ","));
      }
      assertThat(GuideFiles.shipped().pick(guide.provider(), "NZ")).isPresent();
    }
  }

  @Test
  void aGuideIsReadIntoItsWords() {
    Guide guide = GuideFiles.read("one", GOOD);
    Guide.Step step = guide.steps().getFirst();
    assertThat(guide.countries()).containsExactly("AU");
    assertThat(step.done()).isInstanceOf(Condition.Rests.class);
    assertThat(step.unless()).get().isInstanceOf(Condition.Told.class);
    assertThat(step.page()).isEmpty();
    assertThat(step.source()).isPresent();
  }

  @Test
  void whatIsUnknownMissingOrTwiceIsRefused() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "is: rests", "is: lies",
                "least: TENANT_MEASURED", "least: MEASURED",
                "    why: Why.\n", "",
                "why: Why.", "why: \"\"",
                "why: Why", "because: Why",
                "PROVIDER_ADMIN", "SOMEBODY",
                "labels: [Here]", "label: Here",
                "id: one", "id: other",
                "title: Title", "title: Title\ntitle: Title")
            .entrySet()) {
      String text = GOOD.replace(wrong.getKey(), wrong.getValue());
      assertThat(text).isNotEqualTo(GOOD);
      assertThatThrownBy(() -> GuideFiles.read("one", text))
          .as(wrong.getValue())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("`one`");
    }
  }
}
