package io.onshore.gateway.app.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.rules.RulesRefused;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A problem as RFC 9457 has it.
 *
 * @param type the address of the page that explains it
 * @param code stable and upper-case
 * @param detail what is wrong this time
 * @param hint what to do
 * @param findings of the policy, where it spoke
 * @param alternative another destination that may take the file, where policy refused this one
 * @param problems everything that is wrong with files that were refused
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    String hint,
    List<DecisionView.FindingView> findings,
    Optional<AlternativeView> alternative,
    List<RulesRefused.Problem> problems) {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem of this kind. */
  public static Problem of(ProblemKind kind, String detail, String hint) {
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        kind.code(),
        detail,
        hint,
        List.of(),
        Optional.empty(),
        List.of());
  }

  /** A refusal as a problem. */
  public static Problem of(RequestRefused refused) {
    ProblemKind kind = kind(refused.code());
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        kind.code(),
        String.valueOf(refused.getMessage()),
        refused.hint(),
        refused.decision().map(decision -> DecisionView.of(decision).findings()).orElse(List.of()),
        Optional.empty(),
        List.of());
  }

  /** The same problem with a way out. */
  Problem with(Optional<AlternativeView> better) {
    return new Problem(type, title, status, code, detail, hint, findings, better, problems);
  }

  /** Refused files as a problem. */
  public static Problem of(RulesRefused refused) {
    ProblemKind kind = ProblemKind.RULES_REFUSED;
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        kind.code(),
        "everything that is wrong stands under `problems`",
        "correct it and send it again; nothing was changed",
        List.of(),
        Optional.empty(),
        refused.problems());
  }

  private static ProblemKind kind(RefusalCode code) {
    return ProblemKind.valueOf(code.name());
  }

  /** The answer that carries it. */
  public Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }

  static String typeOf(String code) {
    return "/problems/" + code.toLowerCase(Locale.ROOT);
  }
}
