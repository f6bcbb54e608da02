package io.onshore.connector.toolkit.oauth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The members of a token endpoint's JSON answer that matter. Holds secrets and is never shown. */
final class TokenAnswer {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,40}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private final Map<String, String> members;

  private TokenAnswer(Map<String, String> members) {
    this.members = members;
  }

  /**
   * @throws IOException if the text is not one JSON object
   */
  static TokenAnswer parse(byte[] json) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == null) {
          throw new IOException("the JSON object does not end");
        }
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          members.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    }
    return new TokenAnswer(members);
  }

  static TokenAnswer empty() {
    return new TokenAnswer(Map.of());
  }

  Optional<String> accessToken() {
    return text("access_token");
  }

  Optional<String> refreshToken() {
    return text("refresh_token");
  }

  /** What was granted; absent if the server does not say. */
  Optional<Set<String>> scopes() {
    return text("scope").map(text -> new HashSet<>(List.of(text.strip().split("[ ,]+"))));
  }

  boolean bearer() {
    return text("token_type").map(type -> type.equalsIgnoreCase("bearer")).orElse(true);
  }

  /** How long the token lives; absent if the server does not say. */
  Optional<Duration> life() {
    return text("expires_in")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  /** The error code, if it looks like one of RFC 6749; free text never gets out. */
  Optional<String> error() {
    return text("error").filter(code -> ERROR_CODE.matcher(code).matches());
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name)).filter(text -> !text.isEmpty());
  }
}
