package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class OverheardTest {
  @Test
  void hearsWhatIsLoggedAndPrinted() {
    Logger logger = Logger.getLogger("io.onshore.connector.somebody");
    try (Overheard overheard = Overheard.start()) {
      logger.log(Level.FINEST, "whispered {0}", "detail");
      System.getLogger("io.onshore.connector.system").log(System.Logger.Level.DEBUG, "by system");
      logger.log(Level.FINE, "failed", new IllegalStateException("with a reason"));
      System.out.println("printed");
      System.err.println("complained");
      assertThat(overheard.heard())
          .contains("whispered", "detail", "by system", "with a reason", "printed", "complained");
    }
  }

  @Test
  void hearsNothingAfterwards() {
    Overheard overheard = Overheard.start();
    overheard.close();
    Logger.getLogger("io.onshore.connector.somebody").info("later");
    assertThat(overheard.heard()).isEmpty();
  }
}
