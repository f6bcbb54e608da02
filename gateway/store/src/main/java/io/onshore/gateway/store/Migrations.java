package io.onshore.gateway.store;

import io.onshore.gateway.store.audit.ChainOlderEvents;
import io.onshore.gateway.store.transaction.StoreException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables of a database to what this version needs. Migrations only go forward. Replicas
 * may start together: one migrates, the others wait.
 */
public final class Migrations {
  private static final String H2 = "db/h2/";
  private static final List<String> NAMES =
      List.of(
          "V1__tables.sql",
          "V2__connections.sql",
          "V3__residency.sql",
          "V4__audit_chain.sql",
          "V5__signing.sql",
          "V6__reviews.sql",
          "V8__setup.sql",
          "V9__webhooks.sql",
          "V10__long_lists.sql",
          "V11__people.sql");

  private Migrations() {}

  /**
   * Runs what has not run yet.
   *
   * @throws IllegalArgumentException if the database is neither H2 nor PostgreSQL
   * @throws StoreException if it cannot be reached
   */
  public static void run(DataSource source) {
    String folder = folder(source);
    if (folder.equals(H2)) {
      writeAtOnce(source);
    }
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:" + folder)
        .resourceProvider(new Listed(folder))
        .javaMigrationClassProvider(List::of)
        .javaMigrations(new ChainOlderEvents(Clock.systemUTC()))
        .load()
        .migrate();
  }

  /**
   * Has H2 write a commit in the thread that commits. By default it hands it to threads of its own,
   * for which not even {@code CHECKPOINT SYNC} waits (H2 2.4: {@code FileStore.submitOrRun}): what
   * was said to be on the disk was lost with a kill. H2 keeps the setting in the database.
   */
  private static void writeAtOnce(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET WRITE_DELAY 0");
    } catch (SQLException failure) {
      throw StoreException.of("the database could not be told to write at once", failure);
    }
  }

  private static String folder(DataSource source) {
    String product;
    try (Connection connection = source.getConnection()) {
      product = connection.getMetaData().getDatabaseProductName();
    } catch (SQLException failure) {
      throw StoreException.of("the database could not be reached", failure);
    }
    return switch (product) {
      case "H2" -> H2;
      case "PostgreSQL" -> "db/postgresql/";
      default ->
          throw new IllegalArgumentException(
              "the store works on H2 and PostgreSQL, not on `" + product + "`");
    };
  }

  /** The migrations by name: nothing scans the class path, which packaged apps may not allow. */
  private record Listed(String folder) implements ResourceProvider {
    /** Null, as Flyway wants it, where there is none. */
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return NAMES.contains(name) ? new Script(folder, name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return NAMES.stream()
          .filter(name -> name.startsWith(prefix))
          .filter(name -> List.of(suffixes).stream().anyMatch(name::endsWith))
          .<LoadableResource>map(name -> new Script(folder, name))
          .toList();
    }
  }

  private static final class Script extends LoadableResource {
    private final String folder;
    private final String name;

    Script(String folder, String name) {
      this.folder = folder;
      this.name = name;
    }

    @Override
    public Reader read() {
      return new InputStreamReader(
          Objects.requireNonNull(
              Migrations.class.getClassLoader().getResourceAsStream(folder + name),
              () -> "the migration " + folder + name + " is not in the package"),
          StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return "classpath:" + folder + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
