package io.onshore.gateway.webhook;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.egress.CalledAddress;
import io.onshore.gateway.egress.Outbound;
import io.onshore.gateway.egress.Reply;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.webhook.Subscription.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What practice admins do with webhooks. Safe for several threads and replicas. */
public final class WebhookDesk {
  /** How long the key before a new one still signs. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  /** The most webhooks of one practice. */
  public static final int MOST = 20;

  private final Subscriptions subscriptions;
  private final Outbox outbox;
  private final AuditFeed feed;
  private final Function<CalledAddress, Optional<Reply.Why>> refuses;
  private final Runnable wake;
  private final Clock clock;

  /**
   * @param refuses why an address would not be called, see {@link Outbound#refuses}
   * @param wake has the postman look for work
   */
  public WebhookDesk(
      Subscriptions subscriptions,
      Outbox outbox,
      AuditFeed feed,
      Function<CalledAddress, Optional<Reply.Why>> refuses,
      Runnable wake,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.outbox = outbox;
    this.feed = feed;
    this.refuses = refuses;
    this.wake = wake;
    this.clock = clock;
  }

  /** A webhook with the key that signs from now on; the only time that the key is shown. */
  public record Keyed(Subscription webhook, SigningKey key) {}

  /** The webhooks of the caller's practice. */
  public List<Subscription> list(Caller caller) {
    return subscriptions.list(caller.practice());
  }

  /**
   * One of them.
   *
   * @throws RequestRefused WEBHOOK_UNKNOWN
   */
  public Subscription find(Caller caller, String id) {
    return subscriptions.find(caller.practice(), id).orElseThrow(WebhookDesk::unknown);
  }

  /**
   * Has events sent from now on.
   *
   * @throws RequestRefused WEBHOOK_ADDRESS_REFUSED if the gateway does not call the address;
   *     NOT_NOW if the practice has as many as it may have
   */
  public Keyed create(Caller caller, Wanted wanted, Signing signing) {
    requireUsable(wanted);
    if (list(caller).size() >= MOST) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "the practice has " + MOST + " webhooks, which is the most",
          "delete one first");
    }
    SigningKey key = Signatures.fresh(signing);
    Subscription created =
        new Subscription(
            "whk_" + UlidCreator.getMonotonicUlid().toLowerCase(),
            caller.practice(),
            wanted.address(),
            wanted.description(),
            wanted.types(),
            signing,
            wanted.on() ? Optional.empty() : Optional.of(Subscription.Off.BY_ADMIN),
            key.publicKey().stream()
                .map(each -> new Subscription.PublicKey(each, Optional.empty()))
                .toList(),
            caller.subject(),
            clock.instant());
    subscriptions.add(
        created, key, event(caller, AuditType.WEBHOOK_CREATED, created.id(), told(wanted)));
    return new Keyed(created, key);
  }

  /**
   * Changes where events are sent, which, or whether. What was waiting goes to the new address.
   *
   * @throws RequestRefused WEBHOOK_UNKNOWN, WEBHOOK_ADDRESS_REFUSED
   */
  public Subscription change(Caller caller, String id, Wanted wanted) {
    find(caller, id);
    requireUsable(wanted);
    Subscription changed =
        subscriptions
            .change(
                caller.practice(),
                id,
                before -> before.with(wanted),
                event(caller, AuditType.WEBHOOK_CHANGED, id, told(wanted)))
            .orElseThrow(WebhookDesk::unknown);
    wake.run();
    return changed;
  }

  /**
   * Ends a webhook.
   *
   * @throws RequestRefused WEBHOOK_UNKNOWN
   */
  public void remove(Caller caller, String id) {
    if (!subscriptions.remove(
        caller.practice(), id, event(caller, AuditType.WEBHOOK_DELETED, id, Map.of()))) {
      throw unknown();
    }
  }

  /**
   * Signs with a new key, and for {@link #OVERLAP} with the one before as well.
   *
   * @throws RequestRefused WEBHOOK_UNKNOWN
   */
  public Keyed renewKey(Caller caller, String id) {
    SigningKey fresh = Signatures.fresh(find(caller, id).signing());
    Subscription renewed =
        subscriptions
            .renewKey(
                caller.practice(),
                id,
                fresh,
                clock.instant().plus(OVERLAP),
                event(caller, AuditType.WEBHOOK_KEY_RENEWED, id, Map.of()))
            .orElseThrow(WebhookDesk::unknown);
    return new Keyed(renewed, fresh);
  }

  /**
   * What was and will be sent, newest first.
   *
   * @param before the id of the last one of the page before
   * @throws RequestRefused WEBHOOK_UNKNOWN
   */
  public List<Delivery> deliveries(Caller caller, String id, Optional<String> before, int limit) {
    find(caller, id);
    return outbox.list(caller.practice(), id, before, limit);
  }

  /**
   * Sends one message once more.
   *
   * @throws RequestRefused WEBHOOK_UNKNOWN, DELIVERY_UNKNOWN; NOT_NOW if the webhook is off
   */
  public Delivery redeliver(Caller caller, String id, String delivery) {
    requireOn(find(caller, id));
    Delivery queued =
        outbox
            .again(
                caller.practice(),
                id,
                delivery,
                clock.instant(),
                event(caller, AuditType.WEBHOOK_REPLAYED, id, Map.of("delivery", delivery)))
            .orElseThrow(
                () ->
                    new RequestRefused(
                        RefusalCode.DELIVERY_UNKNOWN,
                        "the webhook has no such delivery",
                        "choose one that its list of deliveries shows"));
    wake.run();
    return queued;
  }

  /**
   * Sends once more what happened since then, under the same message ids.
   *
   * @throws RequestRefused WEBHOOK_UNKNOWN; NOT_NOW if the webhook is off
   */
  public void replay(Caller caller, String id, Instant since) {
    requireOn(find(caller, id));
    long place = feed.before(caller.practice(), since);
    if (!outbox.rewind(
        caller.practice(),
        id,
        place,
        event(caller, AuditType.WEBHOOK_REPLAYED, id, Map.of("since", since.toString())))) {
      throw unknown();
    }
    wake.run();
  }

  /**
   * Sends a trial message.
   *
   * @throws RequestRefused WEBHOOK_UNKNOWN; NOT_NOW if the webhook is off
   */
  public Delivery test(Caller caller, String id) {
    requireOn(find(caller, id));
    Instant now = clock.instant();
    Delivery ping =
        Delivery.fresh(
            deliveryId(),
            id,
            new Notice(
                "evt_" + UlidCreator.getMonotonicUlid().toLowerCase(),
                caller.practice(),
                Topic.PING,
                id,
                now),
            now);
    if (!outbox.add(
        caller.practice(),
        ping,
        event(caller, AuditType.WEBHOOK_TESTED, id, Map.of("delivery", ping.id())))) {
      throw unknown();
    }
    wake.run();
    return ping;
  }

  static String deliveryId() {
    return "dlv_" + UlidCreator.getMonotonicUlid().toLowerCase();
  }

  /** A name that is unknown and one that lies inside are answered alike: nobody probes us. */
  private void requireUsable(Wanted wanted) {
    if (!Set.copyOf(Catalogue.types()).containsAll(wanted.types())) {
      throw new RequestRefused(
          RefusalCode.INVALID_REQUEST,
          "`types` names a type of events that there is not",
          "choose from GET /api/v1/webhooks/types, or leave it empty for all");
    }
    if (refuses.apply(wanted.address()).isPresent()) {
      throw new RequestRefused(
          RefusalCode.WEBHOOK_ADDRESS_REFUSED,
          "the gateway does not call this address",
          "use an https address on the public Internet; the operator may allow networks of the"
              + " practice's own");
    }
  }

  private static void requireOn(Subscription webhook) {
    if (webhook.off().isPresent()) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW, "the webhook is off: nothing is sent", "switch it on first");
    }
  }

  /** Neither the address nor its host: an address may let its reader post there. */
  private static Map<String, String> told(Wanted wanted) {
    return Map.of(
        "on",
        Boolean.toString(wanted.on()),
        "types",
        wanted.types().isEmpty() ? "all" : Integer.toString(wanted.types().size()));
  }

  private AuditEvent event(Caller caller, AuditType type, String id, Map<String, String> detail) {
    return AuditEvent.by(caller, clock.instant(), type, id, detail);
  }

  private static RequestRefused unknown() {
    return new RequestRefused(
        RefusalCode.WEBHOOK_UNKNOWN, "there is no such webhook", "check the address");
  }
}
