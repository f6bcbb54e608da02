package io.onshore.gateway.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.onshore.connector.Destination;
import io.onshore.connector.ProviderId;
import io.onshore.connector.Settings;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.envelope.SealProfile;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Sector;
import io.onshore.policy.Situation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the set-up file: YAML with practices, their members, connections and destinations. Secrets
 * stand in it by reference only, to an environment variable or a file. A file with a mistake is
 * refused whole, with every problem named.
 */
public final class SetUpFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Function<String, Optional<String>> environment;
  private final Map<String, Map<String, String>> providerDefaults;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param environment gives environment variables
   * @param providerDefaults settings that every connection to a provider has, by provider
   */
  public SetUpFile(
      Function<String, Optional<String>> environment,
      Map<String, Map<String, String>> providerDefaults) {
    this.environment = environment;
    this.providerDefaults = providerDefaults;
  }

  /**
   * Reads a file.
   *
   * @param name a path, or {@code classpath:} and a resource
   * @throws SetUpRefused with every problem
   */
  public SetUp read(String name) {
    FileYaml file;
    try (InputStream in = open(name)) {
      file = YAML.readValue(in, FileYaml.class);
    } catch (JsonProcessingException wrong) {
      throw new SetUpRefused(name, List.of(problem(wrong)));
    } catch (IOException unreadable) {
      throw new SetUpRefused(name, List.of("the file cannot be read"));
    }
    Map<PracticeId, Practice> practices = new LinkedHashMap<>();
    List<Connection> declared = new ArrayList<>();
    List<StorageDestination> destinations = new ArrayList<>();
    List<SetUp.Member> members = new ArrayList<>();
    for (PracticeYaml practice : orEmpty(file.practices())) {
      at(
          "practice `" + practice.id() + "`",
          () -> {
            Practice read = practice(practice);
            if (practices.put(read.id(), read) != null) {
              problems.add("practice `" + practice.id() + "` stands twice");
            }
            for (MemberYaml member : orEmpty(practice.members())) {
              at(
                  "member of practice `" + practice.id() + "`",
                  () -> members.add(member(read, member)));
            }
            Map<String, Connection> connections = new HashMap<>();
            for (ConnectionYaml connection : orEmpty(practice.connections())) {
              at(
                  "connection `" + connection.id() + "`",
                  () -> {
                    Connection opened = connection(read, connection);
                    if (connections.put(opened.id(), opened) != null) {
                      problems.add("connection `" + connection.id() + "` stands twice");
                    }
                    declared.add(opened);
                  });
            }
            for (DestinationYaml destination : orEmpty(practice.destinations())) {
              at(
                  "destination `" + destination.id() + "`",
                  () -> destinations.add(destination(read, connections, destination)));
            }
          });
    }
    Set<String> seen = new HashSet<>();
    for (StorageDestination destination : destinations) {
      if (!seen.add(destination.practice() + "/" + destination.id())) {
        problems.add("destination `" + destination.id() + "` stands twice");
      }
    }
    if (!problems.isEmpty()) {
      throw new SetUpRefused(name, problems);
    }
    return new SetUp(practices, declared, destinations, members);
  }

  private static String problem(JsonProcessingException wrong) {
    String line = wrong.getLocation() == null ? "?" : "" + wrong.getLocation().getLineNr();
    return switch (wrong) {
      case UnrecognizedPropertyException unknown ->
          "near line %s: `%s` is not known here; known are %s"
              .formatted(line, unknown.getPropertyName(), unknown.getKnownPropertyIds());
      case JsonMappingException mapping ->
          "near line %s: `%s` cannot be understood"
              .formatted(
                  line,
                  mapping.getPath().stream()
                      .map(
                          step ->
                              step.getFieldName() == null
                                  ? "[" + step.getIndex() + "]"
                                  : step.getFieldName())
                      .collect(Collectors.joining(".")));
      default -> "line %s: %s".formatted(line, wrong.getOriginalMessage());
    };
  }

  private static InputStream open(String name) throws IOException {
    if (name.startsWith("classpath:")) {
      InputStream in =
          Thread.currentThread()
              .getContextClassLoader()
              .getResourceAsStream(name.substring("classpath:".length()));
      if (in == null) {
        throw new IOException("no such resource");
      }
      return in;
    }
    return Files.newInputStream(Path.of(name));
  }

  private void at(String where, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException | NullPointerException wrong) {
      problems.add(where + ": " + wrong.getMessage());
    }
  }

  private static Practice practice(PracticeYaml yaml) {
    return new Practice(
        new PracticeId(required(yaml.id(), "id")),
        required(yaml.name(), "name"),
        new JurisdictionId(required(yaml.jurisdiction(), "jurisdiction")),
        yaml.sector() == null ? Sector.PRIVATE : yaml.sector(),
        Set.copyOf(orEmpty(yaml.legalRoles())),
        places(yaml.keyPlaces()),
        orEmpty(yaml.sealProfiles()).stream()
            .map(
                profile ->
                    new SealProfile(
                        required(profile.name(), "name"),
                        profile.minimumSize(),
                        profile.magicHex() == null ? "" : profile.magicHex(),
                        profile.highEntropyRequired(),
                        profile.headerLength()))
            .collect(Collectors.toSet()),
        yaml.usPersonsPastYear() == null ? Situation.UNCOUNTED : yaml.usPersonsPastYear());
  }

  private static SetUp.Member member(Practice practice, MemberYaml yaml) {
    return new SetUp.Member(
        required(yaml.login(), "login"),
        practice.id(),
        orEmpty(yaml.roles()).stream()
            .map(
                role ->
                    Role.ofId(role)
                        .orElseThrow(
                            () -> new IllegalArgumentException("unknown role `" + role + "`")))
            .collect(Collectors.toSet()));
  }

  private Connection connection(Practice practice, ConnectionYaml yaml) {
    String provider = required(yaml.provider(), "provider");
    Map<String, String> settings = new HashMap<>(providerDefaults.getOrDefault(provider, Map.of()));
    orEmpty(yaml.settings()).forEach((name, value) -> settings.put(name, value(name, value)));
    return new Connection(
        required(yaml.id(), "id"), practice.id(), new ProviderId(provider), new Settings(settings));
  }

  private String value(String name, ValueYaml value) {
    if (value.env() != null) {
      String variable = value.env();
      return environment
          .apply(variable)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "setting `%s`: environment variable `%s` is not set"
                          .formatted(name, variable)));
    }
    if (value.file() != null) {
      try {
        return Files.readString(Path.of(value.file())).strip();
      } catch (IOException unreadable) {
        throw new IllegalArgumentException(
            "setting `" + name + "`: its file cannot be read", unreadable);
      }
    }
    return required(value.plain(), "setting `" + name + "`");
  }

  private static StorageDestination destination(
      Practice practice, Map<String, Connection> connections, DestinationYaml yaml) {
    Connection connection = connections.get(required(yaml.connection(), "connection"));
    if (connection == null) {
      throw new IllegalArgumentException(
          "there is no connection `" + yaml.connection() + "` in this practice");
    }
    return new StorageDestination(
        new DestinationId(required(yaml.id(), "id")),
        practice.id(),
        required(yaml.name(), "name"),
        connection,
        new Destination(
            Optional.ofNullable(yaml.space()), yaml.folder() == null ? "" : yaml.folder()),
        yaml.plan() == null ? "" : yaml.plan(),
        orEmpty(yaml.claims()).stream().map(SetUpFile::claim).toList(),
        Set.copyOf(orEmpty(yaml.contracts())),
        Set.copyOf(orEmpty(yaml.certifications())),
        Set.copyOf(orEmpty(yaml.assessments())));
  }

  private static Claim claim(ClaimYaml yaml) {
    if (yaml.grade() == EvidenceGrade.TENANT_MEASURED) {
      throw new IllegalArgumentException(
          "a claim cannot be `TENANT_MEASURED`: only the provider's own answer is");
    }
    return new Claim(
        Objects.requireNonNull(yaml.about(), "a claim says what it is `about`"),
        places(yaml.places()),
        Objects.requireNonNull(yaml.grade(), "a claim has a `grade`"),
        Objects.requireNonNull(yaml.verifiedOn(), "a claim says when it was `verified-on`"),
        required(yaml.source(), "source"));
  }

  private static Set<Place> places(@Nullable List<String> codes) {
    return orEmpty(codes).stream().map(Place::new).collect(Collectors.toSet());
  }

  private static String required(@Nullable String value, String name) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("`" + name + "` is missing");
    }
    return value;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : map;
  }

  /** The set-up file is refused. */
  public static final class SetUpRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SetUpRefused(String name, List<String> problems) {
      super("the set-up file `" + name + "` is refused:\n  " + String.join("\n  ", problems));
    }
  }

  record FileYaml(@Nullable List<PracticeYaml> practices) {}

  record PracticeYaml(
      @Nullable String id,
      @Nullable String name,
      @Nullable String jurisdiction,
      @Nullable Sector sector,
      @JsonProperty("legal-roles") @Nullable List<String> legalRoles,
      @JsonProperty("key-places") @Nullable List<String> keyPlaces,
      @JsonProperty("us-persons-past-year") @Nullable Long usPersonsPastYear,
      @JsonProperty("seal-profiles") @Nullable List<SealProfileYaml> sealProfiles,
      @Nullable List<MemberYaml> members,
      @Nullable List<ConnectionYaml> connections,
      @Nullable List<DestinationYaml> destinations) {}

  record SealProfileYaml(
      @Nullable String name,
      @JsonProperty("minimum-size") long minimumSize,
      @JsonProperty("magic-hex") @Nullable String magicHex,
      @JsonProperty("high-entropy-required") boolean highEntropyRequired,
      @JsonProperty("header-length") int headerLength) {}

  record MemberYaml(@Nullable String login, @Nullable List<String> roles) {}

  record ConnectionYaml(
      @Nullable String id, @Nullable String provider, @Nullable Map<String, ValueYaml> settings) {}

  record ValueYaml(@Nullable String plain, @Nullable String env, @Nullable String file) {
    @JsonCreator
    static ValueYaml of(String plain) {
      return new ValueYaml(plain, null, null);
    }

    @JsonCreator
    static ValueYaml of(
        @JsonProperty("env") @Nullable String env, @JsonProperty("file") @Nullable String file) {
      return new ValueYaml(null, env, file);
    }

    @Override
    public String toString() {
      return "ValueYaml";
    }
  }

  record DestinationYaml(
      @Nullable String id,
      @Nullable String name,
      @Nullable String connection,
      @Nullable String space,
      @Nullable String folder,
      @Nullable String plan,
      @Nullable List<ClaimYaml> claims,
      @Nullable List<String> contracts,
      @Nullable List<String> certifications,
      @Nullable List<String> assessments) {}

  record ClaimYaml(
      @Nullable DataClass about,
      @Nullable List<String> places,
      @Nullable EvidenceGrade grade,
      @JsonProperty("verified-on") @Nullable LocalDate verifiedOn,
      @Nullable String source) {}
}
