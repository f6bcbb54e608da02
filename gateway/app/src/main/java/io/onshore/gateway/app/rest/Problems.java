package io.onshore.gateway.app.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.security.StepUpNeeded;
import io.onshore.gateway.audit.DeniedAccess;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.gateway.transfer.StaleStepException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into a problem that says what to do; never a stack, never a class name. */
public class Problems {
  private static final Logger LOG = System.getLogger(Problems.class.getName());

  /** Where a browser comes by itself. */
  private static final Set<String> PAGES =
      Set.of(SignInResource.PATH, ConnectCallbackResource.PATH);

  private final CurrentCaller caller;
  private final DeniedAccess denied;

  Problems(CurrentCaller caller, DeniedAccess denied) {
    this.caller = caller;
    this.denied = denied;
  }

  @ServerExceptionMapper
  public Response refused(RequestRefused refused) {
    return Problem.of(refused).response();
  }

  @ServerExceptionMapper
  public Response rulesRefused(RulesRefused refused) {
    return Problem.of(refused).response();
  }

  @ServerExceptionMapper
  public Response stale(StaleStepException stale) {
    return Problem.of(
            ProblemKind.NOT_NOW,
            "the transfer changed while this was asked for",
            "look at it again and repeat the request")
        .response();
  }

  /** A page is sent to the sign-in; everything else is told that one is needed. */
  @ServerExceptionMapper
  public Uni<Response> unauthorized(UnauthorizedException unauthorized, RoutingContext context) {
    return signIn(context);
  }

  @ServerExceptionMapper
  public Uni<Response> unauthenticated(
      AuthenticationFailedException failed, RoutingContext context) {
    return signIn(context);
  }

  private static Uni<Response> signIn(RoutingContext context) {
    Response problem =
        Problem.of(ProblemKind.SIGN_IN_NEEDED, "nobody is signed in", "sign in and repeat")
            .response();
    HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
    if (authenticator == null || !PAGES.contains(context.normalizedPath())) {
      return Uni.createFrom().item(problem);
    }
    return authenticator
        .getChallenge(context)
        .map(
            challenge -> {
              if (challenge == null) {
                return problem;
              }
              Response.ResponseBuilder answer = Response.status(challenge.status);
              challenge
                  .getHeaders()
                  .forEach((name, value) -> answer.header(name.toString(), value));
              return answer.build();
            });
  }

  /**
   * Recorded before it is answered, on a thread that may wait for the database. Whoever is nobody
   * in any practice, or did not say in which, has no role at all.
   */
  @ServerExceptionMapper
  public Uni<Response> forbidden(
      ForbiddenException forbidden, ResourceInfo resource, ContainerRequestContext request) {
    Caller known;
    try {
      known = caller.get();
    } catch (RequestRefused noPractice) {
      return Uni.createFrom().item(refused(noPractice));
    }
    Response problem =
        Problem.of(ProblemKind.FORBIDDEN, "your role may not do this", "ask the practice admin")
            .response();
    String method = request.getMethod();
    String route = route(resource);
    return Uni.createFrom()
        .item(
            () -> {
              denied.denied(known, method, route);
              return problem;
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure(RuntimeException.class)
        .recoverWithItem(this::unexpected);
  }

  /** The address with names in place of ids: whatever a client wrote there stays out. */
  private static String route(ResourceInfo resource) {
    StringBuilder route = new StringBuilder();
    Class<?> type = resource.getResourceClass();
    while (type != null && !type.isAnnotationPresent(Path.class)) {
      type = type.getSuperclass();
    }
    for (AnnotatedElement element :
        type == null
            ? List.<AnnotatedElement>of(resource.getResourceMethod())
            : List.<AnnotatedElement>of(type, resource.getResourceMethod())) {
      Path path = element.getAnnotation(Path.class);
      if (path != null) {
        route.append(path.value().startsWith("/") ? "" : "/").append(path.value());
      }
    }
    return route.toString();
  }

  @ServerExceptionMapper
  public Response tooWeak(StepUpNeeded needed) {
    Problem problem =
        Problem.of(
            ProblemKind.STEP_UP_NEEDED,
            String.valueOf(needed.getMessage()),
            "sign in again at " + SignInResource.PATH + "?fresh=true and repeat");
    return Response.fromResponse(problem.response())
        .header(HttpHeaders.WWW_AUTHENTICATE, needed.challenge())
        .build();
  }

  /** Quarkus answers this one by itself, without a body, unless there is a mapper as near to it. */
  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException mismatched) {
    return unreadable(mismatched);
  }

  @ServerExceptionMapper
  public Response unreadable(JacksonException unreadable) {
    return Problem.of(
            ProblemKind.INVALID_REQUEST,
            "the JSON cannot be understood"
                + (unreadable.getLocation() == null
                    ? ""
                    : " at line %d, column %d"
                        .formatted(
                            unreadable.getLocation().getLineNr(),
                            unreadable.getLocation().getColumnNr())),
            "compare it with the interface description at /q/openapi")
        .response();
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException web) {
    // Jackson's complaint arrives wrapped in a 400.
    if (web.getCause() instanceof JacksonException unreadable) {
      return unreadable(unreadable);
    }
    int status = web.getResponse().getStatus();
    ProblemKind kind =
        switch (status) {
          case 404 -> ProblemKind.NOT_FOUND;
          case 415 -> ProblemKind.NOT_READABLE;
          default -> status < 500 ? ProblemKind.INVALID_REQUEST : ProblemKind.INTERNAL;
        };
    Problem problem = Problem.of(kind, kind.title(), kind.explanation());
    return new Problem(
            problem.type(),
            problem.title(),
            status,
            problem.code(),
            problem.detail(),
            problem.hint(),
            problem.findings(),
            problem.alternative(),
            problem.problems())
        .response();
  }

  /** The client's connection broke; the answer will hardly arrive. What came before is kept. */
  @ServerExceptionMapper
  public Response cut(IOException cut) {
    LOG.log(Level.DEBUG, "a client's connection broke");
    return Problem.of(
            ProblemKind.INVALID_REQUEST,
            "the connection broke before the body was whole",
            "ask where the upload stands and continue from there")
        .response();
  }

  @ServerExceptionMapper
  public Response unexpected(RuntimeException unexpected) {
    String number = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "request failed, number " + number, unexpected);
    return Problem.of(ProblemKind.INTERNAL, "number " + number, ProblemKind.INTERNAL.explanation())
        .response();
  }
}
