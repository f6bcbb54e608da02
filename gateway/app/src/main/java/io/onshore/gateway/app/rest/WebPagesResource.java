package io.onshore.gateway.app.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The web interface's own addresses, so that a reload or a deep link finds its page. What begins
 * with none of these words is nobody's.
 */
@Path("/{page:(transfers|storage|rules|reviews|trends|audit)(/.*)?}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class WebPagesResource {
  @GET
  @Operation(hidden = true)
  public byte[] page() {
    try (InputStream in =
        Thread.currentThread()
            .getContextClassLoader()
            .getResourceAsStream("META-INF/resources/index.html")) {
      if (in == null) {
        throw new NotFoundException();
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the web interface cannot be read", unreadable);
    }
  }
}
