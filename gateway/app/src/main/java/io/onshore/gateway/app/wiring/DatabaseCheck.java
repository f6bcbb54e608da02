package io.onshore.gateway.app.wiring;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the database answers. */
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {
  private static final int PATIENCE_SECONDS = 3;

  private final AgroalDataSource database;

  DatabaseCheck(AgroalDataSource database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    try (Connection connection = database.getConnection()) {
      return HealthCheckResponse.named("database")
          .status(connection.isValid(PATIENCE_SECONDS))
          .build();
    } catch (SQLException down) {
      return HealthCheckResponse.down("database");
    }
  }
}
