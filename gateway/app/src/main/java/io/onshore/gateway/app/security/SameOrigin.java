package io.onshore.gateway.app.security;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Refuses changes that another site's page asks a signed-in browser for. Browsers say where a
 * request comes from ({@code Sec-Fetch-Site}); programs do not send the header and use tokens.
 */
@ApplicationScoped
public class SameOrigin {
  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final int EARLY = 9_000;

  void register(@Observes Filters filters) {
    filters.register(SameOrigin::refuseCrossSite, EARLY);
  }

  private static void refuseCrossSite(RoutingContext context) {
    HttpServerRequest request = context.request();
    String site = request.getHeader("Sec-Fetch-Site");
    boolean crossSite = site != null && !site.equals("same-origin") && !site.equals("none");
    if (crossSite && !READS.contains(request.method())) {
      context
          .response()
          .setStatusCode(403)
          .putHeader("Content-Type", "application/problem+json")
          .end(
              "{\"type\":\"/problems/invalid_request\",\"title\":\"The request cannot be understood\","
                  + "\"status\":403,\"code\":\"INVALID_REQUEST\","
                  + "\"detail\":\"a page of another site asked for this\","
                  + "\"hint\":\"use the gateway's own page\"}");
      return;
    }
    context.next();
  }
}
