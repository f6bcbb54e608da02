package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.expiry.Alerts;
import io.onshore.gateway.space.SpaceKeeper;
import io.onshore.gateway.transfer.TransferJournal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** Assembles what knows of the room at destinations, and starts and stops its rounds. */
@ApplicationScoped
class RoomRounds {
  private static final Duration FIRST = Duration.ofMinutes(1);

  /** Of its own: a provider that does not answer must not hold up the rest. */
  private final Rounds rounds = new Rounds("room");

  @Produces
  @Singleton
  SpaceKeeper space(
      Supplier<SetUp> setUp,
      Connectors connectors,
      TransferJournal journal,
      Alerts alerts,
      OnshoreSettings settings,
      Clock clock) {
    return new SpaceKeeper(
        setUp,
        connectors,
        journal,
        alerts,
        new SpaceKeeper.Habits(settings.room().photoBytes(), settings.room().few()),
        clock);
  }

  void start(@Observes StartupEvent event, SpaceKeeper space, OnshoreSettings settings) {
    Duration every = settings.room().every();
    rounds.every(
        every.compareTo(FIRST) < 0 ? every : FIRST,
        every,
        "providers could not be asked for room",
        space::round);
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.close();
  }
}
