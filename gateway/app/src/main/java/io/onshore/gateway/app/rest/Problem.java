package io.onshore.gateway.app.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/**
 * A problem as RFC 9457 has it.
 *
 * @param type the address of the page that explains it
 * @param code stable and upper-case
 * @param detail what is wrong this time
 * @param hint what to do
 * @param findings of the policy, where it spoke
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    String hint,
    List<DecisionView.FindingView> findings) {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem of this kind. */
  public static Problem of(ProblemKind kind, String detail, String hint) {
    return new Problem(
        kind.type(), kind.title(), kind.status(), kind.code(), detail, hint, List.of());
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
        refused.decision().map(decision -> DecisionView.of(decision).findings()).orElse(List.of()));
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
