package io.onshore.connector.simulator;

import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import io.onshore.connector.simulator.onedrive.Tenant;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the doubles on fixed ports with tenants to try out, until the process is ended.
 *
 * <p>Each option is given as {@code --name=value} or in the environment as {@code
 * ONSHORE_SIMULATORS_NAME}: {@code address}, {@code onedrive-port}, {@code onedrive-upload-port},
 * {@code onedrive-upload-url}, {@code keystore}, {@code keystore-password}, {@code data}.
 */
public final class SimulatorsMain {
  private SimulatorsMain() {}

  /** Starts and stays. */
  public static void main(String[] args) throws InterruptedException {
    Map<String, String> options = options(args, System.getenv());
    OneDriveSimulator.Options where =
        new OneDriveSimulator.Options(
            listening(options, "onedrive-port", "8090"),
            listening(options, "onedrive-upload-port", "8091"),
            Optional.ofNullable(options.get("onedrive-upload-url")),
            Path.of(options.getOrDefault("data", System.getProperty("java.io.tmpdir"))));
    OneDriveSimulator oneDrive = OneDriveSimulator.start(Clock.systemUTC(), where);
    Runtime.getRuntime().addShutdownHook(new Thread(oneDrive::close));
    for (Tenant tenant : OneDriveSimulator.demoTenants().values()) {
      oneDrive.add(tenant);
      oneDrive.createFolder(tenant.id(), "Onshore/Photos");
    }
    System.out.println("OneDrive double: Graph and sign-in at " + oneDrive.graphUrl());
    System.out.println("OneDrive double: uploads at " + oneDrive.uploadUrl());
    System.out.println(
        "OneDrive double: what it holds at " + oneDrive.graphUrl() + "/__admin-onshore/");
    for (Tenant tenant : oneDrive.tenants()) {
      System.out.println(
          "  tenant-id "
              + tenant.id()
              + ", drive-id "
              + tenant.driveId()
              + ", folder Onshore/Photos");
    }
    new CountDownLatch(1).await();
  }

  /** On the port of this option; with TLS on all ports if a keystore is given. */
  private static Listening listening(Map<String, String> options, String port, String usual) {
    Listening plain =
        Listening.plain(
            options.getOrDefault("address", "127.0.0.1"),
            Integer.parseInt(options.getOrDefault(port, usual)));
    return Optional.ofNullable(options.get("keystore"))
        .map(
            keystore ->
                plain.with(
                    new Listening.Tls(
                        Path.of(keystore), options.getOrDefault("keystore-password", ""))))
        .orElse(plain);
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
