package io.onshore.connector.toolkit.residency;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.toolkit.residency.Permitted.Question;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a provider answered in the course of one probe, word by word, so that an observation can be
 * held against what it was read from. Used by one thread.
 */
public final class Answers {
  private static final JsonFactory JSON = new JsonFactory();

  /** Members that hold a token, or an address that works without one. */
  private static final Pattern NOT_KEPT =
      Pattern.compile(
          "(?i).*(token|secret|password|(download|upload|preview|photo)_?url"
              + "|(shared|content|thumbnail|photo|referral)_?link)");

  private final List<ProviderAnswer> inOrder = new ArrayList<>();

  /**
   * An answer as JSON.
   *
   * @param <T> what the provider's client reads it as
   */
  @FunctionalInterface
  public interface Json<T> {
    /** The JSON text of it. */
    String of(T answer);
  }

  /**
   * Asks what has to be told.
   *
   * @param call what is asked, as {@link ProviderAnswer#call} writes it
   * @throws ConnectorException if the provider does not tell; nothing is kept then
   */
  public <T> T ask(String call, Question<T> question, Json<? super T> json)
      throws ConnectorException {
    T answer = question.ask();
    inOrder.add(new ProviderAnswer(call, Optional.of(kept(json.of(answer)))));
    return answer;
  }

  /**
   * Asks what the provider may refuse to tell; the refusal is kept as one.
   *
   * @return empty if the connection may not ask
   * @throws ConnectorException of any other kind; nothing is kept then
   */
  public <T> Optional<T> ask(
      Permitted permitted, String call, Question<T> question, Json<? super T> json)
      throws ConnectorException {
    Optional<T> answer = permitted.ask(question);
    inOrder.add(new ProviderAnswer(call, answer.map(told -> kept(json.of(told)))));
    return answer;
  }

  /** What was answered so far. */
  public List<ProviderAnswer> inOrder() {
    return List.copyOf(inOrder);
  }

  /** The same JSON without what must not be kept. */
  private static String kept(String json) {
    StringWriter kept = new StringWriter();
    try (JsonParser parser = JSON.createParser(json);
        JsonGenerator generator = JSON.createGenerator(kept)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && NOT_KEPT.matcher(parser.currentName()).matches()) {
          parser.nextToken();
          parser.skipChildren();
        } else {
          generator.copyCurrentEventExact(parser);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the answer is not JSON", e);
    }
    return kept.toString();
  }
}
