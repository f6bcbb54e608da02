package io.onshore.connector.simulator.box;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Box's own description of its API, cut down to what the double plays. Requests that it does not
 * allow are refused, and answers can be held to it. Safe for several threads.
 */
final class Published {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\{[a-z_]+}");

  private final JsonNode description;
  private final URI id;
  private final Validator validator;
  private final List<Address> addresses = new ArrayList<>();

  private record Address(BoxOperation operation, String method, Pattern path) {}

  /**
   * A request that the description knows.
   *
   * @param variable what stands for the variable of its path; empty text if there is none
   */
  record Found(BoxOperation operation, String variable) {}

  Published() {
    try (InputStream in = Published.class.getResourceAsStream("box-published.json")) {
      this.description = JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.id = URI.create(description.path("$id").asText());
    this.validator = new ValidatorFactory().withDisabledSchemaValidation(true).createValidator();
    validator.registerSchema(id, description.toString());
    for (Map.Entry<String, JsonNode> each : description.path("operations").properties()) {
      addresses.add(
          new Address(
              BoxOperation.ofPublished(each.getKey()).orElseThrow(),
              each.getValue().path("method").asText(),
              Pattern.compile(
                  VARIABLE.matcher(each.getValue().path("path").asText()).replaceAll("([^/]+)"))));
    }
  }

  /** What a request asks for; {@link BoxOperation#OTHER} if the description does not know it. */
  Found find(Call call) {
    for (Address address : addresses) {
      Matcher path = address.path().matcher(call.path());
      if (address.method().equals(call.method()) && path.matches()) {
        return new Found(address.operation(), path.groupCount() == 0 ? "" : path.group(1));
      }
    }
    return new Found(BoxOperation.OTHER, "");
  }

  /** Refuses a request that lacks something, has too much or has it wrong. */
  void requireAllowed(BoxOperation operation, Call call) throws BoxError {
    JsonNode described = described(operation);
    for (JsonNode header : described.path("headers")) {
      if (call.header(header.asText()).isEmpty()) {
        throw BoxError.invalid("The header " + header.asText() + " is missing");
      }
    }
    JsonNode query = query(described, call);
    require(described.path("query").asText(), query);
    String consumes = described.path("consumes").asText("");
    if (consumes.isEmpty() && call.body().length > 0) {
      throw BoxError.invalid("A body is not expected");
    }
    if (!consumes.isEmpty() && !call.header("content-type").orElse("").startsWith(consumes)) {
      throw new BoxError(415, "unsupported_media_type", "The content type is not " + consumes);
    }
    if (described.has("request")) {
      require(described.path("request").asText(), body(consumes, call));
    }
  }

  /** What in an answer breaks the description; empty if nothing does. */
  Optional<String> wrongInAnswer(BoxOperation operation, Answer answer) {
    JsonNode answers = described(operation).path("answers");
    String status = Integer.toString(answer.status());
    String shape = answers.path(answers.has(status) ? status : "default").asText();
    byte[] bytes = answer.body() instanceof Answer.Body.Bytes body ? body.bytes() : new byte[0];
    if (shape.isEmpty()) {
      return bytes.length == 0 ? Optional.empty() : Optional.of("a body is not expected");
    }
    try {
      return wrong(shape, JSON.readTree(bytes));
    } catch (IOException e) {
      return Optional.of("the body is not JSON");
    }
  }

  private JsonNode described(BoxOperation operation) {
    return description.path("operations").path(operation.published());
  }

  private ObjectNode query(JsonNode described, Call call) {
    JsonNode known =
        described.path("query").isMissingNode()
            ? JSON.createObjectNode()
            : shape(described.path("query").asText());
    ObjectNode query = JSON.createObjectNode();
    call.query()
        .forEach(
            (name, value) -> {
              switch (known.path("properties").path(name).path("type").asText()) {
                case "integer" -> {
                  if (value.matches("-?[0-9]{1,18}")) {
                    query.put(name, Long.parseLong(value));
                  } else {
                    query.put(name, value);
                  }
                }
                case "array" -> {
                  var list = query.putArray(name);
                  for (String each : value.split(",", -1)) {
                    list.add(each);
                  }
                }
                default -> query.put(name, value);
              }
            });
    return query;
  }

  private static JsonNode body(String consumes, Call call) throws BoxError {
    return switch (consumes) {
      case "application/json" -> json(call.body());
      case "application/x-www-form-urlencoded" -> {
        ObjectNode form = JSON.createObjectNode();
        call.formFields().forEach(form::put);
        yield form;
      }
      case "multipart/form-data" -> {
        Multipart multipart = Multipart.of(call);
        ObjectNode parts = JSON.createObjectNode();
        parts.set("attributes", json(multipart.attributes()));
        parts.put("file", "");
        yield parts;
      }
      default -> throw new IllegalStateException("the description names another content type");
    };
  }

  static JsonNode json(byte[] bytes) throws BoxError {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw BoxError.invalid("The body is not JSON");
    }
  }

  private JsonNode shape(String reference) {
    return description.at(reference.substring(1));
  }

  private void require(String shape, JsonNode value) throws BoxError {
    Optional<String> wrong = wrong(shape, value);
    if (wrong.isPresent()) {
      throw BoxError.invalid(wrong.get());
    }
  }

  private Optional<String> wrong(String shape, JsonNode value) {
    Validator.Result result = validator.validate(URI.create(id + shape), value);
    return result.isValid()
        ? Optional.empty()
        : Optional.of(
            result.getErrors().stream()
                .map(error -> error.getInstanceLocation() + " " + error.getError())
                .findFirst()
                .orElse("the value is not of its shape"));
  }
}
