package io.onshore.gateway.app.security;

import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For which practice somebody asks: what the request's header says; else what a browser chose
 * before; else their only one. Looked up again at each request, so that a choice never outlives the
 * membership.
 */
public sealed interface PracticeContext {
  /** The header by which a request says for which practice it asks. */
  String HEADER = "Onshore-Practice";

  /** The cookie that keeps what a browser chose: an id, which opens nothing by itself. */
  String COOKIE = "onshore-practice";

  /** The caller. */
  record Chosen(Caller caller) implements PracticeContext {}

  /** There is none: why. */
  record None(RequestRefused why) implements PracticeContext {}

  /** For which practice a request asks. */
  static PracticeContext of(SignedIn person, @Nullable HttpServerRequest request) {
    Optional<String> named = Optional.ofNullable(request).map(each -> each.getHeader(HEADER));
    if (named.isPresent()) {
      return named
          .filter(person::actsFor)
          .<PracticeContext>map(id -> new Chosen(person.callerFor(id)))
          .orElseGet(() -> new None(notTheirs()));
    }
    return Optional.ofNullable(request)
        .filter(each -> each.getHeader("Authorization") == null)
        .map(each -> each.getCookie(COOKIE))
        .map(Cookie::getValue)
        .filter(person::actsFor)
        .or(() -> only(person))
        .<PracticeContext>map(id -> new Chosen(person.callerFor(id)))
        .orElseGet(() -> new None(person.practices().isEmpty() ? unknown() : notChosen(person)));
  }

  private static Optional<String> only(SignedIn person) {
    return person.practices().size() == 1
        ? person.practices().keySet().stream().findFirst()
        : Optional.empty();
  }

  /** The same whether the practice exists or not. */
  static RequestRefused notTheirs() {
    return new RequestRefused(
        RefusalCode.PRACTICE_UNKNOWN,
        "you act for no practice of that id",
        "GET /api/v1/me names the practices that you act for");
  }

  private static RequestRefused unknown() {
    return new RequestRefused(
        RefusalCode.PRACTICE_UNKNOWN,
        "your sign-in belongs to no practice that is set up here",
        "ask the practice admin to add you");
  }

  private static RequestRefused notChosen(SignedIn person) {
    return new RequestRefused(
        RefusalCode.PRACTICE_NOT_CHOSEN,
        "you act for several practices",
        "say for which one by the header `%s`, or choose it once in the browser: %s"
            .formatted(HEADER, String.join(", ", person.practices().keySet())));
  }
}
