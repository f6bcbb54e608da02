package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.egress.CalledAddress;
import io.onshore.gateway.egress.Reply;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.StoreException;
import io.onshore.gateway.webhook.About;
import io.onshore.gateway.webhook.AuditFeed;
import io.onshore.gateway.webhook.Delivery;
import io.onshore.gateway.webhook.DeliverySchedule;
import io.onshore.gateway.webhook.Notice;
import io.onshore.gateway.webhook.Outbox;
import io.onshore.gateway.webhook.Outbox.Leased;
import io.onshore.gateway.webhook.Postman;
import io.onshore.gateway.webhook.Signing;
import io.onshore.gateway.webhook.SigningKey;
import io.onshore.gateway.webhook.Subscription;
import io.onshore.gateway.webhook.Subscription.Off;
import io.onshore.gateway.webhook.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds on every database for webhooks. */
abstract class WebhookContract extends SetUpContract {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final SigningKey SHARED =
      new SigningKey(
          Signing.HMAC_SHA256,
          "whsec_dmVyeS1zZWNyZXQtd29yZC03MzUx",
          Optional.empty(),
          Optional.empty());
  private static final SigningKey PAIR =
      new SigningKey(Signing.ED25519, "whsk_private", Optional.of("whpk_public"), Optional.empty());

  private static AuditEvent event(AuditType type, String target) {
    return Samples.event(Samples.PRACTICE, type, target);
  }

  private static Subscription webhook(PracticeId practice, Set<String> types) {
    return new Subscription(
        Samples.id("whk_"),
        practice,
        CalledAddress.of("https://ehr.example/hooks?to=%C3%BC"),
        "the “record” system",
        types,
        Signing.HMAC_SHA256,
        Optional.empty(),
        List.of(),
        "auth0|admin",
        Samples.NOW);
  }

  private Subscription added() {
    return added(Samples.PRACTICE);
  }

  private Subscription added(PracticeId practice) {
    Subscription webhook = webhook(practice, Set.of("io.onshore.case.opened", "another"));
    store
        .subscriptions()
        .add(webhook, SHARED, Samples.event(practice, AuditType.WEBHOOK_CREATED, webhook.id()));
    return webhook;
  }

  private static Delivery delivery(Subscription webhook, String message) {
    return new Delivery(
        Samples.id("dlv_"),
        webhook.id(),
        new Notice(
            message,
            webhook.practice(),
            new Topic("io.onshore.transfer.verified", About.TRANSFER),
            "trf_1",
            Samples.NOW),
        Delivery.State.WAITING,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.of(Samples.NOW),
        Samples.NOW,
        Optional.empty());
  }

  private static Delivery tried(Delivery before, Delivery.State state, Optional<Instant> next) {
    return new Delivery(
        before.id(),
        before.webhook(),
        before.notice(),
        state,
        before.attempts() + 1,
        Optional.of(503),
        Optional.of(Reply.Why.TIMED_OUT),
        next,
        before.queuedAt(),
        state == Delivery.State.WAITING ? Optional.empty() : Optional.of(Samples.NOW));
  }

  private Leased leased(String worker) {
    return store.outbox().lease(worker, Samples.NOW, LEASE).orElseThrow();
  }

  /** Queues one message and lets go. */
  private Delivery queued(Subscription webhook, String message) {
    Delivery delivery = delivery(webhook, message);
    assertThat(
            store
                .outbox()
                .add(webhook.practice(), delivery, event(AuditType.WEBHOOK_TESTED, webhook.id())))
        .isTrue();
    return delivery;
  }

  private List<Delivery> deliveries(Subscription webhook) {
    return store.outbox().list(webhook.practice(), webhook.id(), Optional.empty(), 100);
  }

  @Test
  void keepsWebhooksOfEachPracticeWithTheirKeysSealed() throws Exception {
    Subscription webhook = added();
    Subscription theirs = added(Samples.OTHER);

    assertThat(store.subscriptions().list(Samples.PRACTICE)).containsExactly(webhook);
    assertThat(store.subscriptions().find(Samples.PRACTICE, webhook.id())).contains(webhook);
    assertThat(store.subscriptions().find(Samples.PRACTICE, theirs.id())).isEmpty();
    assertThat(store.trail().about(Samples.PRACTICE, webhook.id()))
        .containsExactly(event(AuditType.WEBHOOK_CREATED, webhook.id()));
    assertThat(leased("w").keys()).contains(List.of(SHARED));
    assertThat(new String(everything(), StandardCharsets.ISO_8859_1))
        .doesNotContain(SHARED.secret().substring("whsec_".length()));
  }

  @Test
  void changesARowAndAnotherPracticesNever() {
    Subscription webhook = added();
    AuditEvent changed = event(AuditType.WEBHOOK_CHANGED, webhook.id());
    Subscription.Wanted wanted =
        new Subscription.Wanted(CalledAddress.of("https://new.example/"), "", Set.of(), false);
    Subscription after =
        new Subscription(
            webhook.id(),
            webhook.practice(),
            wanted.address(),
            "",
            Set.of(),
            webhook.signing(),
            Optional.of(Off.BY_ADMIN),
            List.of(),
            webhook.createdBy(),
            webhook.createdAt());

    assertThat(store.subscriptions().change(Samples.OTHER, webhook.id(), each -> after, changed))
        .isEmpty();
    assertThat(store.subscriptions().change(Samples.PRACTICE, webhook.id(), each -> after, changed))
        .contains(after);
    assertThat(store.subscriptions().find(Samples.PRACTICE, webhook.id())).contains(after);
    assertThat(store.outbox().lease("w", Samples.NOW, LEASE)).as("it is off").isEmpty();
  }

  @Test
  void nothingChangesWithoutItsAuditEvent() {
    Subscription webhook = added();
    Delivery delivery = queued(webhook, "evt_1");
    Subscription another = webhook(Samples.PRACTICE, Set.of());
    AuditEvent event = event(AuditType.WEBHOOK_CHANGED, webhook.id());
    List<Runnable> acts =
        List.of(
            () -> store.subscriptions().add(another, SHARED, event),
            () ->
                store
                    .subscriptions()
                    .change(Samples.PRACTICE, webhook.id(), each -> another, event),
            () ->
                store
                    .subscriptions()
                    .renewKey(Samples.PRACTICE, webhook.id(), PAIR, Samples.NOW, event),
            () -> store.subscriptions().remove(Samples.PRACTICE, webhook.id(), event),
            () -> store.outbox().add(Samples.PRACTICE, delivery(webhook, "evt_2"), event),
            () ->
                store
                    .outbox()
                    .again(
                        Samples.PRACTICE,
                        webhook.id(),
                        delivery.id(),
                        Samples.NOW.plusSeconds(9),
                        event),
            () -> store.outbox().rewind(Samples.PRACTICE, webhook.id(), 0, event),
            () ->
                store
                    .outbox()
                    .stop(
                        delivery,
                        tried(delivery, Delivery.State.GIVEN_UP, Optional.empty()),
                        Off.GIVEN_UP,
                        event));

    withoutAuditTable(
        () -> acts.forEach(act -> assertThatThrownBy(act::run).isInstanceOf(StoreException.class)));

    assertThat(store.subscriptions().list(Samples.PRACTICE)).containsExactly(webhook);
    assertThat(deliveries(webhook)).containsExactly(delivery);
    Leased leased = leased("w");
    assertThat(leased.keys()).contains(List.of(SHARED));
    assertThat(leased.place()).isZero();
  }

  @Test
  void readsOnFromWhereTheTrailEnded() {
    for (int i = 1; i <= 3; i++) {
      store.trail().append(event(AuditType.FILE_STORED, "trf_" + i));
    }
    added();
    store.trail().append(event(AuditType.FILE_VERIFIED, "trf_4"));
    store.trail().append(Samples.event(Samples.OTHER, AuditType.FILE_VERIFIED, "trf_5"));
    execute(
        "UPDATE audit_event SET event_type = 'UNHEARD_OF' WHERE practice_id = '%s' AND number = 5"
            .formatted(Samples.PRACTICE));

    assertThat(leased("w").place()).isEqualTo(3);
    assertThat(store.feed().after(Samples.PRACTICE, 2, 2))
        .extracting(AuditFeed.Entry::number)
        .containsExactly(3L, 4L);
    assertThat(store.feed().after(Samples.PRACTICE, 4, 9))
        .containsExactly(new AuditFeed.Entry(5, Samples.NOW, "UNHEARD_OF", "trf_4"));
    assertThat(store.feed().after(Samples.PRACTICE, 5, 9)).isEmpty();
    assertThat(store.feed().before(Samples.PRACTICE, Samples.NOW)).isZero();
    assertThat(store.feed().before(Samples.PRACTICE, Samples.NOW.plusSeconds(1))).isEqualTo(5);
    assertThat(store.feed().before(new PracticeId("silent"), Samples.NOW)).isZero();
  }

  @Test
  void oneWorkerHasAWebhookInHandUntilItLetsGoOrItsLeaseRunsOut() throws Exception {
    Subscription webhook = added();
    queued(webhook, "evt_1");

    List<Optional<Leased>> taken = together(6, () -> store.outbox().lease("w", Samples.NOW, LEASE));
    assertThat(taken.stream().flatMap(Optional::stream)).hasSize(1);
    assertThat(store.outbox().lease("v", Samples.NOW.plus(LEASE), LEASE)).isPresent();

    store.outbox().release(webhook.id(), "w", Optional.empty());
    assertThat(store.outbox().lease("w", Samples.NOW.plus(LEASE), LEASE))
        .as("who lost it cannot let go of it")
        .isEmpty();
    Instant rest = Samples.NOW.plusSeconds(90);
    store.outbox().release(webhook.id(), "v", Optional.of(rest));
    assertThat(store.outbox().lease("w", rest.minusSeconds(1), LEASE)).isEmpty();
    assertThat(store.outbox().lease("w", rest, LEASE)).isPresent();
  }

  @Test
  void whoWaitedLongestIsNext() {
    Subscription first = added();
    Subscription second = added();

    Instant later = Samples.NOW.plusSeconds(1);
    assertThat(store.outbox().lease("w", later, LEASE).orElseThrow().webhook()).isEqualTo(first);
    store.outbox().release(first.id(), "w", Optional.empty());
    assertThat(store.outbox().lease("w", later, LEASE).orElseThrow().webhook()).isEqualTo(second);
  }

  @Test
  void queuesEachEventOnceAndAnewWhenItIsSetBack() {
    Subscription webhook = added();
    Leased leased = leased("w");
    Delivery first = delivery(webhook, "evt_1");
    assertThat(store.outbox().queue(leased, 1, List.of(first))).isTrue();
    assertThat(store.outbox().queue(leased, 1, List.of(delivery(webhook, "evt_9"))))
        .as("the place is another one by now")
        .isFalse();
    Delivery done = tried(first, Delivery.State.DELIVERED, Optional.empty());
    assertThat(store.outbox().settle(first, done)).isTrue();
    assertThat(deliveries(webhook)).containsExactly(done);
    assertThat(store.outbox().due(webhook, Samples.NOW, 9)).isEmpty();

    AuditEvent event = event(AuditType.WEBHOOK_REPLAYED, webhook.id());
    assertThat(store.outbox().rewind(Samples.OTHER, webhook.id(), 0, event)).isFalse();
    assertThat(store.outbox().rewind(Samples.PRACTICE, webhook.id(), 0, event)).isTrue();
    assertThat(store.outbox().rewind(Samples.PRACTICE, webhook.id(), 7, event)).isTrue();
    store.outbox().release(webhook.id(), "w", Optional.empty());
    Leased again = leased("w");
    assertThat(again.place()).as("never forward").isZero();
    assertThat(store.outbox().queue(again, 1, List.of(delivery(webhook, "evt_1")))).isTrue();

    List<Delivery> due = store.outbox().due(webhook, Samples.NOW, 9);
    assertThat(due).extracting(Delivery::id).containsExactly(first.id());
    assertThat(due.getFirst().attempts()).isZero();
    assertThat(due.getFirst().endedAt()).isEmpty();
  }

  @Test
  void howATryWentCountsOnlyIfNobodyCameBetween() {
    Subscription webhook = added();
    Delivery sent = queued(webhook, "evt_1");
    Instant later = Samples.NOW.plusSeconds(5);
    Delivery once = tried(sent, Delivery.State.WAITING, Optional.of(later));

    assertThat(store.outbox().settle(sent, once)).isTrue();
    assertThat(store.outbox().settle(sent, once)).as("it was settled before").isFalse();
    assertThat(deliveries(webhook)).containsExactly(once);
    assertThat(store.outbox().due(webhook, later.minusMillis(1), 9)).isEmpty();
    assertThat(store.outbox().due(webhook, later, 9)).containsExactly(once);

    AuditEvent event = event(AuditType.WEBHOOK_REPLAYED, webhook.id());
    assertThat(store.outbox().again(Samples.OTHER, webhook.id(), sent.id(), later, event))
        .isEmpty();
    Delivery anew =
        store.outbox().again(Samples.PRACTICE, webhook.id(), sent.id(), later, event).orElseThrow();
    assertThat(anew.attempts()).isZero();
    assertThat(store.outbox().settle(once, tried(once, Delivery.State.DELIVERED, Optional.empty())))
        .isFalse();
    assertThat(
            store
                .outbox()
                .stop(
                    once,
                    tried(once, Delivery.State.GIVEN_UP, Optional.empty()),
                    Off.GIVEN_UP,
                    event(AuditType.WEBHOOK_STOPPED, webhook.id())))
        .isFalse();
    assertThat(store.subscriptions().find(Samples.PRACTICE, webhook.id())).contains(webhook);
  }

  @Test
  void theLastTrySwitchesTheWebhookOff() {
    Subscription webhook = added();
    Delivery sent = queued(webhook, "evt_1");
    AuditEvent stopped = event(AuditType.WEBHOOK_STOPPED, webhook.id());

    assertThat(
            store
                .outbox()
                .stop(
                    sent,
                    tried(sent, Delivery.State.GIVEN_UP, Optional.empty()),
                    Off.GONE,
                    stopped))
        .isTrue();

    assertThat(store.subscriptions().find(Samples.PRACTICE, webhook.id()).orElseThrow().off())
        .contains(Off.GONE);
    assertThat(store.trail().about(Samples.PRACTICE, webhook.id())).endsWith(stopped);
  }

  @Test
  void listsInPagesAndForgetsWhatEndedLongAgo() {
    Subscription webhook = added();
    Delivery first = queued(webhook, "evt_1");
    Delivery second = queued(webhook, "evt_2");
    Delivery third = queued(webhook, "evt_3");

    assertThat(store.outbox().list(Samples.PRACTICE, webhook.id(), Optional.empty(), 2))
        .containsExactly(third, second);
    assertThat(store.outbox().list(Samples.PRACTICE, webhook.id(), Optional.of(second.id()), 2))
        .containsExactly(first);
    assertThat(store.outbox().list(Samples.OTHER, webhook.id(), Optional.empty(), 2)).isEmpty();

    assertThat(
            store.outbox().settle(first, tried(first, Delivery.State.DELIVERED, Optional.empty())))
        .isTrue();
    assertThat(store.outbox().forget(Samples.NOW)).isZero();
    assertThat(store.outbox().forget(Samples.NOW.plusSeconds(1))).isEqualTo(1);
    assertThat(deliveries(webhook)).containsExactly(third, second);
  }

  @Test
  void aDeletedWebhookLeavesNothingBehind() {
    Subscription webhook = added();
    queued(webhook, "evt_1");
    AuditEvent event = event(AuditType.WEBHOOK_DELETED, webhook.id());

    assertThat(store.subscriptions().remove(Samples.OTHER, webhook.id(), event)).isFalse();
    assertThat(store.subscriptions().remove(Samples.PRACTICE, webhook.id(), event)).isTrue();

    assertThat(one("SELECT count(*) FROM webhook")).isZero();
    assertThat(one("SELECT count(*) FROM webhook_delivery")).isZero();
    assertThat(
            store
                .outbox()
                .add(
                    Samples.PRACTICE,
                    delivery(webhook, "evt_2"),
                    event(AuditType.WEBHOOK_TESTED, webhook.id())))
        .isFalse();
    assertThat(store.trail().about(Samples.PRACTICE, webhook.id())).endsWith(event);
  }

  @Test
  void twoKeysAreInForceAtMost() {
    Subscription webhook = added();
    AuditEvent event = event(AuditType.WEBHOOK_KEY_RENEWED, webhook.id());
    SigningKey second =
        new SigningKey(Signing.ED25519, "whsk_2", Optional.of("whpk_2"), Optional.empty());

    assertThat(
            store.subscriptions().renewKey(Samples.OTHER, webhook.id(), PAIR, Samples.NOW, event))
        .isEmpty();
    store.subscriptions().renewKey(Samples.PRACTICE, webhook.id(), PAIR, Samples.NOW, event);
    Subscription renewed =
        store
            .subscriptions()
            .renewKey(Samples.PRACTICE, webhook.id(), second, Samples.NOW, event)
            .orElseThrow();

    assertThat(leased("w").keys()).contains(List.of(second, PAIR.ending(Samples.NOW)));
    assertThat(renewed.publicKeys())
        .containsExactly(
            new Subscription.PublicKey("whpk_2", Optional.empty()),
            new Subscription.PublicKey("whpk_public", Optional.of(Samples.NOW)));
  }

  private static SecretBox newer(boolean withOld) {
    byte[] key = new byte[SecretBox.KEY_BYTES];
    new Random(11).nextBytes(key);
    return new SecretBox(withOld ? List.of(key, OnDatabase.KEY) : List.of(key));
  }

  @Test
  void sealsTheKeysThatSignAnew() {
    Subscription webhook = added();

    assertThat(new JdbcStore(source, newer(false)).outbox().lease("w", Samples.NOW, LEASE))
        .hasValueSatisfying(leased -> assertThat(leased.keys()).isEmpty());
    store.outbox().release(webhook.id(), "w", Optional.empty());
    assertThat(new JdbcStore(source, newer(false)).reseal()).isEqualTo(new Resealed(0, 1));
    assertThat(new JdbcStore(source, newer(true)).reseal()).isEqualTo(new Resealed(1, 0));

    Outbox outbox = new JdbcStore(source, newer(false)).outbox();
    assertThat(outbox.lease("w", Samples.NOW.plusSeconds(1), LEASE).orElseThrow().keys())
        .contains(List.of(SHARED));
  }

  @Test
  void damagedKeysHoldUpNoOtherWebhook() {
    Subscription damaged = added();
    Subscription whole = added();
    execute(
        "UPDATE webhook SET signing_keys = (SELECT signing_keys FROM webhook WHERE id = '%s') WHERE id = '%s'"
            .formatted(whole.id(), damaged.id()));

    assertThat(leased("w"))
        .satisfies(first -> assertThat(first.webhook().id()).isEqualTo(damaged.id()))
        .satisfies(first -> assertThat(first.keys()).as("sealed for another row").isEmpty());
    assertThat(leased("w").keys()).contains(List.of(SHARED));
  }

  /** Several gateways on one database, while events come in. */
  @Test
  void severalPostmenDeliverEachEventToEachWebhookOnce() throws Exception {
    Subscription all = webhook(Samples.PRACTICE, Set.of());
    Subscription some = webhook(Samples.PRACTICE, Set.of("io.onshore.transfer.stored"));
    for (Subscription each : List.of(all, some)) {
      store.subscriptions().add(each, SHARED, event(AuditType.WEBHOOK_CREATED, each.id()));
    }
    Queue<String> posted = new ConcurrentLinkedQueue<>();
    List<Postman> postmen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      JdbcStore replica = new JdbcStore(source, box());
      postmen.add(
          new Postman(
              replica.outbox(),
              replica.feed(),
              Notice::subject,
              (address, headers, type, body) -> {
                posted.add(new String(body, StandardCharsets.UTF_8));
                return new Reply.Answered(204, Optional.empty());
              },
              DeliverySchedule.USUAL,
              Clock.systemUTC(),
              new SplittableRandom(),
              "replica-" + i,
              2,
              Duration.ofSeconds(15)));
    }
    postmen.forEach(Postman::start);
    try {
      List<Integer> _ =
          together(
              4,
              () -> {
                for (int i = 0; i < 15; i++) {
                  store.trail().append(event(AuditType.FILE_STORED, "stored"));
                  store.trail().append(event(AuditType.FILE_VERIFIED, "verified"));
                }
                return 0;
              });
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (one("SELECT count(*) FROM webhook_delivery WHERE state = 'DELIVERED'") < 180
          && System.nanoTime() < until) {
        postmen.forEach(Postman::wake);
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } finally {
      postmen.forEach(Postman::close);
    }

    assertThat(deliveries(all)).allMatch(each -> each.state() == Delivery.State.DELIVERED);
    assertThat(posted).filteredOn("verified"::equals).hasSize(60);
    assertThat(posted).filteredOn("stored"::equals).hasSize(120);
    assertThat(Map.of(all.id(), 120L, some.id(), 60L))
        .allSatisfy(
            (id, count) ->
                assertThat(
                        one(
                            "SELECT count(*) FROM webhook_delivery WHERE webhook_id = '%s'"
                                .formatted(id)))
                    .isEqualTo(count));
  }
}
