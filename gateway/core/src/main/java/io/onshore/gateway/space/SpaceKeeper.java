package io.onshore.gateway.space;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Quota;
import io.onshore.connector.Space;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.expiry.Alert;
import io.onshore.gateway.expiry.Alerts;
import io.onshore.gateway.expiry.Expiry;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferJournal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Knows how much room there is at destinations. Providers are asked in rounds, so that whoever
 * chooses a destination waits for none; each gateway process keeps what it was told in memory. Room
 * has no part in any residency verdict. Safe for several threads.
 */
public final class SpaceKeeper {
  private static final Logger LOG = System.getLogger(SpaceKeeper.class.getName());

  /** What is older says nothing any more. */
  private static final Duration TOLD_FOR = Duration.ofDays(1);

  /** A provider that was just asked is not asked again for each file that does not fit. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private static final int RECENT = 100;
  private static final int ENOUGH = 10;

  private final Supplier<SetUp> setUp;
  private final Connectors connectors;
  private final TransferJournal journal;
  private final Alerts alerts;
  private final Habits habits;
  private final Clock clock;
  private final Map<Key, Told> told = new ConcurrentHashMap<>();
  private final Map<PracticeId, Long> photoBytes = new ConcurrentHashMap<>();

  /**
   * What is usual.
   *
   * @param photoBytes what a photo takes, until a practice has sent some; positive
   * @param few fewer photos than that are worth an alert
   */
  public record Habits(long photoBytes, long few) {}

  public SpaceKeeper(
      Supplier<SetUp> setUp,
      Connectors connectors,
      TransferJournal journal,
      Alerts alerts,
      Habits habits,
      Clock clock) {
    this.setUp = setUp;
    this.connectors = connectors;
    this.journal = journal;
    this.alerts = alerts;
    this.habits = habits;
    this.clock = clock;
  }

  private record Key(PracticeId practice, DestinationId destination) {
    static Key of(StorageDestination destination) {
      return new Key(destination.practice(), destination.id());
    }
  }

  /** The answer of a provider, which may be that it does not tell. */
  private record Told(Optional<Space> space, Instant at) {}

  /** How much room there was when the provider was last asked; nobody is asked now. */
  public Optional<SpaceLeft> known(StorageDestination destination) {
    return Optional.ofNullable(told.get(Key.of(destination)))
        .filter(answer -> answer.at().plus(TOLD_FOR).isAfter(clock.instant()))
        .flatMap(
            answer ->
                answer
                    .space()
                    .map(space -> new SpaceLeft(space, photoBytes(destination), answer.at())));
  }

  private long photoBytes(StorageDestination destination) {
    return photoBytes.getOrDefault(destination.practice(), habits.photoBytes());
  }

  /**
   * Refuses a file for which there is no room, before any of its bytes comes. A provider is asked
   * only if what is known is too little; one that cannot be asked, or does not tell, is believed to
   * have room, and says itself if it has none.
   *
   * @throws RequestRefused DESTINATION_FULL
   */
  public void requireRoom(StorageDestination destination, long size) {
    if (fits(destination, size)) {
      return;
    }
    Told before = told.get(Key.of(destination));
    if (before != null && before.at().plus(PAUSE).isBefore(clock.instant())) {
      ask(destination);
    }
    if (!fits(destination, size)) {
      throw new RequestRefused(
          RefusalCode.DESTINATION_FULL,
          "there is not enough room left for this file",
          "choose another destination, or ask the practice admin to make room");
    }
  }

  private boolean fits(StorageDestination destination, long size) {
    return known(destination)
        .map(SpaceLeft::remainingBytes)
        .map(left -> left.isEmpty() || left.getAsLong() >= size)
        .orElse(true);
  }

  /** Asks about every destination, and raises an alert where few photos are left. */
  public void round() {
    for (PracticeId practice : setUp.get().practices().keySet()) {
      measure(practice);
      for (StorageDestination destination : setUp.get().destinations(practice)) {
        ask(destination);
        known(destination).ifPresent(left -> warn(destination, left));
      }
    }
  }

  private void measure(PracticeId practice) {
    List<Transfer> recent =
        journal.list(practice, Optional.of("VERIFIED"), Optional.empty(), RECENT);
    if (recent.size() >= ENOUGH) {
      double average = recent.stream().mapToLong(Transfer::size).average().orElseThrow();
      photoBytes.put(practice, Math.max(1, Math.round(average)));
    }
  }

  private void ask(StorageDestination destination) {
    try {
      Optional<Quota> quota = connectors.of(destination.connection()).quota();
      if (quota.isPresent()) {
        Optional<Space> space = quota.get().space(destination.location());
        told.put(Key.of(destination), new Told(space, clock.instant()));
      }
    } catch (ConnectorException failed) {
      LOG.log(
          Level.DEBUG,
          "destination {0} of practice {1} could not be asked for room: {2}",
          destination.id(),
          destination.practice(),
          failed.failure().kind());
    }
  }

  /** Once a week for as long as it is so. */
  private void warn(StorageDestination destination, SpaceLeft left) {
    if (left.photos().isEmpty() || left.photos().getAsLong() >= habits.few()) {
      return;
    }
    Instant now = clock.instant();
    LocalDate week =
        LocalDate.ofInstant(now, ZoneOffset.UTC)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Expiry expiry =
        new Expiry(
            Expiry.Kind.SPACE,
            Expiry.About.DESTINATION,
            destination.id().value(),
            "space",
            week,
            left.text() + "; make room at the provider, or take a larger plan");
    var _ =
        alerts.raise(
            Alert.of(destination.practice(), expiry, 0, now),
            AuditEvent.byGateway(
                    destination.practice(),
                    now,
                    AuditType.SPACE_LOW,
                    destination.id().value(),
                    Map.of("photos", Long.toString(left.photos().getAsLong())))
                .at(destination.id()));
  }
}
