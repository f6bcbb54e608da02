package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.app.notice.CloudEventWriter;
import io.onshore.gateway.egress.Network;
import io.onshore.gateway.egress.Outbound;
import io.onshore.gateway.egress.Reach;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.webhook.DeliverySchedule;
import io.onshore.gateway.webhook.Outbox;
import io.onshore.gateway.webhook.Postman;
import io.onshore.gateway.webhook.WebhookDesk;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Assembles webhooks, and starts and stops what delivers. */
@ApplicationScoped
class Webhooks {
  private static final Logger LOG = System.getLogger(Webhooks.class.getName());

  private final ScheduledExecutorService forgetting =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("forgetting").factory());

  @Produces
  @Singleton
  Outbound outbound(OnshoreSettings settings, Clock clock) {
    List<Network> named =
        settings.webhooks().allowNetworks().orElse(List.of()).stream().map(Network::of).toList();
    return new Outbound(new Reach(named), clock, settings.webhooks().timeout());
  }

  @Produces
  @Singleton
  Outbox outbox(JdbcStore store) {
    return store.outbox();
  }

  @Produces
  @Singleton
  Postman postman(
      JdbcStore store, Outbox outbox, Outbound outbound, OnshoreSettings settings, Clock clock) {
    return new Postman(
        outbox,
        store.feed(),
        new CloudEventWriter(settings.publicUrl()),
        outbound::post,
        DeliverySchedule.USUAL,
        clock,
        new SplittableRandom(),
        UUID.randomUUID().toString(),
        settings.webhooks().parallel(),
        settings.webhooks().timeout());
  }

  @Produces
  @Singleton
  WebhookDesk webhookDesk(
      JdbcStore store, Outbox outbox, Outbound outbound, Postman postman, Clock clock) {
    return new WebhookDesk(
        store.subscriptions(), outbox, store.feed(), outbound::refuses, postman::wake, clock);
  }

  void start(
      @Observes StartupEvent event,
      Postman postman,
      Outbox outbox,
      OnshoreSettings settings,
      Clock clock) {
    postman.start();
    var _ =
        forgetting.scheduleWithFixedDelay(
            () -> forget(outbox, settings, clock), 0, 1, TimeUnit.HOURS);
  }

  private static void forget(Outbox outbox, OnshoreSettings settings, Clock clock) {
    try {
      int _ = outbox.forget(clock.instant().minus(settings.webhooks().keep()));
    } catch (RuntimeException unexpected) {
      // Told, and tried again at the next round: a thrown exception would end the schedule.
      LOG.log(Level.ERROR, "old deliveries could not be forgotten; trying again", unexpected);
    }
  }

  void stop(@Observes ShutdownEvent event, Postman postman) {
    forgetting.shutdown();
    postman.close();
  }
}
