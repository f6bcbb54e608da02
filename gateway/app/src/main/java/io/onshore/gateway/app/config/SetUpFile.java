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
import io.onshore.gateway.destination.AllowedFolder;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.destination.UseLimits;
import io.onshore.gateway.envelope.SealProfile;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.practice.SealRecipient;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.gateway.setup.MadeConnection;
import io.onshore.gateway.setup.MadeDestination;
import io.onshore.gateway.setup.PracticeSetUp;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Sector;
import io.onshore.policy.Situation;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.claim.Offer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the set-up file: YAML with practices, their members, connections and destinations. Secrets
 * stand in it by reference only, to an environment variable or a file. A file with a mistake is
 * refused whole, with every problem named. For one reading, by one thread.
 */
public final class SetUpFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Function<String, Optional<String>> environment;
  private final Map<String, Map<String, String>> providerDefaults;
  private final Claims claims;
  private final List<RulesRefused.Problem> problems = new ArrayList<>();
  private String name = "";

  /**
   * @param environment gives environment variables
   * @param providerDefaults settings that every connection to a provider has, by provider
   * @param claims the public claims dataset, whose offers destinations may name
   */
  public SetUpFile(
      Function<String, Optional<String>> environment,
      Map<String, Map<String, String>> providerDefaults,
      Claims claims) {
    this.environment = environment;
    this.providerDefaults = providerDefaults;
    this.claims = claims;
  }

  /**
   * The text of a file.
   *
   * @param name a path, or {@code classpath:} and a resource
   * @throws IOException if it cannot be read
   */
  public static String text(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Makes a set-up of a text.
   *
   * @param file its name, for problems
   * @throws RulesRefused with every problem
   */
  public SetUp read(String file, String text) {
    name = file;
    FileYaml yaml = parsed(text);
    Map<PracticeId, Practice> practices = new LinkedHashMap<>();
    List<Connection> declared = new ArrayList<>();
    List<StorageDestination> destinations = new ArrayList<>();
    List<SetUp.Member> members = new ArrayList<>();
    for (PracticeYaml practice : orEmpty(yaml.practices())) {
      at(
          "practice `" + practice.id() + "`",
          () -> {
            Practice read = practice(practice);
            if (practices.put(read.id(), read) != null) {
              problem("practice `" + practice.id() + "`", "it stands twice");
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
                      problem("connection `" + connection.id() + "`", "it stands twice");
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
        problem("destination `" + destination.id() + "`", "it stands twice");
      }
    }
    if (!problems.isEmpty()) {
      throw new RulesRefused(problems);
    }
    return new SetUp(practices, declared, destinations, members);
  }

  private FileYaml parsed(String text) {
    FileYaml yaml;
    try {
      yaml = YAML.readValue(text, FileYaml.class);
    } catch (JsonProcessingException wrong) {
      throw new RulesRefused(List.of(problem(wrong)));
    }
    if (yaml == null) {
      throw new RulesRefused(List.of(new RulesRefused.Problem(name, "whole", "it is empty")));
    }
    return yaml;
  }

  private void problem(String place, String reason) {
    problems.add(new RulesRefused.Problem(name, place, reason));
  }

  private RulesRefused.Problem problem(JsonProcessingException wrong) {
    String line = wrong.getLocation() == null ? "?" : "" + wrong.getLocation().getLineNr();
    return switch (wrong) {
      case UnrecognizedPropertyException unknown ->
          new RulesRefused.Problem(
              name,
              "near line " + line,
              "`%s` is not known here; known are %s"
                  .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
      case JsonMappingException mapping ->
          new RulesRefused.Problem(
              name,
              "near line " + line,
              "`%s` cannot be understood"
                  .formatted(
                      mapping.getPath().stream()
                          .map(
                              step ->
                                  step.getFieldName() == null
                                      ? "[" + step.getIndex() + "]"
                                      : step.getFieldName())
                          .collect(Collectors.joining("."))));
      default ->
          new RulesRefused.Problem(
              name, "line " + line, String.valueOf(wrong.getOriginalMessage()));
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
      problem(where, String.valueOf(wrong.getMessage()));
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
        orEmpty(yaml.keyServers()).entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    entry -> places(entry.getValue()))),
        places(yaml.gatewayPlaces()),
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
        orEmpty(yaml.recipients()).stream()
            .map(recipient -> new SealRecipient(required(recipient, "recipients")))
            .distinct()
            .toList(),
        yaml.usPersonsPastYear() == null ? Situation.UNCOUNTED : yaml.usPersonsPastYear());
  }

  private static SetUp.Member member(Practice practice, MemberYaml yaml) {
    return new SetUp.Member(
        required(yaml.login(), "login"),
        practice.id(),
        orEmpty(yaml.roles()).stream().map(SetUpFile::role).collect(Collectors.toSet()),
        Optional.ofNullable(yaml.jurisdiction()).map(JurisdictionId::new));
  }

  private Connection connection(Practice practice, ConnectionYaml yaml) {
    String provider = required(yaml.provider(), "provider");
    Map<String, String> settings = new HashMap<>(providerDefaults.getOrDefault(provider, Map.of()));
    orEmpty(yaml.settings()).forEach((name, value) -> settings.put(name, value(name, value)));
    return new Connection(
        required(yaml.id(), "id"),
        practice.id(),
        new ProviderId(provider),
        new Settings(settings),
        Optional.ofNullable(yaml.secretsExpireOn()),
        folders(yaml));
  }

  private static List<AllowedFolder> folders(ConnectionYaml yaml) {
    return orEmpty(yaml.allowedFolders()).stream()
        .map(
            folder ->
                new AllowedFolder(
                    location(folder.space(), folder.folder()),
                    Optional.ofNullable(folder.owner()),
                    places(folder.places()).stream().map(Place::code).collect(Collectors.toSet())))
        .toList();
  }

  private static Destination location(@Nullable String space, @Nullable String folder) {
    return new Destination(Optional.ofNullable(space), folder == null ? "" : folder);
  }

  /**
   * Makes what a practice set up by itself of a text in the file's form. What the file declares may
   * stand in it too, and is left to the caller.
   *
   * @param declared what the set-up file declares
   * @throws RulesRefused with every problem
   */
  PracticeSetUp made(String file, String text, PracticeId practice, SetUp declared) {
    name = file;
    List<MadeConnection> connections = new ArrayList<>();
    List<MadeDestination> destinations = new ArrayList<>();
    for (PracticeYaml yaml : orEmpty(parsed(text).practices())) {
      if (!practice.value().equals(yaml.id())) {
        problem("practice `" + yaml.id() + "`", "it is not yours");
        continue;
      }
      for (ConnectionYaml connection : orEmpty(yaml.connections())) {
        at(
            "connection `" + connection.id() + "`",
            () -> {
              String id = required(connection.id(), "id");
              if (declared.connection(practice, id).isEmpty()) {
                connections.add(made(connection));
              }
            });
      }
      for (DestinationYaml destination : orEmpty(yaml.destinations())) {
        at(
            "destination `" + destination.id() + "`",
            () -> {
              DestinationId id = new DestinationId(required(destination.id(), "id"));
              if (declared.destination(practice, id).isEmpty()) {
                destinations.add(made(id, destination));
              }
            });
      }
    }
    List<PracticeSetUp> made = new ArrayList<>();
    at("whole", () -> made.add(new PracticeSetUp(connections, destinations)));
    if (!problems.isEmpty()) {
      throw new RulesRefused(problems);
    }
    return made.getFirst();
  }

  private static MadeConnection made(ConnectionYaml yaml) {
    Map<String, String> settings = new HashMap<>();
    orEmpty(yaml.settings())
        .forEach(
            (name, value) -> {
              if (value.env() != null || value.file() != null) {
                throw new IllegalArgumentException(
                    "setting `" + name + "`: references are for the set-up file");
              }
              if (!value.kept()) {
                settings.put(name, required(value.plain(), "setting `" + name + "`"));
              }
            });
    return new MadeConnection(
        required(yaml.id(), "id"),
        new ProviderId(required(yaml.provider(), "provider")),
        settings,
        Optional.ofNullable(yaml.secretsExpireOn()),
        folders(yaml));
  }

  private static MadeDestination made(DestinationId id, DestinationYaml yaml) {
    return new MadeDestination(
        id,
        required(yaml.name(), "name"),
        required(yaml.connection(), "connection"),
        location(yaml.space(), yaml.folder()),
        yaml.plan() == null ? "" : yaml.plan(),
        Optional.ofNullable(yaml.offer()),
        orEmpty(yaml.claims()).stream().map(SetUpFile::claim).toList(),
        papers(yaml),
        use(yaml.use()));
  }

  private static UseLimits use(@Nullable UseYaml yaml) {
    return yaml == null
        ? UseLimits.NONE
        : new UseLimits(
            orEmpty(yaml.roles()).stream().map(SetUpFile::role).collect(Collectors.toSet()),
            Set.copyOf(orEmpty(yaml.persons())),
            Optional.ofNullable(yaml.reviewOn()));
  }

  private static Role role(String id) {
    return Role.ofId(id)
        .orElseThrow(() -> new IllegalArgumentException("unknown role `" + id + "`"));
  }

  private String value(String name, ValueYaml value) {
    if (value.kept()) {
      throw new IllegalArgumentException(
          "setting `"
              + name
              + "`: `kept` is for what is sent to the gateway; nothing is kept here");
    }
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

  private static Set<Paper> papers(Paper.Sort sort, @Nullable List<PaperYaml> papers) {
    return orEmpty(papers).stream()
        .map(
            yaml ->
                new Paper(
                    sort,
                    required(yaml.kind(), "kind"),
                    Optional.ofNullable(yaml.plan()),
                    Optional.ofNullable(yaml.signedOn()),
                    Optional.ofNullable(yaml.expiresOn())))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Optional<String> offer(@Nullable String id, Connection connection) {
    if (id == null) {
      return Optional.empty();
    }
    Offer offer =
        claims
            .offer(id)
            .orElseThrow(
                () -> new IllegalArgumentException("the claims dataset has no offer `" + id + "`"));
    if (!offer.provider().equals(connection.provider().value())) {
      throw new IllegalArgumentException(
          "offer `%s` is of provider `%s`, the connection of `%s`"
              .formatted(id, offer.provider(), connection.provider()));
    }
    return Optional.of(id);
  }

  private StorageDestination destination(
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
        location(yaml.space(), yaml.folder()),
        yaml.plan() == null ? "" : yaml.plan(),
        offer(yaml.offer(), connection),
        orEmpty(yaml.claims()).stream().map(SetUpFile::claim).toList(),
        papers(yaml),
        use(yaml.use()));
  }

  private static List<Paper> papers(DestinationYaml yaml) {
    return Stream.of(
            papers(Paper.Sort.CONTRACT, yaml.contracts()),
            papers(Paper.Sort.CERTIFICATION, yaml.certifications()),
            papers(Paper.Sort.ASSESSMENT, yaml.assessments()))
        .flatMap(Set::stream)
        .toList();
  }

  private static Claim claim(ClaimYaml yaml) {
    return new Claim(
        Objects.requireNonNull(yaml.about(), "a claim says what it is `about`"),
        places(yaml.places()),
        Objects.requireNonNull(yaml.grade(), "a claim has a `grade`"),
        Objects.requireNonNull(yaml.verifiedOn(), "a claim says when it was `verified-on`"),
        Optional.ofNullable(yaml.validUntil()),
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

  record FileYaml(@Nullable List<PracticeYaml> practices) {}

  record PracticeYaml(
      @Nullable String id,
      @Nullable String name,
      @Nullable String jurisdiction,
      @Nullable Sector sector,
      @JsonProperty("legal-roles") @Nullable List<String> legalRoles,
      @JsonProperty("key-places") @Nullable List<String> keyPlaces,
      @JsonProperty("key-servers") @Nullable Map<String, List<String>> keyServers,
      @JsonProperty("gateway-places") @Nullable List<String> gatewayPlaces,
      @JsonProperty("us-persons-past-year") @Nullable Long usPersonsPastYear,
      @JsonProperty("seal-profiles") @Nullable List<SealProfileYaml> sealProfiles,
      @Nullable List<String> recipients,
      @Nullable List<MemberYaml> members,
      @Nullable List<ConnectionYaml> connections,
      @Nullable List<DestinationYaml> destinations) {}

  record SealProfileYaml(
      @Nullable String name,
      @JsonProperty("minimum-size") long minimumSize,
      @JsonProperty("magic-hex") @Nullable String magicHex,
      @JsonProperty("high-entropy-required") boolean highEntropyRequired,
      @JsonProperty("header-length") int headerLength) {}

  record MemberYaml(
      @Nullable String login, @Nullable List<String> roles, @Nullable String jurisdiction) {}

  record ConnectionYaml(
      @Nullable String id,
      @Nullable String provider,
      @Nullable Map<String, ValueYaml> settings,
      @JsonProperty("secrets-expire-on") @Nullable LocalDate secretsExpireOn,
      @JsonProperty("allowed-folders") @Nullable List<FolderYaml> allowedFolders) {}

  record FolderYaml(
      @Nullable String space,
      @Nullable String folder,
      @Nullable String owner,
      @Nullable List<String> places) {}

  record ValueYaml(
      @Nullable String plain, @Nullable String env, @Nullable String file, boolean kept) {
    @JsonCreator
    static ValueYaml of(String plain) {
      return new ValueYaml(plain, null, null, false);
    }

    @JsonCreator
    static ValueYaml of(
        @JsonProperty("env") @Nullable String env,
        @JsonProperty("file") @Nullable String file,
        @JsonProperty("kept") boolean kept) {
      return new ValueYaml(null, env, file, kept);
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
      @Nullable String offer,
      @Nullable List<ClaimYaml> claims,
      @Nullable List<PaperYaml> contracts,
      @Nullable List<PaperYaml> certifications,
      @Nullable List<PaperYaml> assessments,
      @Nullable UseYaml use) {}

  record UseYaml(
      @Nullable List<String> roles,
      @Nullable List<String> persons,
      @JsonProperty("review-on") @Nullable LocalDate reviewOn) {}

  record PaperYaml(
      @Nullable String kind,
      @Nullable String plan,
      @Nullable LocalDate signedOn,
      @Nullable LocalDate expiresOn) {
    @JsonCreator
    static PaperYaml of(String kind) {
      return new PaperYaml(kind, null, null, null);
    }

    @JsonCreator
    static PaperYaml of(
        @JsonProperty("kind") @Nullable String kind,
        @JsonProperty("plan") @Nullable String plan,
        @JsonProperty("signed-on") @Nullable LocalDate signedOn,
        @JsonProperty("expires-on") @Nullable LocalDate expiresOn) {
      return new PaperYaml(kind, plan, signedOn, expiresOn);
    }
  }

  record ClaimYaml(
      @Nullable DataClass about,
      @Nullable List<String> places,
      @Nullable EvidenceGrade grade,
      @JsonProperty("verified-on") @Nullable LocalDate verifiedOn,
      @JsonProperty("valid-until") @Nullable LocalDate validUntil,
      @Nullable String source) {}
}
