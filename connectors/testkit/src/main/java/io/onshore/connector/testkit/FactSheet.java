package io.onshore.connector.testkit;

import io.onshore.connector.ConnectorCard;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Limits;
import io.onshore.connector.PartRule;
import io.onshore.connector.ProviderId;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Strength;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A connector's {@code connector.yaml}, read strictly: a field too many or too few is a mistake.
 *
 * @param oneRequestUpTo the largest object in bytes that goes without a session, 0 if none does
 * @param grantLife how long a person's grant lives unused; empty if the provider does not end it
 * @param evidence what the provider's API can report, and where it says it
 * @param rateLimits what the provider publishes, in words
 * @param live when it was last proven against the provider itself; empty if never
 * @param sources where the facts are from
 */
public record FactSheet(
    ProviderId provider,
    String title,
    String summary,
    Limits limits,
    long oneRequestUpTo,
    PartRule partRule,
    Optional<Duration> sessionLife,
    Optional<Duration> grantLife,
    Set<ConnectorCard.Power> powers,
    List<Evidence> evidence,
    List<ConnectorCard.Scope> scopes,
    List<String> rateLimits,
    Optional<LocalDate> live,
    List<String> sources) {

  /**
   * One kind of evidence.
   *
   * @param field where the provider says it
   * @param needs what it takes to be told
   */
  public record Evidence(Aspect aspect, Strength strength, String field, String needs) {}

  /** The aspects that evidence can be about. */
  public Set<Aspect> aspects() {
    return evidence.stream().map(Evidence::aspect).collect(Collectors.toUnmodifiableSet());
  }

  /** Reads a connector's sheet. */
  public static FactSheet of(ConnectorFactory factory) throws IOException {
    try (InputStream in = factory.factSheet()) {
      Fields sheet = new Fields(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
      Fields limits = sheet.fields("limits");
      Fields parts = sheet.fields("parts");
      FactSheet read =
          new FactSheet(
              new ProviderId(sheet.text("provider")),
              sheet.text("title"),
              sheet.text("summary"),
              new Limits(
                  limits.number("max-bytes"),
                  Math.toIntExact(limits.number("max-name-length")),
                  sheet.texts("digests").stream()
                      .map(DigestAlgorithm::ofId)
                      .collect(Collectors.toUnmodifiableSet())),
              limits.number("one-request-up-to"),
              partRule(parts),
              sheet.optional("session-life").map(Duration::parse),
              sheet.optional("grant-life").map(Duration::parse),
              sheet.texts("powers").stream()
                  .map(ConnectorCard.Power::valueOf)
                  .collect(Collectors.toUnmodifiableSet()),
              sheet.list("evidence").stream().map(FactSheet::evidence).toList(),
              sheet.list("scopes").stream().map(FactSheet::scope).toList(),
              sheet.texts("rate-limits"),
              Optional.of(sheet.text("proven-live"))
                  .filter(text -> !text.equals("never"))
                  .map(LocalDate::parse),
              sheet.texts("sources"));
      limits.requireAllRead();
      parts.requireAllRead();
      sheet.requireAllRead();
      return read;
    }
  }

  private static PartRule partRule(Fields parts) {
    int parallel = Math.toIntExact(parts.number("parallel"));
    return parts.has("bytes")
        ? new PartRule.Fixed(parts.number("bytes"), parallel)
        : new PartRule.MultipleOf(
            parts.number("unit"), parts.number("preferred"), parts.number("max"), parallel);
  }

  private static Evidence evidence(Fields fields) {
    Evidence evidence =
        new Evidence(
            Aspect.valueOf(fields.text("aspect")),
            Strength.valueOf(fields.text("strength")),
            fields.text("field"),
            fields.text("needs"));
    fields.requireAllRead();
    return evidence;
  }

  private static ConnectorCard.Scope scope(Fields fields) {
    ConnectorCard.Scope scope =
        new ConnectorCard.Scope(
            fields.text("name"),
            ConnectorCard.ActsAs.valueOf(fields.text("acts-as").toUpperCase(Locale.ROOT)),
            Boolean.parseBoolean(fields.text("required")),
            fields.text("reason"));
    fields.requireAllRead();
    return scope;
  }

  /** A YAML mapping that knows what was read of it. */
  private static final class Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    Fields(@Nullable Object mapping) {
      if (!(mapping instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException("a fact sheet is a mapping");
      }
      map.forEach((name, value) -> values.put(String.valueOf(name), Objects.requireNonNull(value)));
    }

    boolean has(String name) {
      return values.containsKey(name);
    }

    private Object value(String name) {
      read.add(name);
      return Optional.ofNullable(values.get(name))
          .orElseThrow(() -> new IllegalArgumentException("`" + name + "` is missing"));
    }

    String text(String name) {
      return String.valueOf(value(name));
    }

    Optional<String> optional(String name) {
      read.add(name);
      return Optional.ofNullable(values.get(name)).map(String::valueOf);
    }

    long number(String name) {
      return ((Number) value(name)).longValue();
    }

    Fields fields(String name) {
      return new Fields(value(name));
    }

    List<Fields> list(String name) {
      return ((List<?>) value(name)).stream().map(each -> new Fields(each)).toList();
    }

    List<String> texts(String name) {
      return ((List<?>) value(name)).stream().map(String::valueOf).toList();
    }

    void requireAllRead() {
      Set<String> unknown = new HashSet<>(values.keySet());
      unknown.removeAll(read);
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException("nobody knows " + unknown);
      }
    }
  }
}
