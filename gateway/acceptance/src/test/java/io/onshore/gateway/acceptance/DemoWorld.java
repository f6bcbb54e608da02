package io.onshore.gateway.acceptance;

import io.onshore.connector.simulator.box.BoxDemo;
import io.onshore.connector.simulator.box.BoxSimulator;
import io.onshore.connector.simulator.dropbox.DropboxSimulator;
import io.onshore.connector.simulator.googledrive.GoogleDriveSimulator;
import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import io.onshore.connector.simulator.onedrive.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo as it is packaged: its practices, its people and all four providers, at ports of its
 * own. Unlike the demo it asks for a fresh sign-in before grave decisions.
 */
final class DemoWorld implements AutoCloseable {
  private static final Map<String, List<String>> PEOPLE =
      Map.of(
          "clara-clinician", List.of("clinician"),
          "adam-admin", List.of("practice-admin"),
          "connie-compliance", List.of("compliance"),
          "gwen-clinician", List.of("clinician"),
          "george-admin", List.of("practice-admin"),
          "uma-clinician", List.of("clinician"),
          "ulysses-admin", List.of("practice-admin"));

  final OneDriveSimulator oneDrive = OneDriveSimulator.start(Clock.systemUTC());
  final App app;
  private final BoxSimulator box = BoxSimulator.start(Clock.systemUTC());
  private final DropboxSimulator dropbox = DropboxSimulator.start(Clock.systemUTC());
  private final GoogleDriveSimulator google = GoogleDriveSimulator.start(Clock.systemUTC());
  private final TestIssuer issuer = new TestIssuer(PEOPLE);

  /**
   * @param folder for everything that is written
   * @param more settings in place of the usual ones
   */
  DemoWorld(Path folder, Map<String, String> more) throws IOException {
    for (Tenant tenant : OneDriveSimulator.demoTenants().values()) {
      oneDrive.add(tenant);
      oneDrive.createFolder(tenant.id(), "Onshore/Photos");
    }
    BoxDemo.addTo(box);
    dropbox.addDemo();
    Path key =
        Files.writeString(folder.resolve("google-drive-demo-key.json"), google.addDemoAccounts());
    Path setUp = folder.resolve("setup.yaml");
    Files.writeString(
        setUp,
        Files.readString(Path.of(System.getProperty("onshore.demo"), "setup.yaml"))
            .replaceAll("\\{file: \\S*google-drive-demo-key\\.json}", "{file: " + key + "}"));
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.oidc.auth-server-url", issuer.url());
    settings.put("quarkus.oidc.client-id", "onshore");
    settings.put(
        "quarkus.oidc.credentials.secret",
        Planted.secret("a client's secret", "test-secret-of-32-characters-at-least"));
    settings.put("onshore.public-url", "http://localhost:${quarkus.http.port}");
    settings.put("onshore.setup-file", setUp.toString());
    settings.put("onshore.gateway.places", "AU-NSW");
    settings.put("onshore.provider.onedrive.graph-url", oneDrive.graphUrl());
    settings.put("onshore.provider.onedrive.login-url", oneDrive.loginUrl());
    settings.put("onshore.provider.box.api-url", box.apiUrl());
    settings.put("onshore.provider.box.upload-url", box.uploadUrl());
    settings.put("onshore.provider.box.authorize-url", box.authorizeUrl());
    settings.put("onshore.provider.dropbox.api-url", dropbox.apiUrl());
    settings.put("onshore.provider.dropbox.content-url", dropbox.contentUrl());
    settings.put("onshore.provider.dropbox.authorize-url", dropbox.authorizeUrl());
    settings.put("onshore.provider.google-drive.api-url", google.url());
    settings.put("onshore.provider.google-drive.oauth-url", google.url());
    settings.put("onshore.provider.google-drive.policy-url", google.url());
    settings.put("onshore.provider.google-drive.authorize-url", google.authorizeUrl());
    settings.put(
        "onshore.provider.folder.root", Files.createDirectories(folder.resolve("disk")).toString());
    settings.putAll(more);
    app = App.start(folder, settings);
  }

  @Override
  public void close() {
    try {
      app.close();
    } finally {
      oneDrive.close();
      box.close();
      dropbox.close();
      google.close();
      issuer.close();
    }
  }
}
