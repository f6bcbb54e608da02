package io.onshore.gateway.app.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.idempotency.Idempotency;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request that carries an {@code Idempotency-Key} once, and its repeats with the first
 * answer. The keys are ours to define: scoped to practice and route, kept for 24 hours.
 */
@ApplicationScoped
class OnceOnly {
  private static final int LONGEST_KEY = 200;

  private final Idempotency idempotency;
  private final ObjectMapper json;
  private final Clock clock;

  OnceOnly(Idempotency idempotency, ObjectMapper json, Clock clock) {
    this.idempotency = idempotency;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Runs a request, or gives the answer it had before.
   *
   * @param request what makes this request this one
   */
  Response answer(
      Caller caller,
      String route,
      @Nullable String idempotencyKey,
      Object request,
      Supplier<Outcome> run) {
    if (idempotencyKey == null || idempotencyKey.isBlank()) {
      return response(kept(run.get()));
    }
    if (idempotencyKey.length() > LONGEST_KEY) {
      throw Requests.invalid(
          "`Idempotency-Key` is too long", "use at most " + LONGEST_KEY + " characters");
    }
    Idempotency.Key key = new Idempotency.Key(caller.practice(), route, idempotencyKey);
    return switch (idempotency.claim(key, fingerprint(request), clock.instant())) {
      case Idempotency.Claim.Fresh ignored -> response(runAndKeep(key, run));
      case Idempotency.Claim.Repeated repeated -> response(repeated.answer());
      case Idempotency.Claim.InFlight ignored ->
          throw new RequestRefused(
              RefusalCode.IDEMPOTENCY_IN_FLIGHT,
              "the same request is running right now",
              "repeat it in a moment with the same key");
      case Idempotency.Claim.Mismatch ignored ->
          throw new RequestRefused(
              RefusalCode.IDEMPOTENCY_MISMATCH,
              "the key was used for a different request",
              "use a new key");
    };
  }

  private Idempotency.Answer runAndKeep(Idempotency.Key key, Supplier<Outcome> run) {
    boolean answered = false;
    try {
      Idempotency.Answer answer = kept(run.get());
      idempotency.complete(key, answer);
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        idempotency.release(key);
      }
    }
  }

  private Idempotency.Answer kept(Outcome outcome) {
    return switch (outcome) {
      case Created created ->
          new Idempotency.Answer(201, text(created.body()), Optional.of(created.location()));
      case Done done -> new Idempotency.Answer(200, text(done.body()), Optional.empty());
    };
  }

  private static Response response(Idempotency.Answer answer) {
    Response.ResponseBuilder response =
        Response.status(answer.status()).type(MediaType.APPLICATION_JSON).entity(answer.body());
    answer.location().ifPresent(location -> response.header(HttpHeaders.LOCATION, location));
    return response.build();
  }

  private String fingerprint(Object request) {
    return RunningDigests.sha256(text(request).getBytes(StandardCharsets.UTF_8)).hex();
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an answer cannot be written as JSON", impossible);
    }
  }

  /** What a request came to. */
  sealed interface Outcome {}

  /** Something was created. */
  record Created(String location, Object body) implements Outcome {}

  /** Something was done. */
  record Done(Object body) implements Outcome {}
}
