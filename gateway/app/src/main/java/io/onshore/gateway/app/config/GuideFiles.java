package io.onshore.gateway.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.onshore.connector.ProviderId;
import io.onshore.gateway.guide.Condition;
import io.onshore.gateway.guide.Guide;
import io.onshore.gateway.guide.Guides;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads guides: YAML files whose fields are those of {@link Guide}, each condition named by its
 * {@code is}. What is unknown, missing or empty refuses all of them.
 */
public final class GuideFiles {
  private static final List<String> SHIPPED =
      List.of(
          "box-zones",
          "onedrive-australia",
          "onedrive-elsewhere",
          "dropbox-data-location",
          "googledrive-data-regions",
          "googledrive-no-region",
          "folder");

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .addMixIn(Condition.class, ByName.class)
          .addMixIn(ProviderId.class, AsText.class)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private GuideFiles() {}

  /**
   * Those that come with the program.
   *
   * @throws IllegalArgumentException if one is bad
   */
  public static Guides shipped() {
    List<Guide> guides = new ArrayList<>();
    for (String name : SHIPPED) {
      try {
        guides.add(read(name, SetUpFile.text("classpath:guides/" + name + ".yaml")));
      } catch (IOException missing) {
        throw new IllegalArgumentException("guide `" + name + "` is missing", missing);
      }
    }
    return new Guides(guides);
  }

  /**
   * One guide.
   *
   * @param name what it has to be called
   * @throws IllegalArgumentException if it is bad
   */
  static Guide read(String name, String text) {
    Guide guide;
    try {
      guide = YAML.readValue(text, Guide.class);
    } catch (IOException wrong) {
      throw new IllegalArgumentException(
          "guide `" + name + "` cannot be understood: " + wrong.getMessage(), wrong);
    }
    if (!guide.id().equals(name)) {
      throw new IllegalArgumentException("guide `" + name + "` says that it is another");
    }
    return guide;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.Connected.class, name = "connected"),
    @JsonSubTypes.Type(value = Condition.Granted.class, name = "granted"),
    @JsonSubTypes.Type(value = Condition.Account.class, name = "account"),
    @JsonSubTypes.Type(value = Condition.Owned.class, name = "owned"),
    @JsonSubTypes.Type(value = Condition.Told.class, name = "told"),
    @JsonSubTypes.Type(value = Condition.Rests.class, name = "rests"),
    @JsonSubTypes.Type(value = Condition.Attested.class, name = "attested"),
    @JsonSubTypes.Type(value = Condition.Approved.class, name = "approved"),
    @JsonSubTypes.Type(value = Condition.OnFile.class, name = "on-file"),
    @JsonSubTypes.Type(value = Condition.Proven.class, name = "proven"),
    @JsonSubTypes.Type(value = Condition.ReviewPlanned.class, name = "review-planned"),
    @JsonSubTypes.Type(value = Condition.SecretsNoted.class, name = "secrets-noted"),
    @JsonSubTypes.Type(value = Condition.Cleared.class, name = "cleared")
  })
  private interface ByName {}

  private abstract static class AsText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    AsText(String ignored) {}
  }
}
