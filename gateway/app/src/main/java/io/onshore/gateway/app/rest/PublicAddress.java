package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/**
 * The address that browsers reach the gateway by. It is set, never guessed from a request: whoever
 * forges a Host header would choose where a provider sends a person's code to. The demo, which runs
 * for itself only, takes the request's own.
 */
@ApplicationScoped
class PublicAddress {
  private final OnshoreSettings settings;

  PublicAddress(OnshoreSettings settings) {
    this.settings = settings;
  }

  /**
   * Where providers send browsers back to.
   *
   * @throws RequestRefused PUBLIC_ADDRESS_UNKNOWN if nobody said
   */
  URI callback(UriInfo request) {
    URI base =
        settings
            .publicUrl()
            .orElseGet(
                () -> {
                  if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
                    return request.getBaseUri();
                  }
                  throw new RequestRefused(
                      RefusalCode.PUBLIC_ADDRESS_UNKNOWN,
                      "the gateway does not know the address that browsers reach it by",
                      "let the operator set `onshore.public-url`");
                });
    String root = base.toString().replaceAll("/+$", "");
    return URI.create(root + ConnectCallbackResource.PATH);
  }
}
