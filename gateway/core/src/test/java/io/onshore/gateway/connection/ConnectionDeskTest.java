package io.onshore.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Failure;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Tokens;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.connection.AccountStatus.State;
import io.onshore.gateway.doubles.FakeSignIn;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts are connected by a person, and disconnected. */
class ConnectionDeskTest {
  private static final String ID = "fake-account";
  private static final URI REDIRECT = URI.create("https://onshore.example/connect/callback");
  private static final AccountId ACCOUNT = new AccountId(World.PRACTICE, ID);
  private static final Caller ADMIN =
      new Caller("sub-admin", "Adam", World.PRACTICE, Set.of(Role.PRACTICE_ADMIN));
  private static final Caller OTHER_ADMIN =
      new Caller("sub-2", "Eve", World.PRACTICE, Set.of(Role.PRACTICE_ADMIN));
  private static final Caller ELSEWHERE =
      new Caller("sub-admin", "Adam", new PracticeId("elsewhere"), Set.of(Role.PRACTICE_ADMIN));

  private final World world = new World();
  private final FakeSignIn signIn = new FakeSignIn();
  private final AtomicInteger woken = new AtomicInteger();
  private final ConnectionDesk desk = world.connections(woken::incrementAndGet);

  @BeforeEach
  void actsForAPerson() {
    world.provider.signIn = Optional.of(signIn);
  }

  private Authorization.Asked invited() {
    Matcher page =
        Pattern.compile("state=([^&]*)&code_challenge=([^&]*)&redirect_uri=(.*)")
            .matcher(desk.invite(ADMIN, ID, REDIRECT).page().getRawQuery());
    assertThat(page.matches()).isTrue();
    return new Authorization.Asked(URI.create(page.group(3)), page.group(1), page.group(2));
  }

  private Return back(Caller caller, Authorization.Asked asked) {
    return desk.comeBack(
        caller, Optional.of(asked.state()), Optional.of(signIn.allow(asked)), false);
  }

  private void connect() {
    assertThat(back(ADMIN, invited())).isInstanceOf(Return.Connected.class);
  }

  private AccountStatus status() {
    return desk.find(World.PRACTICE, ID);
  }

  private static void assertRefused(Runnable call, RefusalCode code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            RequestRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void takesARefreshTokenThatTheSetUpBringsOnceAndNotAfterADisconnection() throws Exception {
    world.bring("brought-from-elsewhere");
    ConnectionDesk brought = world.connections(woken::incrementAndGet);

    brought.adoptBrought();
    brought.adoptBrought();

    assertThat(world.grants.vault(ACCOUNT).newest().flatMap(Tokens::refresh))
        .contains("brought-from-elsewhere");
    assertThat(world.trail.types()).containsExactly(AuditType.CONNECTION_AUTHORISED);

    brought.disconnect(ADMIN, ID);
    brought.adoptBrought();
    assertThat(world.grants.vault(ACCOUNT).newest()).isEmpty();
  }

  @Test
  void connectsAnAccountThroughTheProvidersPage() {
    assertThat(status().state()).isEqualTo(State.NOT_CONNECTED);
    assertThat(desk.waits(World.PRACTICE)).containsOnlyKeys(ID);
    connect();
    assertThat(status().state()).isEqualTo(State.CONNECTED);
    assertThat(status().grant().person()).contains("sub-admin");
    assertThat(status().hint()).isEmpty();
    assertThat(desk.waits(World.PRACTICE)).isEmpty();
    assertThat(woken).hasValue(1);
    assertThat(world.trail.types())
        .containsExactly(AuditType.CONNECTION_ASKED, AuditType.CONNECTION_AUTHORISED);
  }

  @Test
  void keepsNoStateThatWouldLetSomebodyElseComeBack() {
    Authorization.Asked one = invited();
    Authorization.Asked two = invited();
    assertThat(one.state()).hasSize(43).isNotEqualTo(two.state());
    assertThat(world.grants.kept()).doesNotContain(one.state(), two.state());
  }

  @Test
  void takesAWayBackOnceAndFromWhoWasSentOnly() {
    Authorization.Asked asked = invited();
    assertThat(back(OTHER_ADMIN, asked)).isEqualTo(new Return.StartAgain());
    assertThat(back(ADMIN, asked)).isEqualTo(new Return.StartAgain());
    assertThat(back(ELSEWHERE, invited())).isEqualTo(new Return.StartAgain());
    assertThat(desk.comeBack(ADMIN, Optional.empty(), Optional.of("code"), false))
        .isEqualTo(new Return.StartAgain());
    assertThat(desk.comeBack(ADMIN, Optional.of("guess"), Optional.of("code"), false))
        .isEqualTo(new Return.StartAgain());
    assertThat(desk.comeBack(ADMIN, Optional.of(invited().state()), Optional.empty(), false))
        .isEqualTo(new Return.StartAgain());
    assertThat(status().state()).isEqualTo(State.NOT_CONNECTED);
  }

  @Test
  void givesAPersonTenMinutes() {
    Authorization.Asked asked = invited();
    world.clock.advance(Duration.ofMinutes(10));
    assertThat(back(ADMIN, asked)).isEqualTo(new Return.StartAgain());
    Authorization.Asked quicker = invited();
    world.clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(back(ADMIN, quicker)).isInstanceOf(Return.Connected.class);
  }

  @Test
  void leavesEverythingWhenThePersonSaysNo() {
    connect();
    Authorization.Asked asked = invited();
    assertThat(desk.comeBack(ADMIN, Optional.of(asked.state()), Optional.empty(), true))
        .isInstanceOf(Return.Denied.class);
    assertThat(status().state()).isEqualTo(State.CONNECTED);
    assertThat(world.trail.types()).endsWith(AuditType.CONNECTION_DENIED);
  }

  @Test
  void saysWhenTheProviderRefusesTheCodeOrIsAway() {
    Authorization.Asked asked = invited();
    assertThat(desk.comeBack(ADMIN, Optional.of(asked.state()), Optional.of("forged"), false))
        .isEqualTo(new Return.StartAgain());
    Authorization.Asked again = invited();
    signIn.failure = Optional.of(Failure.passing(Failure.Kind.UNAVAILABLE));
    assertThat(back(ADMIN, again)).isInstanceOf(Return.NotNow.class);
    assertThat(status().state()).isEqualTo(State.NOT_CONNECTED);
  }

  @Test
  void comparesWhatWasGrantedWithWhatIsNeeded() {
    signIn.grants = Set.of("https://fake.example/scopes/store", "rule-the-world");
    connect();
    ScopeComparison scopes = status().scopes();
    assertThat(scopes.needed())
        .extracting(scope -> scope.name())
        .containsExactly("store", "offline_access", "look");
    // There is a refresh token, which is what the second asks for; the third is a wish.
    assertThat(scopes.missing()).isEmpty();
    assertThat(scopes.more()).containsExactly("rule-the-world");
    assertThat(status().hint()).hasValueSatisfying(hint -> assertThat(hint).contains("more than"));

    signIn.grants = Set.of("look");
    connect();
    assertThat(status().scopes().missing()).containsExactly("store");
    assertThat(status().hint()).hasValueSatisfying(hint -> assertThat(hint).contains("reconnect"));
  }

  @Test
  void knowsNobodyElsesConnections() {
    assertRefused(() -> desk.find(ELSEWHERE.practice(), ID), RefusalCode.CONNECTION_UNKNOWN);
    assertRefused(() -> desk.invite(ELSEWHERE, ID, REDIRECT), RefusalCode.CONNECTION_UNKNOWN);
    assertRefused(() -> desk.disconnect(ELSEWHERE, ID), RefusalCode.CONNECTION_UNKNOWN);
    assertThat(desk.list(ELSEWHERE.practice())).isEmpty();
    assertThat(desk.list(World.PRACTICE)).hasSize(1);
  }

  @Test
  void hasNothingToConnectWhereTheApplicationActs() {
    world.provider.signIn = Optional.empty();
    assertThat(status().state()).isEqualTo(State.APPLICATION);
    assertThat(desk.waits(World.PRACTICE)).isEmpty();
    assertRefused(() -> desk.invite(ADMIN, ID, REDIRECT), RefusalCode.CONNECTION_NOT_A_PERSONS);
    assertRefused(() -> desk.disconnect(ADMIN, ID), RefusalCode.CONNECTION_NOT_A_PERSONS);
  }

  @Test
  void saysWhatIsWrongWithSettings() {
    world.provider.alwaysFail("open", Failure.permanent(Failure.Kind.MISCONFIGURED));
    assertThat(status().state()).isEqualTo(State.MISCONFIGURED);
    assertThat(status().hint()).isPresent();
    assertRefused(() -> desk.invite(ADMIN, ID, REDIRECT), RefusalCode.CONNECTION_MISCONFIGURED);
  }

  // Disconnecting.

  @Test
  void tellsTheProviderAndThenForgetsTheTokens() {
    connect();
    assertThat(desk.disconnect(ADMIN, ID).state()).isEqualTo(State.DISCONNECTED);
    assertThat(signIn.revoked()).hasSize(1);
    assertThat(desk.disconnect(ADMIN, ID).state()).isEqualTo(State.DISCONNECTED);
    assertThat(signIn.revoked()).hasSize(1);
    assertThat(world.trail.types())
        .endsWith(AuditType.CONNECTION_DISCONNECTING, AuditType.CONNECTION_DISCONNECTED);
    connect();
    assertThat(status().state()).isEqualTo(State.CONNECTED);
  }

  @Test
  void goesOnDisconnectingUntilTheProviderCouldBeTold() {
    connect();
    signIn.failure = Optional.of(Failure.passing(Failure.Kind.UNAVAILABLE));
    assertThat(desk.disconnect(ADMIN, ID).state()).isEqualTo(State.DISCONNECTING);
    assertRefused(() -> desk.invite(ADMIN, ID, REDIRECT), RefusalCode.NOT_NOW);
    world.connections(() -> {}).finishDisconnecting();
    assertThat(status().state()).isEqualTo(State.DISCONNECTING);

    signIn.failure = Optional.empty();
    world.grants.renewing = true;
    world.connections(() -> {}).finishDisconnecting();
    assertThat(signIn.revoked()).isEmpty();
    world.grants.renewing = false;
    world.connections(() -> {}).finishDisconnecting();
    assertThat(signIn.revoked()).hasSize(1);
    assertThat(status().state()).isEqualTo(State.DISCONNECTED);
  }

  @Test
  void forgetsTheTokensAlsoWhereTheProviderRefusesForGood() {
    connect();
    signIn.failure = Optional.of(Failure.permanent(Failure.Kind.UNCLASSIFIED));
    assertThat(desk.disconnect(ADMIN, ID).state()).isEqualTo(State.DISCONNECTED);
    assertThat(world.trail.about(World.PRACTICE, ID).getLast().detail())
        .isEqualTo(Map.of("revocation", "NOT_TOLD"));
  }

  // Files that wait.

  @Test
  void holdsFilesAsLongAsItTakesAndSendsThemAtOnceWhenAPersonReconnects() {
    connect();
    TransferId id = world.queued(SampleFiles.age(3_000)).id();
    world.grants.kill(ACCOUNT, world.clock.instant());
    world.provider.alwaysFail("begin", Failure.permanent(Failure.Kind.REAUTHORISE));
    for (int i = 0; i < 500; i++) {
      world.engine().workOnce();
      Transfer.Trouble trouble = world.now(id).trouble().orElseThrow();
      assertThat(trouble.kind()).isEqualTo("REAUTHORISE");
      assertThat(trouble.hint()).contains("connected");
      world.clock.moveTo(trouble.retryAt().orElseThrow());
    }
    assertThat(Duration.between(World.START, world.clock.instant()))
        .isGreaterThan(Duration.ofDays(5));
    assertThat(world.now(id).state().code()).isEqualTo("QUEUED");
    assertThat(status().state()).isEqualTo(State.RECONNECT_NEEDED);
    assertThat(status().waiting()).isEqualTo(1);
    world.engine().workOnce();

    world.provider.heal();
    connect();

    assertThat(status().waiting()).isZero();
    assertThat(world.engine().workOnce()).isTrue();
    assertThat(world.now(id).state().code()).isEqualTo("VERIFIED");
    assertThat(world.provider.objects()).hasSize(1);
  }

  @Test
  void holdsAFileThatIsSentBeforeAnybodyConnected() {
    TransferId id = world.queued(SampleFiles.age(3_000)).id();
    world.provider.fail("begin", Failure.permanent(Failure.Kind.REAUTHORISE));
    world.engine().workOnce();
    assertThat(status().state()).isEqualTo(State.NOT_CONNECTED);
    assertThat(status().waiting()).isEqualTo(1);
    connect();
    assertThat(world.engine().workOnce()).isTrue();
    assertThat(world.now(id).state().code()).isEqualTo("VERIFIED");
  }
}
