package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.webhook.AuditFeed;
import io.onshore.gateway.webhook.Delivery;
import io.onshore.gateway.webhook.Outbox;
import io.onshore.gateway.webhook.SigningKey;
import io.onshore.gateway.webhook.Subscription;
import io.onshore.gateway.webhook.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Webhooks and their messages in memory. Safe for several threads: one at a time. */
public final class MemoryWebhooks implements Subscriptions, Outbox, AuditFeed {
  private final Map<String, Subscription> webhooks = new LinkedHashMap<>();
  private final Map<String, List<SigningKey>> keys = new LinkedHashMap<>();
  private final Map<String, Long> places = new LinkedHashMap<>();
  private final Map<String, Instant> rests = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  /** What was written into the audit trail about webhooks. */
  public final List<AuditEvent> events = new ArrayList<>();

  /** Whether the keys that sign can be opened. */
  public volatile boolean keysAtHand = true;

  private List<SigningKey> keysOf(String id) {
    return keys.getOrDefault(id, List.of());
  }

  private long place(String id) {
    return places.getOrDefault(id, 0L);
  }

  /** Something happens in the practice. */
  public synchronized void happened(String type, String target, Instant at) {
    entries.add(new Entry(entries.size() + 1, at, type, target));
  }

  @Override
  public synchronized void add(Subscription added, SigningKey key, AuditEvent event) {
    webhooks.put(added.id(), added);
    keys.put(added.id(), List.of(key));
    places.put(added.id(), (long) entries.size());
    events.add(event);
  }

  @Override
  public synchronized List<Subscription> list(PracticeId practice) {
    return webhooks.values().stream().filter(each -> each.practice().equals(practice)).toList();
  }

  @Override
  public synchronized Optional<Subscription> find(PracticeId practice, String id) {
    return list(practice).stream().filter(each -> each.id().equals(id)).findFirst();
  }

  @Override
  public synchronized Optional<Subscription> change(
      PracticeId practice, String id, UnaryOperator<Subscription> change, AuditEvent event) {
    Optional<Subscription> changed = find(practice, id).map(change);
    changed.ifPresent(
        each -> {
          webhooks.put(id, each);
          rests.remove(id);
          events.add(event);
        });
    return changed;
  }

  @Override
  public synchronized Optional<Subscription> renewKey(
      PracticeId practice, String id, SigningKey fresh, Instant overlap, AuditEvent event) {
    Optional<Subscription> found = find(practice, id);
    found.ifPresent(
        each -> {
          keys.put(id, List.of(fresh, keysOf(id).getFirst().ending(overlap)));
          events.add(event);
        });
    return found;
  }

  @Override
  public synchronized boolean remove(PracticeId practice, String id, AuditEvent event) {
    if (find(practice, id).isEmpty()) {
      return false;
    }
    webhooks.remove(id);
    deliveries.values().removeIf(each -> each.webhook().equals(id));
    events.add(event);
    return true;
  }

  @Override
  public synchronized Optional<Leased> lease(String worker, Instant now, Duration lease) {
    Optional<Subscription> free =
        webhooks.values().stream()
            .filter(each -> each.off().isEmpty() && !owners.containsKey(each.id()))
            .filter(each -> !rests.getOrDefault(each.id(), Instant.MIN).isAfter(now))
            .filter(each -> place(each.id()) < entries.size() || !due(each, now, 1).isEmpty())
            .findFirst();
    free.ifPresent(each -> owners.put(each.id(), worker));
    return free.map(
        each ->
            new Leased(
                each,
                keysAtHand ? Optional.of(keysOf(each.id())) : Optional.empty(),
                place(each.id())));
  }

  @Override
  public synchronized boolean queue(Leased leased, long place, List<Delivery> fresh) {
    if (place(leased.webhook().id()) != leased.place()) {
      return false;
    }
    places.put(leased.webhook().id(), place);
    for (Delivery each : fresh) {
      String id =
          deliveries.values().stream()
              .filter(known -> known.webhook().equals(each.webhook()))
              .filter(known -> known.notice().id().equals(each.notice().id()))
              .map(Delivery::id)
              .findFirst()
              .orElse(each.id());
      deliveries.put(
          id,
          new Delivery(
              id,
              each.webhook(),
              each.notice(),
              each.state(),
              each.attempts(),
              each.lastStatus(),
              each.lastWhy(),
              each.nextAt(),
              each.queuedAt(),
              each.endedAt()));
    }
    return true;
  }

  @Override
  public synchronized List<Delivery> due(Subscription webhook, Instant now, int limit) {
    return deliveries.values().stream()
        .filter(each -> each.webhook().equals(webhook.id()))
        .filter(each -> each.nextAt().filter(at -> !at.isAfter(now)).isPresent())
        .sorted(Comparator.comparing(each -> each.nextAt().orElseThrow()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean settle(Delivery before, Delivery after) {
    return deliveries.replace(before.id(), before, after);
  }

  @Override
  public synchronized boolean stop(
      Delivery before, Delivery after, Subscription.Off off, AuditEvent event) {
    if (!settle(before, after)) {
      return false;
    }
    Subscription old = find(before.notice().practice(), before.webhook()).orElseThrow();
    webhooks.put(
        old.id(),
        new Subscription(
            old.id(),
            old.practice(),
            old.address(),
            old.description(),
            old.types(),
            old.signing(),
            Optional.of(off),
            old.publicKeys(),
            old.createdBy(),
            old.createdAt()));
    events.add(event);
    return true;
  }

  @Override
  public synchronized void release(String webhook, String worker, Optional<Instant> rest) {
    owners.remove(webhook, worker);
    rest.ifPresentOrElse(until -> rests.put(webhook, until), () -> rests.remove(webhook));
  }

  @Override
  public synchronized List<Delivery> list(
      PracticeId practice, String webhook, Optional<String> before, int limit) {
    return deliveries.values().stream()
        .filter(each -> each.webhook().equals(webhook))
        .filter(each -> each.notice().practice().equals(practice))
        .sorted(Comparator.comparing(Delivery::id).reversed())
        .toList();
  }

  @Override
  public synchronized boolean add(PracticeId practice, Delivery fresh, AuditEvent event) {
    deliveries.put(fresh.id(), fresh);
    events.add(event);
    return true;
  }

  @Override
  public synchronized Optional<Delivery> again(
      PracticeId practice, String webhook, String delivery, Instant now, AuditEvent event) {
    Optional<Delivery> known =
        list(practice, webhook, Optional.empty(), 1).stream()
            .filter(each -> each.id().equals(delivery))
            .findFirst()
            .map(
                each ->
                    new Delivery(
                        each.id(),
                        each.webhook(),
                        each.notice(),
                        Delivery.State.WAITING,
                        0,
                        each.lastStatus(),
                        each.lastWhy(),
                        Optional.of(now),
                        now,
                        Optional.empty()));
    known.ifPresent(
        each -> {
          deliveries.put(delivery, each);
          events.add(event);
        });
    return known;
  }

  @Override
  public synchronized boolean rewind(
      PracticeId practice, String webhook, long place, AuditEvent event) {
    places.computeIfPresent(webhook, (id, now) -> Math.min(now, place));
    rests.remove(webhook);
    events.add(event);
    return true;
  }

  @Override
  public synchronized int forget(Instant before) {
    int all = deliveries.size();
    deliveries.values().removeIf(each -> each.endedAt().filter(before::isAfter).isPresent());
    return all - deliveries.size();
  }

  @Override
  public synchronized List<Entry> after(PracticeId practice, long number, int limit) {
    return entries.stream().filter(each -> each.number() > number).limit(limit).toList();
  }

  @Override
  public synchronized long before(PracticeId practice, Instant since) {
    return entries.stream().filter(each -> each.at().isBefore(since)).count();
  }
}
