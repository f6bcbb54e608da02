package io.onshore.gateway.app.safety;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while anything is so that must not be, with each setting that puts it right. */
@Readiness
@ApplicationScoped
class SafeStartCheck implements HealthCheck {
  private final Hazards hazards;

  SafeStartCheck(Hazards hazards) {
    this.hazards = hazards;
  }

  @Override
  public HealthCheckResponse call() {
    List<Hazard> found = hazards.found();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("safe-start").status(found.isEmpty());
    found.forEach(hazard -> answer.withData(hazard.setting(), hazard.what()));
    return answer.build();
  }
}
