package io.onshore.gateway.app.security;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses paths that two readers could read differently: matrix parameters and encoded slashes,
 * backslashes and semicolons. Path-based security has been bypassed with each of them. A NUL is
 * refused in a query too: PostgreSQL takes none.
 */
@ApplicationScoped
public class PlainPaths {
  private static final Pattern AMBIGUOUS = Pattern.compile(";|\\\\|%3b|%2f|%5c|%00|//");
  private static final int BEFORE_EVERYTHING = 10_000;

  void register(@Observes Filters filters) {
    filters.register(PlainPaths::refuseAmbiguous, BEFORE_EVERYTHING);
  }

  private static void refuseAmbiguous(RoutingContext context) {
    String path = context.request().path();
    String query = context.request().query();
    if ((path != null && AMBIGUOUS.matcher(path.toLowerCase(Locale.ROOT)).find())
        || (query != null && query.contains("%00"))) {
      context
          .response()
          .setStatusCode(400)
          .putHeader("Content-Type", "application/problem+json")
          .end(
              "{\"type\":\"/problems/invalid_request\",\"title\":\"The request cannot be understood\","
                  + "\"status\":400,\"code\":\"INVALID_REQUEST\","
                  + "\"detail\":\"the address holds a character that this gateway does not use\","
                  + "\"hint\":\"use the addresses that the gateway gives\"}");
      return;
    }
    context.next();
  }
}
