package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Failure;
import io.onshore.connector.SettingSpec;
import org.junit.jupiter.api.Test;

/** Cases about getting through to a destination. */
abstract class ConnectionCases extends Cases {
  @Live
  @Test
  void checkPassesForAWritableDestination() throws Exception {
    connector().check(harness().destination());
    assertThat(harness().openSessions()).isZero();
  }

  @Live
  @Test
  void checkNamesAMissingDestination() {
    assertThat(
            failureOf(
                Failure.Kind.DESTINATION_MISSING,
                () -> connector().check(harness().missingDestination())))
        .isEqualTo(failed(Failure.Kind.DESTINATION_MISSING));
  }

  @Test
  void checkNamesAReadOnlyDestination() {
    assertThat(
            failureOf(
                Failure.Kind.FORBIDDEN, () -> connector().check(harness().forbiddenDestination())))
        .isEqualTo(failed(Failure.Kind.FORBIDDEN));
  }

  @Test
  void rejectedCredentialsAskForReauthorisation() throws Exception {
    if (has(Trait.NO_CREDENTIALS)) {
      assertNothingToReject();
      return;
    }
    harness().revokeCredentials();
    Failure failure =
        failureOf(Failure.Kind.REAUTHORISE, () -> connector().check(harness().destination()));
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
  }

  @Test
  void expiredAccessTokenIsRenewedOnceAndUnseen() throws Exception {
    connector().find(NAME, harness().destination());
    if (has(Trait.NO_CREDENTIALS)) {
      assertNothingToReject();
      assertThat(signIns()).isZero();
      return;
    }
    long signIns = signIns();
    harness().expireAccessToken();
    connector().find(NAME, harness().destination());
    connector().find(NAME, harness().destination());
    assertThat(signIns()).isEqualTo(signIns + 1);
  }

  @Test
  void revokedGrantIsNotRetried() throws Exception {
    connector().find(NAME, harness().destination());
    if (has(Trait.NO_CREDENTIALS)) {
      assertNothingToReject();
      return;
    }
    harness().revokeCredentials();
    long signIns = signIns();
    int before = harness().requests().size();
    Failure failure =
        failureOf(Failure.Kind.REAUTHORISE, () -> connector().find(NAME, harness().destination()));
    assertThat(failure.retryable()).isFalse();
    assertThat(signIns()).isLessThanOrEqualTo(signIns + 1);
    assertThat(requestsSince(before)).hasSizeLessThanOrEqualTo(1);
  }

  /** The request id may be there or not; all else is fixed. */
  private Failure failed(Failure.Kind kind) {
    return Failure.permanent(kind).withRequestId(harness().lastFailedRequestId());
  }

  private void assertNothingToReject() {
    assertThat(harness().secrets()).isEmpty();
    assertThat(harness().factory().settings()).noneMatch(SettingSpec::secret);
    assertThat(harness().factory().card().scopes()).isEmpty();
    assertThat(harness().requests()).noneMatch(Seen::authorised);
  }
}
