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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Assembles webhooks, and starts and stops what delivers. */
@ApplicationScoped
class Webhooks {
  private final Rounds forgetting = new Rounds("forgetting");

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
    forgetting.every(
        Duration.ZERO,
        Duration.ofHours(1),
        "old deliveries could not be forgotten",
        () -> outbox.forget(clock.instant().minus(settings.webhooks().keep())));
  }

  void stop(@Observes ShutdownEvent event, Postman postman) {
    forgetting.close();
    postman.close();
  }
}
