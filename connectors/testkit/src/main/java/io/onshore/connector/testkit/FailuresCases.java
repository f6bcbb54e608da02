package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Part;
import io.onshore.connector.UploadSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Cases about what a failure says. */
abstract class FailuresCases extends Cases {
  /** The kinds that a vendor's own answer can mean, whoever the vendor is. */
  private static final Set<Failure.Kind> FROM_VENDORS =
      EnumSet.of(
          Failure.Kind.UNAVAILABLE,
          Failure.Kind.THROTTLED,
          Failure.Kind.REAUTHORISE,
          Failure.Kind.FORBIDDEN,
          Failure.Kind.DESTINATION_MISSING,
          Failure.Kind.NAME_TAKEN,
          Failure.Kind.QUOTA_EXHAUSTED,
          Failure.Kind.SESSION_LOST,
          Failure.Kind.UNCLASSIFIED);

  @Test
  void everyKindHasAVendorExample() {
    List<VendorExample> examples = harness().vendorFailures();
    assertThat(examples)
        .allSatisfy(
            example ->
                assertThat(example.mapped()).as(example.says()).isEqualTo(example.expected()));
    Set<Failure.Kind> wanted = EnumSet.copyOf(FROM_VENDORS);
    if (has(Trait.NO_CREDENTIALS)) {
      wanted.remove(Failure.Kind.REAUTHORISE);
    }
    if (has(Trait.NO_THROTTLING)) {
      wanted.remove(Failure.Kind.THROTTLED);
    }
    assertThat(kinds(examples)).containsAll(wanted);
    assertThat(examples)
        .filteredOn(example -> example.mapped().kind() == Failure.Kind.UNCLASSIFIED)
        .as("what nobody understands is not retried")
        .noneMatch(example -> example.mapped().retryable());
  }

  @Test
  void throttlingCarriesTheProvidersDelay() {
    if (has(Trait.NO_THROTTLING)) {
      assertThat(kinds(harness().vendorFailures())).doesNotContain(Failure.Kind.THROTTLED);
      return;
    }
    for (Fault fault : List.of(Fault.THROTTLED_IN_SECONDS, Fault.THROTTLED_UNTIL_DATE)) {
      harness().failNext(fault);
      Failure failure = failureOf(Failure.Kind.THROTTLED, this::find);
      assertThat(failure.retry())
          .as("%s", fault)
          .isEqualTo(new Failure.Retry.After(Fault.THROTTLE_DELAY));
      assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
    }
  }

  @Test
  void outageIsRetryable() throws Exception {
    byte[] content = severalParts(60);
    try (UploadSession session = begin(NAME, content)) {
      Part first = parts(session, content).getFirst();
      List<ThrowingCallable> calls =
          List.of(
              this::find,
              () -> connector().check(harness().destination()),
              session::confirmed,
              () -> session.send(first));
      for (ThrowingCallable call : calls) {
        harness().failNext(Fault.OUTAGE);
        Failure failure = failureOf(Failure.Kind.UNAVAILABLE, call);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
      }
      sendMissing(session, content);
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Test
  void outageDuringCommitIsUnknown() throws Exception {
    byte[] content = severalParts(60);
    try (UploadSession session = begin(NAME, content)) {
      sendAll(session, content);
      harness().failNext(Fault.OUTAGE_ON_COMMIT);
      Failure failure = failureOf(Failure.Kind.UNAVAILABLE, () -> session.commit(digests(content)));
      assertThat(failure.retryable()).isTrue();
      assertThat(failure.effect()).isEqualTo(Failure.Effect.UNKNOWN);
      if (connector().find(NAME, harness().destination()).isEmpty()) {
        session.commit(digests(content));
      }
    }
    assertStored(NAME, content);
  }

  @Test
  void quotaExhaustedIsNotRetried() throws Exception {
    assertNotRetried(Fault.QUOTA_EXHAUSTED, Failure.Kind.QUOTA_EXHAUSTED);
  }

  @Test
  void permissionDeniedIsNotRetried() throws Exception {
    assertNotRetried(Fault.FORBIDDEN, Failure.Kind.FORBIDDEN);
  }

  @Test
  void unclassifiedIsNotRetriedAndKeepsTheCause() throws Exception {
    ConnectorException thrown = assertNotRetried(Fault.UNCLASSIFIED, Failure.Kind.UNCLASSIFIED);
    assertThat(thrown).hasCauseInstanceOf(Throwable.class);
  }

  @Test
  void noVendorTypeEscapes() throws Exception {
    byte[] content = severalParts(64);
    for (Fault fault :
        List.of(Fault.OUTAGE, Fault.FORBIDDEN, Fault.QUOTA_EXHAUSTED, Fault.UNCLASSIFIED)) {
      try (UploadSession session = begin(NAME, content)) {
        harness().failNext(fault);
        assertOnlyOurTypes(failureOf(() -> sendAndCommit(session, content)));
        session.abandon();
      }
      if (fault != Fault.QUOTA_EXHAUSTED) {
        harness().failNext(fault);
        assertOnlyOurTypes(failureOf(this::find));
      }
    }
    assertOnlyOurTypes(failureOf(() -> connector().check(harness().missingDestination())));
  }

  @Test
  void providerRequestIdIsKept() {
    for (Fault fault : List.of(Fault.FORBIDDEN, Fault.UNCLASSIFIED)) {
      harness().failNext(fault);
      Failure failure = failureOf(this::find).failure();
      assertThat(failure.providerRequestId()).isEqualTo(harness().lastFailedRequestId());
      assertThat(failure.providerRequestId().isPresent()).isNotEqualTo(has(Trait.NO_REQUEST_IDS));
    }
  }

  @Test
  void connectorNeverSleepsOrRetriesByItself() throws Exception {
    byte[] content = severalParts(66);
    find();
    try (UploadSession session = begin(NAME, content)) {
      Part first = parts(session, content).getFirst();
      List<ThrowingCallable> calls =
          List.of(
              this::find,
              () -> connector().check(harness().destination()),
              session::confirmed,
              () -> session.send(first),
              () -> connector().probeResidency(harness().destination()));
      for (ThrowingCallable call : calls) {
        harness().failNext(Fault.OUTAGE);
        int before = harness().requests().size();
        failureOf(Failure.Kind.UNAVAILABLE, call);
        assertThat(requestsSince(before)).as("requests of a call that fails").hasSize(1);
      }
    }
  }

  @Test
  void cancelledThreadStopsPromptlyAndRestoresInterrupt() throws Exception {
    byte[] content = severalParts(67);
    try (UploadSession session = begin(NAME, content)) {
      Part first = parts(session, content).getFirst();
      assertCancelled(() -> session.send(first));
    }
    assertCancelled(this::find);
  }

  @Test
  void callTimeoutIsKept() throws Exception {
    byte[] content = severalParts(68);
    try (UploadSession session = begin(NAME, content)) {
      Part first = parts(session, content).getFirst();
      Connector hasty = harness().newConnector(Duration.ofMillis(400));
      UploadSession hastySession = hasty.resume(stored(session.token()));
      List<ThrowingCallable> calls =
          List.of(() -> hasty.find(NAME, harness().destination()), () -> hastySession.send(first));
      for (ThrowingCallable call : calls) {
        harness().failNext(Fault.NO_ANSWER);
        Failure failure = inThread(() -> failureOf(Failure.Kind.UNAVAILABLE, call)).get();
        assertThat(failure.retryable()).isTrue();
      }
    }
  }

  private void find() throws ConnectorException {
    assertThat(connector().find(NAME, harness().destination())).isEmpty();
  }

  private void assertCancelled(ThrowingCallable call) throws Exception {
    harness().failNext(Fault.NO_ANSWER);
    CompletableFuture<ConnectorException> thrown = new CompletableFuture<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread caller =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    ConnectorException failure = failureOf(call);
                    flag.set(Thread.currentThread().isInterrupted());
                    thrown.complete(failure);
                  } catch (Throwable other) {
                    thrown.completeExceptionally(other);
                  }
                });
    harness().awaitHeldRequest();
    caller.interrupt();
    assertThat(thrown)
        .succeedsWithin(PATIENCE)
        .satisfies(
            failure -> assertThat(failure.failure().kind()).isEqualTo(Failure.Kind.CANCELLED));
    assertThat(flag).as("the thread's interrupt flag").isTrue();
  }

  /** Meets a fault in the middle of an upload, and makes sure that nothing came of it. */
  private ConnectorException assertNotRetried(Fault fault, Failure.Kind kind) throws Exception {
    byte[] content = severalParts(61);
    try (UploadSession session = begin(NAME, content)) {
      Part first = parts(session, content).getFirst();
      harness().failNext(fault);
      int before = harness().requests().size();
      ConnectorException thrown = failureOf(() -> session.send(first));
      assertThat(thrown.failure().kind()).isEqualTo(kind);
      assertThat(thrown.failure().retry()).isEqualTo(new Failure.Retry.Never());
      assertThat(requestsSince(before))
          .filteredOn(seen -> seen.purpose() == Seen.Purpose.CHANGE)
          .as("attempts of a call that fails")
          .hasSizeLessThanOrEqualTo(1);
      assertNothingStored(NAME);
      return thrown;
    }
  }

  private static void assertOnlyOurTypes(ConnectorException thrown) {
    assertThat(thrown.getMessage())
        .as("the message names no class")
        .doesNotContainPattern("\\b[a-z0-9]+(\\.[a-z0-9]+)+\\.[A-Z]\\w*");
    List<Throwable> chain = new ArrayList<>(List.of(thrown));
    for (int i = 0; i < chain.size(); i++) {
      Throwable each = chain.get(i);
      assertThat(each.getClass().getName()).matches("(java|javax|jdk|io\\.onshore)\\..*");
      Optional.ofNullable(each.getCause()).ifPresent(chain::add);
      chain.addAll(List.of(each.getSuppressed()));
    }
  }

  private static Set<Failure.Kind> kinds(List<VendorExample> examples) {
    return examples.stream()
        .map(example -> example.mapped().kind())
        .collect(Collectors.toUnmodifiableSet());
  }
}
