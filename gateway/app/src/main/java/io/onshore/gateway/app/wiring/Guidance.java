package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.GuideFiles;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.guide.GuideDesk;
import io.onshore.gateway.guide.Guides;
import io.onshore.gateway.proof.Proofs;
import io.onshore.gateway.residency.ResidencyDesk;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Supplier;

/** Assembles what helps admins to set up. */
@ApplicationScoped
class Guidance {
  /** Read at the start: a bad guide ends it. */
  @Startup
  @Produces
  @Singleton
  Guides guides() {
    return GuideFiles.shipped();
  }

  @Produces
  @Singleton
  GuideDesk guideDesk(
      Supplier<SetUp> setUp,
      Guides guides,
      ResidencyDesk desk,
      ConnectionDesk connections,
      Dossiers dossiers,
      Proofs proofs,
      Clock clock) {
    return new GuideDesk(setUp, guides, desk, connections, dossiers, proofs, clock);
  }
}
