package io.onshore.gateway.store.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.ObjectName;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.Hold;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Values as JSON text and back, equal to what they were. What is written stays: a stored record
 * that grows or changes needs its step in {@link Upgrade}. A field that nobody knows is an error,
 * never passed over, and so is one that is missing: a decision is read whole or not at all. Safe
 * for several threads.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .addMixIn(Place.class, PlaceAsText.class)
          .addMixIn(JurisdictionId.class, JurisdictionAsText.class)
          .addMixIn(ObjectName.class, NameAsText.class)
          .addMixIn(TransferId.class, TransferAsText.class)
          .addMixIn(DigestAlgorithm.class, AlgorithmAsText.class)
          .addMixIn(Digests.class, DigestsAsList.class)
          .addMixIn(Hold.class, HoldAsList.class)
          .build();

  private Json() {}

  /** A value as text. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException(
          "a " + value.getClass().getSimpleName() + " could not be written as JSON",
          ForeignCause.of(failure));
    }
  }

  /** Texts as text, in one order. */
  public static String write(Set<String> values) {
    return write(values.stream().sorted().toList());
  }

  /**
   * A value from its text, of today's form or an older one.
   *
   * @throws IllegalStateException if the text is not that of such a value; the text is not repeated
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      if (!Upgrade.concerns(type)) {
        return MAPPER.readValue(json, type);
      }
      JsonNode stored = MAPPER.readTree(json);
      Upgrade.complete(stored, type);
      return MAPPER.treeToValue(stored, type);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException(
          "a stored " + type.getSimpleName() + " could not be read", ForeignCause.of(failure));
    }
  }

  /** Texts from their text. */
  public static Set<String> readSet(String json) {
    return Set.of(read(json, String[].class));
  }

  /** Named texts from their text. */
  public static Map<String, String> readMap(String json) {
    return Map.copyOf(read(json, Texts.class));
  }

  @SuppressWarnings("serial") // Tells Jackson the types; never serialised.
  private static final class Texts extends TreeMap<String, String> {}

  private abstract static class PlaceAsText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("unused") // Jackson reads the shape.
    PlaceAsText(String code) {}

    @JsonValue
    abstract String code();
  }

  private abstract static class JurisdictionAsText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("unused") // Jackson reads the shape.
    JurisdictionAsText(String value) {}

    @JsonValue
    abstract String value();
  }

  private abstract static class NameAsText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("unused") // Jackson reads the shape.
    NameAsText(String value) {}

    @JsonValue
    abstract String value();
  }

  private abstract static class TransferAsText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("unused") // Jackson reads the shape.
    TransferAsText(String value) {}

    @JsonValue
    abstract String value();
  }

  private abstract static class DigestsAsList {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("unused") // Jackson reads the shape.
    DigestsAsList(List<Digest> values) {}

    @JsonValue
    abstract List<Digest> values();
  }

  private abstract static class HoldAsList {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("unused") // Jackson reads the shape.
    HoldAsList(Set<Remedy> alternatives) {}

    @JsonValue
    abstract Set<Remedy> alternatives();
  }

  private abstract static class AlgorithmAsText {
    @JsonValue
    abstract String id();

    @JsonCreator
    static DigestAlgorithm ofId(String id) {
      return DigestAlgorithm.ofId(id);
    }
  }
}
