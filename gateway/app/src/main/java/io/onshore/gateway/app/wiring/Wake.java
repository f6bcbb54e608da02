package io.onshore.gateway.app.wiring;

import io.onshore.gateway.transfer.TransferEngine;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Wakes the engine. Stands between the engine and those who give it work, because each needs the
 * other to be made.
 */
@Singleton
class Wake implements Runnable {
  private volatile Optional<TransferEngine> engine = Optional.empty();

  void wakes(TransferEngine woken) {
    engine = Optional.of(woken);
  }

  @Override
  public void run() {
    engine.ifPresent(TransferEngine::wake);
  }
}
