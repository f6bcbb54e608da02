package io.onshore.gateway.app.security;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import jakarta.json.JsonString;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The claims of the token that somebody signed in with; a sign-in without a token has none. */
final class Token {
  private final Optional<OidcJwtCallerPrincipal> principal;

  private Token(Optional<OidcJwtCallerPrincipal> principal) {
    this.principal = principal;
  }

  static Token of(Principal principal) {
    return new Token(
        principal instanceof OidcJwtCallerPrincipal token ? Optional.of(token) : Optional.empty());
  }

  /** A claim of one text. */
  Optional<String> text(String claim) {
    return texts(claim).stream().findFirst();
  }

  /** A claim of one text or of several. */
  List<String> texts(String claim) {
    Object value = principal.map(token -> token.<Object>getClaim(claim)).orElse(List.of());
    Stream<?> values = value instanceof Collection<?> several ? several.stream() : Stream.of(value);
    return values
        .map(each -> each instanceof JsonString json ? json.getString() : String.valueOf(each))
        .toList();
  }

  /** When the person proved who they are, if the token says. */
  Optional<Instant> authenticatedAt() {
    return text("auth_time")
        .filter(seconds -> seconds.matches("[0-9]{1,12}"))
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
  }
}
