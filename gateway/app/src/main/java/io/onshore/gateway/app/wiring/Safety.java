package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.app.safety.Hazards;
import io.onshore.gateway.rules.RulesInForce;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Assembles the look for what must not be so where real files go. */
@ApplicationScoped
class Safety {
  @Produces
  @Singleton
  Hazards hazards(OnshoreSettings settings, Config config, RulesInForce rules) {
    return new Hazards(
        settings,
        name -> config.getOptionalValue(name, String.class),
        () -> !rules.base().rules().isEmpty());
  }
}
