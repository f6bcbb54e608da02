package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.Role;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is asking. */
@Path("/api/v1/me")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sign-in")
public class MeResource {
  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;

  MeResource(CurrentCaller caller, Supplier<SetUp> setUp) {
    this.caller = caller;
    this.setUp = setUp;
  }

  @GET
  @Operation(summary = "Who I am, and for which practice")
  public MeView me() {
    Caller current = caller.get();
    Practice practice = setUp.get().practice(current.practice()).orElseThrow();
    return new MeView(
        current.subject(),
        current.name(),
        current.roles().stream().map(Role::id).sorted().toList(),
        new PracticeView(practice.id().value(), practice.name(), practice.jurisdiction().value()));
  }

  /** A person or program. */
  public record MeView(String subject, String name, List<String> roles, PracticeView practice) {}

  /** A practice. */
  public record PracticeView(String id, String name, String jurisdiction) {}
}
