package io.onshore.gateway.webhook;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.egress.CalledAddress;
import io.onshore.gateway.egress.Reply;
import io.onshore.gateway.webhook.Delivery.State;
import io.onshore.gateway.webhook.Outbox.Leased;
import io.onshore.gateway.webhook.Subscription.Off;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Delivers: takes a webhook in hand, queues what happened since, and posts what is due, one message
 * after the other. At least once and in no promised order. Any number of postmen may share an
 * outbox. One receiver that does not answer holds up nobody else for longer than one call.
 */
public final class Postman implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Postman.class.getName());

  private static final Duration IDLE_LOOK = Duration.ofSeconds(1);

  /** A receiver that did not take a message is left alone with the others for so long at most. */
  private static final Duration REST = Duration.ofMinutes(1);

  private static final Duration MARGIN = Duration.ofSeconds(15);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int ENTRIES = 200;
  private static final int MESSAGES = 50;
  private static final int GONE = 410;

  private final Outbox outbox;
  private final AuditFeed feed;
  private final NoticeWriter writer;
  private final Post post;
  private final DeliverySchedule schedule;
  private final Clock clock;
  private final RandomGenerator random;
  private final String worker;
  private final int parallel;
  private final Duration lease;
  private final Semaphore work = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /** Posts a body once. */
  @FunctionalInterface
  public interface Post {
    /** Posts and tells what came of it; never throws because of the other side. */
    Reply now(CalledAddress address, Map<String, String> headers, String mediaType, byte[] body);
  }

  /**
   * @param worker a name for this process, unique among those that share the outbox
   * @param parallel how many webhooks are in hand at once
   * @param longestCall after which the post gives up
   */
  public Postman(
      Outbox outbox,
      AuditFeed feed,
      NoticeWriter writer,
      Post post,
      DeliverySchedule schedule,
      Clock clock,
      RandomGenerator random,
      String worker,
      int parallel,
      Duration longestCall) {
    this.outbox = outbox;
    this.feed = feed;
    this.writer = writer;
    this.post = post;
    this.schedule = schedule;
    this.clock = clock;
    this.random = random;
    this.worker = worker;
    this.parallel = parallel;
    // A call that begins before half of it has gone ends before it runs out.
    this.lease = longestCall.plus(MARGIN).multipliedBy(2);
  }

  /** Starts working. */
  public void start() {
    for (int i = 0; i < parallel; i++) {
      String name = "postman-" + i;
      threads.add(Thread.ofVirtual().name(name).start(() -> workUntilStopped(name)));
    }
  }

  /** Looks for work now rather than at the next look. */
  public void wake() {
    work.release();
  }

  private void workUntilStopped(String name) {
    while (!stopping) {
      try {
        if (!workOnce(worker + " " + name)) {
          pause();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException unexpected) {
        // The outbox could not be read or written. The lease runs out and the work is found again.
        LOG.log(Level.ERROR, "the postman could not work and looks again soon", unexpected);
        try {
          pause();
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private void pause() throws InterruptedException {
    boolean _ = work.tryAcquire(IDLE_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    work.drainPermits();
  }

  /**
   * Takes one webhook in hand and does what it has to do.
   *
   * @return false if there was nothing to do
   */
  boolean workOnce(String name) {
    Instant since = clock.instant();
    Optional<Leased> leased = outbox.lease(name, since, lease);
    if (leased.isEmpty()) {
      return false;
    }
    Subscription webhook = leased.get().webhook();
    Optional<Instant> rest = Optional.empty();
    try {
      queue(leased.get());
      rest = deliver(leased.get(), since.plus(lease.dividedBy(2)));
    } finally {
      outbox.release(webhook.id(), name, rest);
    }
    return true;
  }

  private void queue(Leased leased) {
    Subscription webhook = leased.webhook();
    List<AuditFeed.Entry> entries = feed.after(webhook.practice(), leased.place(), ENTRIES);
    if (entries.isEmpty()) {
      return;
    }
    List<Delivery> fresh =
        entries.stream()
            .flatMap(entry -> notice(webhook, entry).stream())
            .map(
                notice ->
                    Delivery.fresh(WebhookDesk.deliveryId(), webhook.id(), notice, clock.instant()))
            .toList();
    if (!outbox.queue(leased, entries.getLast().number(), fresh)) {
      LOG.log(Level.DEBUG, "webhook {0} was set back meanwhile; it is read again", webhook.id());
    }
  }

  private static Optional<Notice> notice(Subscription webhook, AuditFeed.Entry entry) {
    return Catalogue.topic(entry.type())
        .filter(webhook::wants)
        .map(
            topic ->
                Notice.of(webhook.practice(), entry.number(), topic, entry.target(), entry.at()));
  }

  /**
   * Posts what is due until one is not taken.
   *
   * @return until when the receiver is left alone, if it is
   */
  private Optional<Instant> deliver(Leased leased, Instant latest) {
    for (Delivery due : outbox.due(leased.webhook(), clock.instant(), MESSAGES)) {
      if (stopping || !clock.instant().isBefore(latest)) {
        break;
      }
      Delivery after = attempt(leased, due);
      if (after.state() != State.DELIVERED) {
        Instant rested = clock.instant().plus(REST);
        return Optional.of(after.nextAt().filter(rested::isAfter).orElse(rested));
      }
    }
    return Optional.empty();
  }

  private Delivery attempt(Leased leased, Delivery due) {
    Subscription webhook = leased.webhook();
    Reply reply =
        leased
            .keys()
            .map(keys -> send(webhook, keys, due.notice()))
            .orElseGet(() -> new Reply.Unreached(Reply.Why.KEY_NOT_AT_HAND));
    Instant now = clock.instant();
    Outcome outcome = outcome(reply, due.attempts() + 1, now);
    Delivery after = due.after(reply, outcome.state(), outcome.next(), now);
    if (outcome.off().isPresent()) {
      stop(webhook, due, after, outcome.off().get(), now);
    } else if (!outbox.settle(due, after)) {
      LOG.log(Level.DEBUG, "delivery {0} was queued anew while it was sent", due.id());
    }
    return after;
  }

  private Reply send(Subscription webhook, List<SigningKey> keys, Notice notice) {
    Instant now = clock.instant();
    String body = writer.write(notice);
    List<SigningKey> inForce = keys.stream().filter(key -> key.inForce(now)).toList();
    return post.now(
        webhook.address(),
        Signatures.headers(inForce, notice.id(), now, body),
        NoticeWriter.MEDIA_TYPE,
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** What a reply means: how the message stands, when it is sent again, whether all stops. */
  private record Outcome(State state, Optional<Instant> next, Optional<Off> off) {}

  private Outcome outcome(Reply reply, int attempts, Instant now) {
    return switch (reply) {
      case Reply.Answered answered when answered.taken() ->
          new Outcome(State.DELIVERED, Optional.empty(), Optional.empty());
      case Reply.Answered answered when answered.status() == GONE ->
          new Outcome(State.GIVEN_UP, Optional.empty(), Optional.of(Off.GONE));
      case Reply.Answered answered -> later(attempts, now, answered.askedToWait());
      case Reply.Unreached ignored -> later(attempts, now, Optional.empty());
    };
  }

  private Outcome later(int attempts, Instant now, Optional<Duration> asked) {
    Optional<Instant> next = schedule.next(attempts, now, asked, random);
    return next.isPresent()
        ? new Outcome(State.WAITING, next, Optional.empty())
        : new Outcome(State.GIVEN_UP, Optional.empty(), Optional.of(Off.GIVEN_UP));
  }

  private void stop(Subscription webhook, Delivery due, Delivery after, Off off, Instant now) {
    boolean stopped =
        outbox.stop(
            due,
            after,
            off,
            AuditEvent.byGateway(
                webhook.practice(),
                now,
                AuditType.WEBHOOK_STOPPED,
                webhook.id(),
                Map.of("reason", off.name(), "delivery", due.id())));
    if (stopped) {
      LOG.log(
          Level.WARNING,
          "webhook {0} of practice {1} is off: {2}",
          webhook.id(),
          webhook.practice(),
          off);
    }
  }

  /** Stops after the message in hand; what is left is taken up at the next start. */
  @Override
  public void close() {
    stopping = true;
    work.release(parallel);
    try {
      for (Thread thread : threads) {
        thread.join(STOP);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
