package io.onshore.gateway.app.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the demo's disk, and says where to go once everything has started. */
@IfBuildProfile("dev")
@ApplicationScoped
class Guide {
  private static final Logger LOG = System.getLogger(Guide.class.getName());
  private static final int LAST = 10_000;

  private final String issuer;
  private final int port;
  private final Path disk;

  Guide(
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer,
      @ConfigProperty(name = "quarkus.http.port") int port,
      @ConfigProperty(name = "onshore.provider.folder.root") Path disk) {
    this.issuer = issuer;
    this.port = port;
    this.disk = disk;
  }

  void welcome(@Observes @Priority(LAST) StartupEvent event) {
    try {
      Files.createDirectories(disk);
    } catch (IOException unusable) {
      throw new UncheckedIOException("the demo's disk cannot be made", unusable);
    }
    LOG.log(
        Level.INFO,
        """


        Onshore is up: http://localhost:%1$d
          Sign in with one button: clara-clinician, adam-admin or connie-compliance in Australia,
          gwen-clinician in the United Kingdom, uma-clinician in the United States.
          What the simulated providers hold: http://127.0.0.1:8090/__admin-onshore/ (OneDrive),
          and the same on ports 8092 (Box), 8094 (Dropbox) and 8096 (Google Drive)

          Push the bundled, really encrypted sample photo from another terminal, in the project's folder:

        TOKEN=$(curl -s %2$s/token -d grant_type=password -d username=clara-clinician -d password=any \\
          -d client_id=onshore -d client_secret=onshore-demo | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')
        curl -s -H "Authorization: Bearer $TOKEN" -H 'Prefer: wait=20' \\
          --data-binary @gateway/app/src/main/resources/demo/sample-photo.age \\
          http://localhost:%1$d/api/v1/destinations/onedrive-australia/transfers
        """
            .formatted(port, issuer));
  }
}
