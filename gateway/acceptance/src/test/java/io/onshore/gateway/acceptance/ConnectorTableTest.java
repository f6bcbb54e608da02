package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.PartRule;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.testkit.FactSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * README's table of destinations is made from the connectors' fact sheets. With the system property
 * {@code onshore.readme.write} set to true it is written, not compared.
 */
class ConnectorTableTest {
  private static final Path README = Path.of("..", "..", "README.md");
  private static final String BEGIN = "<!-- made from the connectors' fact sheets -->\n";
  private static final String END = "<!-- until here -->\n";

  @Test
  void theReadmeShowsWhatTheFactSheetsSay() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    assertThat(end).as("the table's place in the README").isGreaterThanOrEqualTo(begin);
    String table = table();
    if (Boolean.getBoolean("onshore.readme.write")) {
      Files.writeString(README, readme.substring(0, begin) + table + readme.substring(end));
      return;
    }
    assertThat(readme.substring(begin, end)).isEqualTo(table);
  }

  private static String table() throws IOException {
    List<FactSheet> sheets = new ArrayList<>();
    for (ConnectorFactory factory : ServiceLoader.load(ConnectorFactory.class)) {
      sheets.add(FactSheet.of(factory));
    }
    sheets.sort(Comparator.comparing(sheet -> sheet.provider().value()));
    return """
        | destination | largest file | parts | an unfinished upload lasts | proven by | what its API tells about where files rest | proven live |
        | --- | --- | --- | --- | --- | --- | --- |
        """
        + sheets.stream().map(ConnectorTableTest::row).collect(Collectors.joining());
  }

  private static String row(FactSheet sheet) {
    return "| ["
        + sheet.title()
        + "](connectors/"
        + sheet.provider().value().replace("-", "")
        + ") | "
        + String.join(
            " | ",
            List.of(
                decimal(sheet.limits().maxBytes()),
                parts(sheet),
                sheet.sessionLife().map(ConnectorTableTest::life).orElse("for ever"),
                sheet.limits().digests().stream()
                    .map(DigestAlgorithm::id)
                    .sorted()
                    .collect(Collectors.joining(", ")),
                places(sheet),
                live(sheet)))
        + " |\n";
  }

  private static String parts(FactSheet sheet) {
    String several =
        sheet.partRule().parallel() == 1 ? "in order" : sheet.partRule().parallel() + " at once";
    return switch (sheet.partRule()) {
      case PartRule.Fixed fixed -> "the provider's size, " + several;
      case PartRule.MultipleOf multiple -> binary(multiple.preferred()) + ", " + several;
    };
  }

  private static String places(FactSheet sheet) {
    return sheet.evidence().stream()
        .filter(each -> each.aspect() == Aspect.CONTENT)
        .filter(each -> each.strength() != Strength.INDIRECT)
        .map(each -> "`" + each.field() + "`, with " + each.needs())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("; "), text -> text.isEmpty() ? "nothing" : text));
  }

  private static String live(FactSheet sheet) {
    return sheet.live().map(LocalDate::toString).orElse("not yet");
  }

  private static String life(Duration life) {
    return life.toDays() > 1 ? life.toDays() + " days" : life.toHours() + " hours";
  }

  private static String decimal(long bytes) {
    return bytes % 1_000_000_000_000L == 0
        ? bytes / 1_000_000_000_000L + " TB"
        : bytes < 1_000_000_000_000L
            ? bytes / 1_000_000_000L + " GB"
            : String.format(java.util.Locale.ROOT, "%.1f TB", bytes / 1e12);
  }

  private static String binary(long bytes) {
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
  }
}
