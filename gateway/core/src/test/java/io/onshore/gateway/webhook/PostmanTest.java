package io.onshore.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.MemoryWebhooks;
import io.onshore.gateway.doubles.MutableClock;
import io.onshore.gateway.egress.CalledAddress;
import io.onshore.gateway.egress.Reply;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.webhook.Delivery.State;
import io.onshore.gateway.webhook.Subscription.Off;
import io.onshore.gateway.webhook.Subscription.Wanted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Webhooks from what happens to what a receiver gets. */
class PostmanTest {
  private static final PracticeId PRACTICE = new PracticeId("harbour");
  private static final Caller ADMIN =
      new Caller("sub-admin", "Ada", PRACTICE, Set.of(Role.PRACTICE_ADMIN));
  private static final Caller NEIGHBOUR =
      new Caller("sub-other", "Nora", new PracticeId("neighbour"), Set.of(Role.PRACTICE_ADMIN));
  private static final Duration LONGEST_CALL = Duration.ofSeconds(15);
  private static final Reply TAKEN = new Reply.Answered(204, Optional.empty());
  private static final Reply DOWN = new Reply.Unreached(Reply.Why.UNREACHABLE);

  private final MutableClock clock = new MutableClock(Instant.now());
  private final MemoryWebhooks webhooks = new MemoryWebhooks();
  private final List<Posted> posted = new ArrayList<>();
  private volatile Reply reply = TAKEN;
  private volatile Optional<Reply.Why> refused = Optional.empty();
  private volatile Duration callTakes = Duration.ZERO;

  private final Postman postman =
      new Postman(
          webhooks,
          webhooks,
          notice -> notice.topic().type() + " " + notice.subject(),
          this::post,
          DeliverySchedule.USUAL,
          clock,
          new SplittableRandom(1),
          "test",
          1,
          LONGEST_CALL);
  private final WebhookDesk desk =
      new WebhookDesk(webhooks, webhooks, webhooks, address -> refused, () -> {}, clock);

  private record Posted(CalledAddress address, Map<String, String> headers, String body) {
    String id() {
      return headers.getOrDefault("webhook-id", "");
    }
  }

  private Reply post(
      CalledAddress address, Map<String, String> headers, String mediaType, byte[] body) {
    assertThat(mediaType).isEqualTo("application/cloudevents+json");
    posted.add(new Posted(address, headers, new String(body, StandardCharsets.UTF_8)));
    clock.advance(callTakes);
    return reply;
  }

  private static Wanted wanted(boolean on, String... types) {
    return new Wanted(
        CalledAddress.of("https://ehr.example/hooks"), "the record system", Set.of(types), on);
  }

  private WebhookDesk.Keyed created(String... types) {
    return desk.create(ADMIN, wanted(true, types), Signing.HMAC_SHA256);
  }

  private void happened(AuditType type, String target) {
    webhooks.happened(type.name(), target, clock.instant());
  }

  private void workAll() {
    while (postman.workOnce("test")) {
      assertThat(posted.size()).isLessThan(1_000);
    }
  }

  private Delivery only(String webhook) {
    List<Delivery> all = desk.deliveries(ADMIN, webhook, Optional.empty(), 50);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static void assertRefused(RefusalCode code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            RequestRefused.class, each -> assertThat(each.code()).isEqualTo(code));
  }

  @Test
  void tellsWhatHappensFromNowOnSignedAndNothingElse() throws Exception {
    happened(AuditType.FILE_VERIFIED, "trf_before");
    WebhookDesk.Keyed made = created();
    happened(AuditType.COMMIT_STARTED, "trf_1");
    happened(AuditType.FILE_VERIFIED, "trf_1");

    workAll();

    assertThat(posted).hasSize(1);
    assertThat(posted.getFirst().body()).isEqualTo("io.onshore.transfer.verified trf_1");
    assertThat(posted.getFirst().id()).isEqualTo("evt_harbour_3");
    new Webhook(made.key().secret())
        .verify(
            posted.getFirst().body(),
            Map.of(
                "webhook-id", List.of(posted.getFirst().id()),
                "webhook-timestamp",
                    List.of(posted.getFirst().headers().getOrDefault("webhook-timestamp", "")),
                "webhook-signature",
                    List.of(posted.getFirst().headers().getOrDefault("webhook-signature", ""))));
    Delivery delivered = only(made.webhook().id());
    assertThat(delivered.state()).isEqualTo(State.DELIVERED);
    assertThat(delivered.lastStatus()).contains(204);
    assertThat(postman.workOnce("test")).isFalse();
  }

  @Test
  void tellsOnlyTheTypesThatAreWanted() {
    created("io.onshore.transfer.failed");
    happened(AuditType.FILE_VERIFIED, "trf_1");
    happened(AuditType.TRANSFER_FAILED, "trf_2");

    workAll();

    assertThat(posted).extracting(Posted::body).containsExactly("io.onshore.transfer.failed trf_2");
  }

  @Test
  void sendsAgainUnderTheSameIdUntilItIsTaken() {
    String webhook = created().webhook().id();
    happened(AuditType.FILE_VERIFIED, "trf_1");
    reply = DOWN;
    workAll();
    Delivery waiting = only(webhook);
    assertThat(waiting.state()).isEqualTo(State.WAITING);
    assertThat(waiting.lastWhy()).contains(Reply.Why.UNREACHABLE);
    assertThat(postman.workOnce("test")).as("not before its time").isFalse();

    reply = new Reply.Answered(302, Optional.empty());
    clock.moveTo(waiting.nextAt().orElseThrow());
    workAll();
    assertThat(only(webhook).lastStatus()).as("a redirect is not taken").contains(302);

    reply = TAKEN;
    clock.moveTo(only(webhook).nextAt().orElseThrow());
    workAll();

    assertThat(only(webhook).state()).isEqualTo(State.DELIVERED);
    assertThat(posted).hasSize(3).extracting(Posted::id).containsOnly("evt_harbour_1");
  }

  @Test
  void givesUpAfterThreeDaysSwitchesItOffAndSaysSo() {
    String webhook = created().webhook().id();
    happened(AuditType.FILE_VERIFIED, "trf_1");
    reply = new Reply.Answered(500, Optional.empty());
    Instant begun = clock.instant();
    workAll();
    while (only(webhook).state() == State.WAITING) {
      clock.moveTo(only(webhook).nextAt().orElseThrow());
      workAll();
    }

    assertThat(posted).hasSize(10);
    assertThat(Duration.between(begun, clock.instant()))
        .isBetween(Duration.ofDays(3), Duration.ofDays(4));
    assertThat(only(webhook).state()).isEqualTo(State.GIVEN_UP);
    assertThat(desk.find(ADMIN, webhook).off()).contains(Off.GIVEN_UP);
    AuditEvent told = webhooks.events.getLast();
    assertThat(told.type()).isEqualTo(AuditType.WEBHOOK_STOPPED);
    assertThat(told.actor()).isEqualTo(AuditEvent.GATEWAY);
    assertThat(told.detail()).containsEntry("reason", "GIVEN_UP");

    happened(AuditType.FILE_VERIFIED, "trf_2");
    reply = TAKEN;
    assertThat(postman.workOnce("test")).as("nothing goes out while it is off").isFalse();
    desk.change(ADMIN, webhook, wanted(true));
    workAll();
    assertThat(posted.getLast().body()).as("what happened meanwhile is told").endsWith("trf_2");
  }

  @Test
  void aReceiverThatIsGoneIsNotAskedAgain() {
    String webhook = created().webhook().id();
    happened(AuditType.FILE_VERIFIED, "trf_1");
    happened(AuditType.FILE_VERIFIED, "trf_2");
    reply = new Reply.Answered(410, Optional.empty());

    workAll();

    assertThat(posted).hasSize(1);
    assertThat(desk.find(ADMIN, webhook).off()).contains(Off.GONE);
    assertThat(webhooks.events.getLast().detail()).containsEntry("reason", "GONE");
  }

  @Test
  void aReceiverThatDoesNotAnswerIsLeftAloneWithItsBacklogAndHoldsUpNobody() {
    String dead = created().webhook().id();
    for (int i = 0; i < 20; i++) {
      happened(AuditType.FILE_VERIFIED, "trf_" + i);
    }
    reply = DOWN;
    workAll();
    assertThat(posted).as("one try, then it rests").hasSize(1);
    clock.advance(Duration.ofSeconds(61));
    workAll();
    assertThat(posted.size()).isEqualTo(2);

    reply = TAKEN;
    clock.advance(Duration.ofMinutes(10));
    workAll();
    assertThat(desk.deliveries(ADMIN, dead, Optional.empty(), 50))
        .hasSize(20)
        .allMatch(each -> each.state() == State.DELIVERED);
  }

  @Test
  void slowCallsNeverOutliveTheLease() {
    created();
    for (int i = 0; i < 20; i++) {
      happened(AuditType.FILE_VERIFIED, "trf_" + i);
    }
    callTakes = LONGEST_CALL;

    assertThat(postman.workOnce("test")).isTrue();

    // Half the lease, which is twice the call and a margin, allows two calls to begin.
    assertThat(posted).hasSize(2);
  }

  @Test
  void aBusyReceiverChoosesTheTime() {
    String webhook = created().webhook().id();
    happened(AuditType.FILE_VERIFIED, "trf_1");
    reply = new Reply.Answered(503, Optional.of(Duration.ofHours(3)));
    Instant before = clock.instant();

    workAll();

    assertThat(only(webhook).nextAt()).contains(before.plus(Duration.ofHours(3)));
  }

  @Test
  void withoutTheKeyNothingIsSentUnsigned() {
    String webhook = created().webhook().id();
    happened(AuditType.FILE_VERIFIED, "trf_1");
    webhooks.keysAtHand = false;

    workAll();

    assertThat(posted).isEmpty();
    assertThat(only(webhook).lastWhy()).contains(Reply.Why.KEY_NOT_AT_HAND);
    assertThat(only(webhook).state()).isEqualTo(State.WAITING);
  }

  @Test
  void oneMessageOrAllSinceATimeIsSentOnceMoreUnderTheSameId() {
    String webhook = created().webhook().id();
    Instant start = clock.instant();
    happened(AuditType.FILE_RECEIVED, "trf_1");
    clock.advance(Duration.ofHours(1));
    happened(AuditType.FILE_VERIFIED, "trf_1");
    workAll();
    assertThat(posted).extracting(Posted::id).containsExactly("evt_harbour_1", "evt_harbour_2");
    posted.clear();

    String first =
        desk.deliveries(ADMIN, webhook, Optional.empty(), 50).stream()
            .filter(each -> each.notice().id().equals("evt_harbour_1"))
            .findFirst()
            .orElseThrow()
            .id();
    desk.redeliver(ADMIN, webhook, first);
    workAll();
    assertThat(posted).extracting(Posted::id).containsExactly("evt_harbour_1");
    posted.clear();

    desk.replay(ADMIN, webhook, start);
    workAll();
    assertThat(posted)
        .extracting(Posted::id)
        .containsExactlyInAnyOrder("evt_harbour_1", "evt_harbour_2");
    posted.clear();
    desk.replay(ADMIN, webhook, start.plus(Duration.ofMinutes(1)));
    workAll();
    assertThat(posted).extracting(Posted::id).containsExactly("evt_harbour_2");
    assertThat(webhooks.events)
        .extracting(AuditEvent::type)
        .containsExactly(
            AuditType.WEBHOOK_CREATED,
            AuditType.WEBHOOK_REPLAYED,
            AuditType.WEBHOOK_REPLAYED,
            AuditType.WEBHOOK_REPLAYED);
  }

  @Test
  void aTrialMessageIsSentAtOnceWhateverTypesAreWanted() {
    String webhook = created("io.onshore.case.opened").webhook().id();

    Delivery ping = desk.test(ADMIN, webhook);
    workAll();

    assertThat(posted)
        .extracting(Posted::body)
        .containsExactly("io.onshore.webhook.ping " + webhook);
    assertThat(posted.getFirst().id()).isEqualTo(ping.notice().id()).doesNotContain(".");
  }

  @Test
  void theKeyBeforeSignsForADayMore() throws Exception {
    WebhookDesk.Keyed made = created();
    WebhookDesk.Keyed renewed = desk.renewKey(ADMIN, made.webhook().id());
    assertThat(renewed.key().secret()).isNotEqualTo(made.key().secret());

    happened(AuditType.FILE_VERIFIED, "trf_1");
    workAll();
    assertThat(signatures()).isEqualTo(2);
    clock.advance(WebhookDesk.OVERLAP);
    happened(AuditType.FILE_VERIFIED, "trf_2");
    workAll();
    assertThat(signatures()).isEqualTo(1);
  }

  private int signatures() {
    return posted.getLast().headers().getOrDefault("webhook-signature", "").split(" ", -1).length;
  }

  @Test
  void practicesAreKeptApartAndUnknownOnesAreRefused() {
    String webhook = created().webhook().id();

    assertThat(desk.list(NEIGHBOUR)).isEmpty();
    for (ThrowingCallable act :
        List.<ThrowingCallable>of(
            () -> desk.find(NEIGHBOUR, webhook),
            () -> desk.change(NEIGHBOUR, webhook, wanted(false)),
            () -> desk.remove(NEIGHBOUR, webhook),
            () -> desk.renewKey(NEIGHBOUR, webhook),
            () -> desk.deliveries(NEIGHBOUR, webhook, Optional.empty(), 9),
            () -> desk.redeliver(NEIGHBOUR, webhook, "dlv_1"),
            () -> desk.replay(NEIGHBOUR, webhook, clock.instant()),
            () -> desk.test(NEIGHBOUR, webhook))) {
      assertRefused(RefusalCode.WEBHOOK_UNKNOWN, act);
    }
    assertRefused(
        RefusalCode.DELIVERY_UNKNOWN, () -> desk.redeliver(ADMIN, webhook, "dlv_unknown"));
    assertThat(webhooks.events).hasSize(1);
  }

  @Test
  void whatCannotWorkIsRefusedAtOnce() {
    assertRefused(RefusalCode.INVALID_REQUEST, () -> created("io.onshore.patient.born"));
    refused = Optional.of(Reply.Why.ADDRESS_REFUSED);
    assertRefused(RefusalCode.WEBHOOK_ADDRESS_REFUSED, this::created);
    refused = Optional.of(Reply.Why.NAME_UNKNOWN);
    assertRefused(RefusalCode.WEBHOOK_ADDRESS_REFUSED, this::created);
    refused = Optional.empty();

    String webhook = created().webhook().id();
    desk.change(ADMIN, webhook, wanted(false));
    assertThat(desk.find(ADMIN, webhook).off()).contains(Off.BY_ADMIN);
    assertRefused(RefusalCode.NOT_NOW, () -> desk.test(ADMIN, webhook));
    assertRefused(RefusalCode.NOT_NOW, () -> desk.replay(ADMIN, webhook, clock.instant()));
    for (int i = 1; i < WebhookDesk.MOST; i++) {
      created();
    }
    assertRefused(RefusalCode.NOT_NOW, this::created);
  }

  @Test
  void theAuditTrailDoesNotTellTheAddress() {
    String webhook = created().webhook().id();
    desk.change(ADMIN, webhook, wanted(false));
    desk.remove(ADMIN, webhook);

    assertThat(webhooks.events).hasSize(3);
    assertThat(webhooks.events.toString()).doesNotContain("ehr.example");
    assertThat(desk.list(ADMIN)).isEmpty();
  }
}
