package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.store.secret.DataKeys;
import io.onshore.gateway.store.secret.KeyFile;
import io.onshore.gateway.store.secret.SealingException;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.secret.TransitKeyService;
import io.onshore.gateway.store.transaction.Transactions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Finds the keys that seal: those that a service wraps, then those of the environment, then those
 * of a file. The first one seals, all of them open, so that a practice can move from one to
 * another.
 */
final class Keys {
  private Keys() {}

  /**
   * @throws SealingException if none is set up, or one cannot be had
   */
  static SecretBox box(OnshoreSettings settings, DataSource database, Instant now) {
    OnshoreSettings.Key key = settings.key();
    List<byte[]> keys = new ArrayList<>();
    key.service().url().ifPresent(url -> keys.addAll(wrapped(key.service(), url, database, now)));
    key.value().ifPresent(text -> keys.addAll(KeyFile.keys("`onshore.key.value`", text)));
    file(settings, keys.isEmpty()).ifPresent(file -> keys.addAll(KeyFile.keys(file)));
    return new SecretBox(keys);
  }

  private static List<byte[]> wrapped(
      OnshoreSettings.Key.Service service, URI url, DataSource database, Instant now) {
    Path file =
        service
            .tokenFile()
            .orElseThrow(() -> new SealingException("`onshore.key.service.token-file` is missing"));
    return new DataKeys(
            new Transactions(database),
            new TransitKeyService(url, service.name(), () -> token(file)),
            service.keyLife())
        .keys(now);
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new SealingException("the key service's token cannot be read", unreadable);
    }
  }

  /** The file that is set, or the one in the data folder where it has to do. */
  private static Optional<Path> file(OnshoreSettings settings, boolean needed) {
    if (settings.key().file().isEmpty() && !needed) {
      return Optional.empty();
    }
    Path file = settings.key().file().orElseGet(() -> settings.dataDir().resolve("onshore.key"));
    if (settings.key().create()) {
      var _ = KeyFile.openOrCreate(file);
    }
    return Optional.of(file);
  }
}
