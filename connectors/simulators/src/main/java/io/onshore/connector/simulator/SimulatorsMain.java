package io.onshore.connector.simulator;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the doubles on fixed ports with accounts to try out, until the process is ended.
 *
 * <p>Each option is given as {@code --name=value} or in the environment as {@code
 * ONSHORE_SIMULATORS_NAME}: {@code only}, {@code address}, {@code onedrive-port}, {@code
 * onedrive-upload-port}, {@code onedrive-upload-url}, {@code box-port}, {@code box-upload-port},
 * {@code box-upload-url}, {@code dropbox-port}, {@code dropbox-content-port}, {@code
 * google-drive-port}, {@code keystore}, {@code keystore-password}, {@code data}.
 */
public final class SimulatorsMain {
  private static final String ALL = "onedrive,box,dropbox,google-drive";

  private final Map<String, String> options;

  private SimulatorsMain(Map<String, String> options) {
    this.options = options;
  }

  /** Starts and stays. */
  public static void main(String[] args) throws IOException, InterruptedException {
    SimulatorsMain main = new SimulatorsMain(options(args, System.getenv()));
    for (String provider : main.only()) {
      AutoCloseable running =
          switch (provider) {
            case "onedrive" -> main.oneDrive();
            case "box" -> main.box();
            case "dropbox" -> main.dropbox();
            case "google-drive" -> main.googleDrive();
            default -> throw new IllegalArgumentException("`only` names some of " + ALL);
          };
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running)));
    }
    new CountDownLatch(1).await();
  }

  private List<String> only() {
    return Arrays.asList(options.getOrDefault("only", ALL).split(",", -1));
  }

  private OneDriveSimulator oneDrive() {
    OneDriveSimulator oneDrive =
        OneDriveSimulator.start(
            Clock.systemUTC(),
            new OneDriveSimulator.Options(
                listening("onedrive-port", "8090"),
                listening("onedrive-upload-port", "8091"),
                option("onedrive-upload-url"),
                data()));
    for (Tenant tenant : OneDriveSimulator.demoTenants().values()) {
      oneDrive.add(tenant);
      oneDrive.createFolder(tenant.id(), "Onshore/Photos");
    }
    say("OneDrive", oneDrive.graphUrl());
    return oneDrive;
  }

  private BoxSimulator box() {
    BoxSimulator box =
        BoxSimulator.start(
            Clock.systemUTC(),
            new BoxSimulator.Options(
                listening("box-port", "8092"),
                listening("box-upload-port", "8093"),
                option("box-upload-url"),
                data()));
    List<BoxDemo.Place> places = BoxDemo.addTo(box);
    say("Box", box.apiUrl().replaceFirst("/2\\.0$", ""));
    for (BoxDemo.Place place : places) {
      System.out.println(
          "  enterprise-id %s, folder %s: %s"
              .formatted(place.enterpriseId(), place.folderId(), place.says()));
    }
    return box;
  }

  private DropboxSimulator dropbox() {
    DropboxSimulator dropbox =
        DropboxSimulator.start(
            Clock.systemUTC(),
            new DropboxSimulator.Options(
                listening("dropbox-port", "8094"),
                listening("dropbox-content-port", "8095"),
                data()));
    dropbox.addDemo();
    say("Dropbox", dropbox.apiUrl());
    return dropbox;
  }

  /** Leaves the service account's key file in the data folder, for the gateway to read. */
  private GoogleDriveSimulator googleDrive() throws IOException {
    GoogleDriveSimulator google =
        GoogleDriveSimulator.start(
            Clock.systemUTC(),
            new GoogleDriveSimulator.Options(listening("google-drive-port", "8096"), data()));
    Path key = data().resolve("google-drive-demo-key.json");
    Files.writeString(key, google.addDemoAccounts());
    say("Google Drive", google.url());
    System.out.println("  service account's key: " + key);
    return google;
  }

  private static void say(String title, String url) {
    System.out.println(
        title + " double at " + url + ", what it holds at " + url + "/__admin-onshore/");
  }

  private Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  private Path data() {
    return Path.of(options.getOrDefault("data", System.getProperty("java.io.tmpdir")));
  }

  /** On the port of this option; with TLS on all ports if a keystore is given. */
  private Listening listening(String port, String usual) {
    Listening plain =
        Listening.plain(
            options.getOrDefault("address", "127.0.0.1"),
            Integer.parseInt(options.getOrDefault(port, usual)));
    return option("keystore")
        .map(
            keystore ->
                plain.with(
                    new Listening.Tls(
                        Path.of(keystore), options.getOrDefault("keystore-password", ""))))
        .orElse(plain);
  }

  private static void end(AutoCloseable running) {
    try {
      running.close();
    } catch (Exception stuck) {
      throw new IllegalStateException("a double does not end", stuck);
    }
  }

  /** The arguments, and the environment where an argument is missing. */
  static Map<String, String> options(String[] args, Map<String, String> environment) {
    Map<String, String> options = new HashMap<>();
    String prefix = "ONSHORE_SIMULATORS_";
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            options.put(
                name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-'), value);
          }
        });
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (!arg.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("options look like --name=value");
      }
      options.put(arg.substring(2, equals), arg.substring(equals + 1));
    }
    return options;
  }
}
