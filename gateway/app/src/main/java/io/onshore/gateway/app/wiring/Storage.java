package io.onshore.gateway.app.wiring;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.connection.Grants;
import io.onshore.gateway.connection.PageVisits;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.directory.People;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.idempotency.Idempotency;
import io.onshore.gateway.residency.EvidenceStore;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.store.Migrations;
import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.spool.FileSpool;
import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.TransferJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Assembles what is kept on disk: one address chooses the database. */
@ApplicationScoped
class Storage {
  private static final Logger LOG = System.getLogger(Storage.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Produces
  @Singleton
  AgroalDataSource database(OnshoreSettings settings) throws SQLException {
    AgroalDataSourceConfigurationSupplier supplier = new AgroalDataSourceConfigurationSupplier();
    supplier
        .connectionPoolConfiguration()
        .maxSize(settings.database().connections())
        .acquisitionTimeout(PATIENCE)
        .connectionFactoryConfiguration()
        .jdbcUrl(settings.database().url().orElseGet(() -> embedded(settings)))
        .principal(new NamePrincipal(settings.database().username()))
        .credential(new SimplePassword(settings.database().password()));
    AgroalDataSource database = AgroalDataSource.from(supplier);
    Migrations.run(database);
    return database;
  }

  void close(@Disposes AgroalDataSource database) {
    database.close();
  }

  @Produces
  @Singleton
  JdbcStore store(AgroalDataSource database, OnshoreSettings settings, Clock clock) {
    JdbcStore store = new JdbcStore(database, Keys.box(settings, database, clock.instant()));
    store.requireKeys();
    Resealed resealed = store.reseal();
    if (resealed.done() + resealed.left() > 0) {
      LOG.log(
          Level.INFO,
          "secrets sealed anew with the newest key: {0}; left, because their key is not at hand: {1}",
          resealed.done(),
          resealed.left());
    }
    if (settings.database().url().isEmpty()) {
      // Nobody else can have the embedded database open: what was leased died with the last
      // process.
      store.journal().releaseAll();
    }
    return store;
  }

  /**
   * {@code async} keeps the database open when a thread that uses it is interrupted, and it is
   * closed by us after the last request rather than by H2 at the first sign of an end.
   */
  private static String embedded(OnshoreSettings settings) {
    return "jdbc:h2:async:"
        + settings.dataDir().toAbsolutePath().resolve("onshore")
        + ";DB_CLOSE_ON_EXIT=FALSE";
  }

  @Produces
  @Singleton
  TransferJournal journal(JdbcStore store) {
    return store.journal();
  }

  @Produces
  @Singleton
  AuditTrail trail(JdbcStore store) {
    return store.trail();
  }

  @Produces
  @Singleton
  Grants grants(JdbcStore store, Clock clock, OnshoreSettings settings) {
    return store.grants(clock, settings.calls().timeout());
  }

  @Produces
  @Singleton
  PageVisits visits(JdbcStore store) {
    return store.visits();
  }

  @Produces
  @Singleton
  EvidenceStore evidence(JdbcStore store) {
    return store.evidence();
  }

  @Produces
  @Singleton
  ConsentRegister register(JdbcStore store) {
    return store.register();
  }

  @Produces
  @Singleton
  Dossiers dossiers(JdbcStore store) {
    return store.dossiers();
  }

  @Produces
  @Singleton
  RulesVersions versions(JdbcStore store) {
    return store.versions();
  }

  @Produces
  @Singleton
  ReviewCases cases(JdbcStore store) {
    return store.cases();
  }

  @Produces
  @Singleton
  KeptTexts keptTexts(JdbcStore store) {
    return store.keptTexts();
  }

  @Produces
  @Singleton
  Idempotency idempotency(JdbcStore store) {
    return store.idempotency();
  }

  @Produces
  @Singleton
  People people(JdbcStore store) {
    return store.people();
  }

  @Produces
  @Singleton
  Spool spool(OnshoreSettings settings, JdbcStore store) {
    try {
      Path folder = settings.dataDir().resolve("spool");
      Files.createDirectories(folder);
      FileSpool spool = new FileSpool(folder, settings.spool().maxBytes());
      store.shredLeftovers(spool);
      return spool;
    } catch (IOException unusable) {
      throw new UncheckedIOException("the spool folder cannot be used", unusable);
    }
  }
}
