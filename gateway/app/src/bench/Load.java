import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the packaged gateway: heap, resident memory and time while files go in by PUT and on to
 * a double of OneDrive. Run by load.sh, with the acceptance tests' issuer on the class path.
 */
public final class Load {
  private static final String PERSON = "clara-clinician";
  private static final int DESTINATIONS = Integer.getInteger("load.destinations", 1);
  private static final int CHUNK = 64 * 1024 + 16;
  private static final Pattern GC =
      Pattern.compile("^\\[([0-9.]+)s].*Pause.* (\\d+)M->(\\d+)M\\((\\d+)M\\)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService watcher = Executors.newVirtualThreadPerTaskExecutor();
  private final Path folder;
  private Object issuer;
  private Process app;
  private String url;
  private long launched;

  private Load(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    String heap = System.getProperty("load.heap", "128m");
    long megabytes = Long.getLong("load.megabytes", 1024);
    Path folder = Files.createTempDirectory("onshore-load");
    Load load = new Load(folder);
    Process simulator = null;
    try {
      int graph = freePort();
      int upload = freePort();
      simulator =
          java(
                  "simulator.log",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("load.simulators"),
                  "io.onshore.connector.simulator.SimulatorsMain",
                  "--onedrive-port=" + graph,
                  "--onedrive-upload-port=" + upload,
                  "--data=" + Files.createDirectory(folder.resolve("held")))
              .in(folder);
      load.start(heap, "http://127.0.0.1:" + graph);
      if (DESTINATIONS > 1) {
        load.choose(heap);
      } else {
        load.measure(heap, megabytes);
      }
    } finally {
      if (load.app != null) {
        load.app.destroy();
        load.app.waitFor();
      }
      if (simulator != null) {
        simulator.destroy();
        simulator.waitFor();
      }
      Files.copy(
          folder.resolve("gateway.log"),
          Path.of(System.getProperty("load.log")),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      try (var all = Files.walk(folder)) {
        all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
    System.exit(0);
  }

  private record Command(String log, List<String> arguments) {
    Process in(Path folder) throws IOException {
      return new ProcessBuilder(arguments)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve(log).toFile())
          .start();
    }
  }

  private static Command java(String log, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(arguments));
    return new Command(log, command);
  }

  private void start(String heap, String oneDrive) throws Exception {
    Class<?> type = Class.forName("io.onshore.gateway.acceptance.TestIssuer");
    Constructor<?> make = type.getDeclaredConstructor(Map.class);
    make.setAccessible(true);
    issuer = make.newInstance(Map.of(PERSON, List.of("clinician")));
    int port = freePort();
    url = "http://localhost:" + port;
    Files.createDirectory(folder.resolve("disk"));
    launched = System.nanoTime();
    app =
        java(
                "gateway.log",
                "-Xmx" + heap,
                "-Xlog:gc*:file=" + folder.resolve("gc.log") + ":uptime",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.oidc.auth-server-url=" + call("url"),
                "-Dquarkus.oidc.client-id=onshore",
                "-Dquarkus.oidc.credentials.secret=load-secret-of-32-characters-at-least",
                "-Donshore.data-dir=" + folder.resolve("data"),
                "-Donshore.production=false",
                "-Donshore.key.create=true",
                "-Donshore.setup-file=" + setUp(),
                "-Donshore.gateway.places=AU-NSW",
                "-Donshore.provider.folder.root=" + folder.resolve("disk"),
                "-Donshore.provider.onedrive.graph-url=" + oneDrive,
                "-Donshore.provider.onedrive.login-url=" + oneDrive,
                "-jar",
                System.getProperty("load.app"))
            .in(folder);
    HttpRequest ready = HttpRequest.newBuilder(URI.create(url + "/q/health/ready")).build();
    while (true) {
      if (!app.isAlive()) {
        throw new IllegalStateException(Files.readString(folder.resolve("gateway.log")));
      }
      try {
        if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          break;
        }
      } catch (IOException notYet) {
        // Asked again below.
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void measure(String heap, long megabytes) throws Exception {
    System.out.printf(
        "JDK %s, %d processors, gateway with -Xmx%s%n",
        System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), heap);
    System.out.printf(
        "ready after %.1f s; resident %d MB when idle; live heap %d MB%n",
        since(launched), resident("VmRSS"), live());
    Path small = sealed(folder.resolve("small.age"), 1);
    Path middle = sealed(folder.resolve("middle.age"), 5);
    send("first, " + Files.size(small) + " B", small);
    send("small, " + Files.size(small) + " B", small);
    System.out.printf("live heap %d MB%n", live());
    Path large = sealed(folder.resolve("large.age"), megabytes);
    send("large, " + Files.size(large) + " B", large);
    System.out.printf("live heap %d MB%n", live());
    Files.delete(large);
    int times = 20;
    double from = uptime();
    long begun = System.nanoTime();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> sent = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        sent.add(pool.submit((Callable<String>) () -> sent(middle)));
      }
      for (Future<String> each : sent) {
        each.get();
      }
    }
    System.out.printf(
        "%d x %d B at once: all verified after %.1f s; heap after collecting at most %s; resident"
            + " %d MB%n",
        times,
        Files.size(middle),
        since(begun),
        afterCollecting(from, uptime()),
        resident("VmRSS"));
    System.out.printf(
        "live heap %d MB; resident at most %d MB; %s%n", live(), resident("VmHWM"), pauses());
  }

  /** The list of destinations, each with its decision: how long a clinician waits for it. */
  private void choose(String heap) throws Exception {
    System.out.printf(
        "JDK %s, %d processors, gateway with -Xmx%s, %d destinations%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        heap,
        DESTINATIONS);
    long begun = System.nanoTime();
    int bytes = list().length();
    System.out.printf("the very first, nothing known: %.2f s, %d B%n", since(begun), bytes);
    while (list().contains("\"asking\":true")) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    System.out.printf("every provider answered after %.2f s%n", since(begun));
    times("warming up", 100, 1);
    times("one at a time", 300, 1);
    times("eight at a time", 300, 8);
    System.out.printf(
        "live heap %d MB; resident at most %d MB; %s%n", live(), resident("VmHWM"), pauses());
  }

  private String list() throws Exception {
    return answer(200, request("/destinations?patientJurisdiction=AU-VIC"));
  }

  private void times(String what, int asked, int atOnce) throws Exception {
    List<Double> seconds = java.util.Collections.synchronizedList(new ArrayList<>());
    long begun = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(atOnce)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < asked; i++) {
        all.add(
            pool.submit(
                () -> {
                  long from = System.nanoTime();
                  list();
                  return seconds.add(since(from));
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    List<Double> sorted = seconds.stream().sorted().toList();
    System.out.printf(
        "%s, %d lists: p50 %.0f ms, p95 %.0f ms, at most %.0f ms; %.0f decisions/s%n",
        what,
        asked,
        1000 * sorted.get(asked / 2),
        1000 * sorted.get(asked * 95 / 100),
        1000 * sorted.getLast(),
        asked * DESTINATIONS / since(begun));
  }

  private void send(String what, Path file) throws Exception {
    double from = uptime();
    long begun = System.nanoTime();
    String id = declare(file);
    Future<Double> there = watcher.submit(() -> whole(id, begun));
    put(id, file);
    double received = since(begun);
    double between = uptime();
    long then = System.nanoTime();
    verified(id);
    System.out.printf(
        "%s: received and checked in %.2f s (the last byte was there after %.2f s), heap after"
            + " collecting at most %s; sent and verified in %.2f s, heap after collecting at most"
            + " %s; resident %d MB%n",
        what,
        received,
        there.get(),
        afterCollecting(from, between),
        since(then),
        afterCollecting(between, uptime()),
        resident("VmRSS"));
  }

  /** When the last byte was there; the check of the whole file comes after it. */
  private double whole(String id, long begun) throws Exception {
    while (field(answer(200, request("/transfers/" + id)), "state").equals("RECEIVING")) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return since(begun);
  }

  private String declare(Path file) throws Exception {
    String declared =
        answer(
            201,
            request("/transfers")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"destinationId\":\"onedrive-australia\",\"size\":"
                            + Files.size(file)
                            + "}")));
    return field(declared, "id");
  }

  private void put(String id, Path file) throws Exception {
    BodyPublisher body = BodyPublishers.ofFile(file);
    answer(
        200,
        request("/uploads/" + id).header("Content-Type", "application/octet-stream").PUT(body));
  }

  private String sent(Path file) throws Exception {
    String id = declare(file);
    put(id, file);
    return verified(id);
  }

  private String verified(String id) throws Exception {
    while (true) {
      String transfer = answer(200, request("/transfers/" + id));
      String state = field(transfer, "state");
      if (state.equals("VERIFIED")) {
        return transfer;
      }
      if (List.of(
              "REFUSED", "FAILED", "QUARANTINED", "CANCELLED", "HELD", "AWAITING_ACKNOWLEDGEMENT")
          .contains(state)) {
        throw new IllegalStateException(transfer);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private HttpRequest.Builder request(String path) throws Exception {
    return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
        .header("Authorization", "Bearer " + call("tokenOf", PERSON));
  }

  private String answer(int status, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != status) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static String field(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException(json);
    }
    return found.group(1);
  }

  private String call(String method, Object... arguments) throws Exception {
    Class<?>[] types = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
    Method found = issuer.getClass().getDeclaredMethod(method, types);
    found.setAccessible(true);
    return (String) found.invoke(issuer, arguments);
  }

  /** The sample's header and a random payload, as long as age makes them. */
  private static Path sealed(Path file, long megabytes) throws IOException {
    byte[] sample = Files.readAllBytes(Path.of(System.getProperty("load.sample")));
    String text = new String(sample, StandardCharsets.ISO_8859_1);
    int header = text.indexOf('\n', text.indexOf("\n---") + 1) + 1;
    Random random = new Random(megabytes);
    byte[] chunk = new byte[CHUNK];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(sample, 0, header);
      random.nextBytes(chunk);
      out.write(chunk, 0, 16);
      for (long written = 0; written < megabytes << 20; written += CHUNK) {
        random.nextBytes(chunk);
        out.write(chunk);
      }
    }
    return file;
  }

  /** What is still in use after a full collection. */
  private long live() throws Exception {
    run("GC.run");
    Matcher used = Pattern.compile("used (\\d+)K").matcher(run("GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("no heap info");
    }
    return Long.parseLong(used.group(1)) / 1024;
  }

  private String run(String diagnostic) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(app.pid()), diagnostic)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private String afterCollecting(double from, double to) throws IOException {
    long most = -1;
    int times = 0;
    for (String line : Files.readAllLines(folder.resolve("gc.log"))) {
      Matcher gc = GC.matcher(line);
      if (gc.find()
          && Double.parseDouble(gc.group(1)) >= from
          && Double.parseDouble(gc.group(1)) <= to) {
        most = Math.max(most, Long.parseLong(gc.group(3)));
        times++;
      }
    }
    return times == 0 ? "- (none)" : most + " MB (" + times + " collections)";
  }

  private String pauses() throws IOException {
    double sum = 0;
    double longest = 0;
    int times = 0;
    for (String line : Files.readAllLines(folder.resolve("gc.log"))) {
      Matcher pause = Pattern.compile("Pause.* ([0-9.]+)ms$").matcher(line);
      if (GC.matcher(line).find() && pause.find() && !line.contains("Diagnostic Command")) {
        double millis = Double.parseDouble(pause.group(1));
        sum += millis;
        longest = Math.max(longest, millis);
        times++;
      }
    }
    return "%d pauses, %.0f ms together, %.0f ms the longest".formatted(times, sum, longest);
  }

  private long resident(String field) throws IOException {
    Path status = Path.of("/proc", Long.toString(app.pid()), "status");
    if (!Files.exists(status)) {
      return -1;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }

  private double uptime() {
    return since(launched);
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** One practice with one library, or more, at the double of OneDrive. */
  private Path setUp() throws IOException {
    StringBuilder setUp =
        new StringBuilder(
            """
            practices:
              - id: harbour
                name: Harbour Street Clinic
                jurisdiction: AU-VIC
                key-places: [AU]
                members:
                  - {login: clara-clinician, roles: [clinician]}
                connections:
                  - id: onedrive-au
                    provider: onedrive
                    settings: {tenant-id: au-clinic, client-id: onshore-demo, client-secret: demo-secret, acts-as: application}
                destinations:
            """);
    for (int i = 0; i < DESTINATIONS; i++) {
      setUp.append(
          """
                - id: %s
                  name: OneDrive %d
                  connection: onedrive-au
                  space: "b!au-clinic"
                  folder: Onshore/Photos
                  offer: onedrive-m365-multi-geo-aus
                  contracts: [DPA]
                  claims:
                    - {about: BACKUP, places: [AU], grade: CONTRACT, verified-on: 2026-11-01, source: "a contract"}
                    - {about: METADATA, places: [AU], grade: CONTRACT, verified-on: 2026-11-01, source: "a contract"}
                    - {about: SUPPORT, places: [AU], grade: CONTRACT, verified-on: 2026-11-01, source: "a contract"}
                    - {about: CONTRACTING_ENTITY, places: [AU], grade: CONTRACT, verified-on: 2026-11-01, source: "a contract"}
                    - {about: CONTROLLING_PARENT, places: [US], grade: VENDOR_DOC, verified-on: 2026-11-01, source: "a page"}
          """
              .formatted(i == 0 ? "onedrive-australia" : "library-" + i, i));
    }
    return Files.writeString(folder.resolve("setup.yaml"), setUp);
  }
}
