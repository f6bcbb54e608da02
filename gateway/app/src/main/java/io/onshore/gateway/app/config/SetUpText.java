package io.onshore.gateway.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import io.onshore.gateway.destination.AllowedFolder;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Connectors;
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
import io.onshore.gateway.setup.PracticeSetUp;
import io.onshore.gateway.setup.SetUpChange;
import io.onshore.gateway.setup.SetUpInForce;
import io.onshore.policy.Place;
import io.onshore.policy.Situation;
import io.onshore.policy.claim.Claims;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A practice's set-up as a text in the set-up file's own form, and back. Secrets are never written:
 * in their place stands {@code {kept: true}}, which keeps them where the text comes back. Safe for
 * several threads.
 */
public final class SetUpText {
  /** The name of a text that was sent, for problems. */
  private static final String SENT = "set-up";

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private final SetUpInForce inForce;
  private final Connectors connectors;
  private final Map<String, Map<String, String>> given;
  private final Supplier<Claims> claims;

  /**
   * @param given settings that every connection to a provider has, by provider; not written
   */
  public SetUpText(
      SetUpInForce inForce,
      Connectors connectors,
      Map<String, Map<String, String>> given,
      Supplier<Claims> claims) {
    this.inForce = inForce;
    this.connectors = connectors;
    this.given = Map.copyOf(given);
    this.claims = claims;
  }

  /** All that is set up for a practice, whoever set it up. */
  public String write(PracticeId practice) {
    return yaml(Map.of("practices", List.of(practice(inForce.get(), practice))));
  }

  /** One thing of a practice's set-up as it stands there, if it does. */
  public Optional<String> write(
      PracticeId practice, SetUp setUp, SetUpChange.What what, String id) {
    Optional<Map<String, Object>> thing =
        switch (what) {
          case CONNECTION -> setUp.connection(practice, id).map(this::connection);
          case DESTINATION ->
              setUp.destination(practice, new DestinationId(id)).map(SetUpText::destination);
        };
    return thing.map(SetUpText::yaml);
  }

  private static String yaml(Map<String, Object> written) {
    try {
      return YAML.writeValueAsString(written);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a set-up could not be written", ForeignCause.of(impossible));
    }
  }

  /**
   * What the practice makes by itself, by a text. What the set-up file declares has to stand in it
   * as it is, or not at all.
   *
   * @throws RulesRefused with every problem
   */
  public PracticeSetUp read(PracticeId practice, String text) {
    PracticeSetUp made =
        new SetUpFile(name -> Optional.empty(), Map.of(), claims.get())
            .made(SENT, text, practice, inForce.declared());
    requireDeclaredUnchanged(practice, text);
    return made;
  }

  private void requireDeclaredUnchanged(PracticeId practice, String text) {
    try {
      JsonNode now = only(YAML.readTree(write(practice)));
      JsonNode sent = only(YAML.readTree(text));
      List<RulesRefused.Problem> problems = new ArrayList<>();
      sent.properties()
          .forEach(
              field -> {
                boolean list =
                    field.getKey().equals("connections") || field.getKey().equals("destinations");
                if (!list && !field.getValue().equals(now.path(field.getKey()))) {
                  problems.add(declared("practice `" + practice + "`, `" + field.getKey() + "`"));
                }
              });
      SetUp file = inForce.declared();
      for (Connection each : file.connections(practice)) {
        compare("connection", "connections", each.id(), now, sent, problems);
      }
      for (StorageDestination each : file.destinations(practice)) {
        compare("destination", "destinations", each.id().value(), now, sent, problems);
      }
      if (!problems.isEmpty()) {
        throw new RulesRefused(problems);
      }
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException(
          "a text that was read could not be read", ForeignCause.of(unreadable));
    }
  }

  private static JsonNode only(JsonNode file) {
    return file.path("practices").path(0);
  }

  private static void compare(
      String what,
      String list,
      String id,
      JsonNode now,
      JsonNode sent,
      List<RulesRefused.Problem> problems) {
    Optional<JsonNode> other = find(sent.path(list), id);
    if (other.isPresent() && !other.equals(find(now.path(list), id))) {
      problems.add(declared(what + " `" + id + "`"));
    }
  }

  private static Optional<JsonNode> find(JsonNode list, String id) {
    return list.valueStream().filter(each -> each.path("id").asText().equals(id)).findFirst();
  }

  private static RulesRefused.Problem declared(String place) {
    return new RulesRefused.Problem(
        SENT, place, "it is declared in the set-up file; change it there, or leave it out here");
  }

  private Map<String, Object> practice(SetUp setUp, PracticeId id) {
    Practice practice = setUp.practice(id).orElseThrow();
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("id", id.value());
    yaml.put("name", practice.name());
    yaml.put("jurisdiction", practice.jurisdiction().value());
    yaml.put("sector", practice.sector().name());
    putIfAny(yaml, "legal-roles", sorted(practice.legalRoles()));
    putIfAny(yaml, "key-places", codes(practice.keyPlaces()));
    Map<String, Object> servers = new TreeMap<>();
    practice.keyServers().forEach((host, places) -> servers.put(host, codes(places)));
    if (!servers.isEmpty()) {
      yaml.put("key-servers", servers);
    }
    putIfAny(yaml, "gateway-places", codes(practice.gatewayPlaces()));
    if (practice.usPersonsPastYear() != Situation.UNCOUNTED) {
      yaml.put("us-persons-past-year", practice.usPersonsPastYear());
    }
    putIfAny(
        yaml,
        "seal-profiles",
        practice.sealProfiles().stream()
            .sorted(Comparator.comparing(SealProfile::name))
            .map(SetUpText::profile)
            .toList());
    putIfAny(yaml, "recipients", practice.recipients().stream().map(SealRecipient::value).toList());
    putIfAny(
        yaml,
        "members",
        setUp.members().stream()
            .filter(member -> member.practice().equals(id))
            .map(
                member ->
                    Map.of(
                        "login",
                        (Object) member.login(),
                        "roles",
                        sorted(member.roles().stream().map(Role::id).toList())))
            .<Object>map(TreeMap::new)
            .toList());
    putIfAny(yaml, "connections", setUp.connections(id).stream().map(this::connection).toList());
    putIfAny(
        yaml, "destinations", setUp.destinations(id).stream().map(SetUpText::destination).toList());
    return yaml;
  }

  private static Map<String, Object> profile(SealProfile profile) {
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("name", profile.name());
    yaml.put("minimum-size", profile.minimumSize());
    yaml.put("magic-hex", profile.magicHex());
    yaml.put("high-entropy-required", profile.highEntropyRequired());
    yaml.put("header-length", profile.headerLength());
    return yaml;
  }

  private Map<String, Object> connection(Connection connection) {
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("id", connection.id());
    yaml.put("provider", connection.provider().value());
    Map<String, String> defaults = given.getOrDefault(connection.provider().value(), Map.of());
    Map<String, Object> settings = new LinkedHashMap<>();
    for (SettingSpec spec : specs(connection)) {
      connection
          .settings()
          .get(spec)
          .filter(value -> !Optional.of(value).equals(spec.fallback()))
          .filter(value -> !value.equals(defaults.get(spec.name())))
          .ifPresent(
              value -> settings.put(spec.name(), spec.secret() ? Map.of("kept", true) : value));
    }
    if (!settings.isEmpty()) {
      yaml.put("settings", settings);
    }
    connection.secretsExpireOn().ifPresent(day -> yaml.put("secrets-expire-on", day.toString()));
    putIfAny(
        yaml,
        "allowed-folders",
        connection.allowedFolders().stream().map(SetUpText::folder).toList());
    return yaml;
  }

  private List<SettingSpec> specs(Connection connection) {
    return connectors.factories().stream()
        .filter(factory -> factory.provider().equals(connection.provider()))
        .findFirst()
        .map(ConnectorFactory::settings)
        .orElse(List.of());
  }

  private static Map<String, Object> folder(AllowedFolder folder) {
    Map<String, Object> yaml = new LinkedHashMap<>();
    put(yaml, folder.location());
    folder.owner().ifPresent(owner -> yaml.put("owner", owner));
    putIfAny(yaml, "places", sorted(folder.places()));
    return yaml;
  }

  private static void put(Map<String, Object> yaml, Destination location) {
    location.space().ifPresent(space -> yaml.put("space", space));
    yaml.put("folder", location.folder());
  }

  private static Map<String, Object> destination(StorageDestination destination) {
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("id", destination.id().value());
    yaml.put("name", destination.name());
    yaml.put("connection", destination.connection().id());
    put(yaml, destination.location());
    if (!destination.plan().isEmpty()) {
      yaml.put("plan", destination.plan());
    }
    destination.offer().ifPresent(offer -> yaml.put("offer", offer));
    putIfAny(yaml, "claims", destination.claims().stream().map(SetUpText::claim).toList());
    putIfAny(yaml, "contracts", papers(destination, Paper.Sort.CONTRACT));
    putIfAny(yaml, "certifications", papers(destination, Paper.Sort.CERTIFICATION));
    putIfAny(yaml, "assessments", papers(destination, Paper.Sort.ASSESSMENT));
    if (!destination.use().equals(UseLimits.NONE)) {
      yaml.put("use", use(destination.use()));
    }
    return yaml;
  }

  private static Map<String, Object> use(UseLimits use) {
    Map<String, Object> yaml = new LinkedHashMap<>();
    putIfAny(yaml, "roles", sorted(use.roles().stream().map(Role::id).toList()));
    putIfAny(yaml, "persons", sorted(use.persons()));
    use.reviewOn().ifPresent(day -> yaml.put("review-on", day.toString()));
    return yaml;
  }

  private static Map<String, Object> claim(Claim claim) {
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("about", claim.dataClass().name());
    yaml.put("places", codes(claim.places()));
    yaml.put("grade", claim.grade().name());
    yaml.put("verified-on", claim.verifiedOn().toString());
    claim.validUntil().ifPresent(day -> yaml.put("valid-until", day.toString()));
    yaml.put("source", claim.source());
    return yaml;
  }

  private static List<Object> papers(StorageDestination destination, Paper.Sort sort) {
    return destination.papers().stream()
        .filter(paper -> paper.sort() == sort)
        .map(SetUpText::paper)
        .toList();
  }

  private static Object paper(Paper paper) {
    if (paper.equals(Paper.of(paper.sort(), paper.kind()))) {
      return paper.kind();
    }
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("kind", paper.kind());
    paper.plan().ifPresent(plan -> yaml.put("plan", plan));
    paper.signedOn().ifPresent(day -> yaml.put("signed-on", day.toString()));
    paper.expiresOn().ifPresent(day -> yaml.put("expires-on", day.toString()));
    return yaml;
  }

  private static void putIfAny(Map<String, Object> yaml, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      yaml.put(name, values);
    }
  }

  private static List<String> sorted(Collection<String> values) {
    return values.stream().sorted().toList();
  }

  private static List<String> codes(Set<Place> places) {
    return sorted(places.stream().map(Place::code).toList());
  }
}
