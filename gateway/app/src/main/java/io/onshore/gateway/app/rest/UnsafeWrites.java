package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.safety.Hazard;
import io.onshore.gateway.app.safety.Hazards;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses every change while anything is so that must not be where real files go. */
class UnsafeWrites {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final Hazards hazards;

  UnsafeWrites(Hazards hazards) {
    this.hazards = hazards;
  }

  @ServerRequestFilter(preMatching = true)
  public Optional<Response> refuse(ContainerRequestContext request) {
    boolean reads =
        READS.contains(request.getMethod())
            && !request.getUriInfo().getPath().endsWith(ConnectCallbackResource.PATH);
    List<Hazard> found = reads ? List.of() : hazards.found();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    ProblemKind.UNSAFE_SET_UP,
                    "the gateway takes no files and changes nothing until its operator corrects "
                        + found.stream()
                            .map(hazard -> "`" + hazard.setting() + "`")
                            .collect(Collectors.joining(", ")),
                    "the operator finds each reason at /q/health/ready and in the log")
                .response());
  }
}
