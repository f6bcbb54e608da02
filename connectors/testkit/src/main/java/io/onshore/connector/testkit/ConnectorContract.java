package io.onshore.connector.testkit;

import static java.util.Objects.requireNonNull;

import io.onshore.connector.ConnectorContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every connector is held to. A connector's test extends this class, gives a {@link Harness}
 * and does nothing else. Cases are sentences, depend on no order, and none is skipped: what a
 * provider does not have is tested as absent.
 */
public abstract class ConnectorContract {
  /** How the suite's connectors name themselves. */
  public static final String USER_AGENT = "ISV|Onshore|Conformance/1.0";

  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(1);

  private @Nullable Harness current;

  /** Builds a fresh harness for one case; the suite closes it. */
  protected abstract Harness harness() throws Exception;

  @BeforeEach
  void startProvider() throws Exception {
    current = harness();
  }

  @AfterEach
  void endProvider() {
    if (current != null) {
      current.close();
    }
  }

  /** What a connector of this harness is lent: its clock, our name, and a minute for each call. */
  public static ConnectorContext context(Harness harness) {
    return new ConnectorContext(harness.clock(), USER_AGENT, CALL_TIMEOUT, harness.vault());
  }

  private Harness current() {
    return requireNonNull(current);
  }

  @Nested
  class IdentityAndSettings extends IdentityAndSettingsCases {
    @Override
    String contractName() {
      return ConnectorContract.this.getClass().getSimpleName();
    }

    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class Connection extends ConnectionCases {
    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class WholeObjects extends WholeObjectsCases {
    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class Sources extends SourcesCases {
    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class Sessions extends SessionsCases {
    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class Commit extends CommitCases {
    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class Integrity extends IntegrityCases {
    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class Failures extends FailuresCases {
    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class Residency extends ResidencyCases {
    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class SpaceLeft extends SpaceCases {
    @Override
    Harness harness() {
      return current();
    }
  }

  @Nested
  class PrivacyAndThreads extends PrivacyAndThreadsCases {
    @Override
    Harness harness() {
      return current();
    }
  }
}
