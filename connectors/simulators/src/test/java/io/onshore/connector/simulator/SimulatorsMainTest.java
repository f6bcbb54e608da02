package io.onshore.connector.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorsMainTest {
  @Test
  void argumentsWinOverTheEnvironment() {
    Map<String, String> options =
        SimulatorsMain.options(
            new String[] {"--onedrive-port=1"},
            Map.of(
                "ONSHORE_SIMULATORS_ONEDRIVE_PORT",
                "2",
                "ONSHORE_SIMULATORS_ADDRESS",
                "0.0.0.0",
                "HOME",
                "/"));
    assertThat(options)
        .containsExactlyInAnyOrderEntriesOf(Map.of("onedrive-port", "1", "address", "0.0.0.0"));
  }

  @Test
  void refusesAnArgumentThatIsNoOption() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimulatorsMain.options(new String[] {"8090"}, Map.of()));
  }
}
