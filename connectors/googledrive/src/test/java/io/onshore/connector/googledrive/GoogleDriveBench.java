package io.onshore.connector.googledrive;

import com.google.api.client.http.InputStreamContent;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.File;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.simulator.googledrive.Account;
import io.onshore.connector.simulator.googledrive.GoogleDriveSimulator;
import io.onshore.connector.testkit.bench.BareSink;
import io.onshore.connector.testkit.bench.BareSink.Asked;
import io.onshore.connector.testkit.bench.BareSink.Reply;
import io.onshore.connector.testkit.bench.ConnectorBench;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Google Drive by the connector, and by the {@code files().create()} of Google's SDK. */
final class GoogleDriveBench extends ConnectorBench {
  private static final String CLIENT = "client";
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\w+)\"");
  private static final Pattern UPLOAD_ID = Pattern.compile("upload_id=(\\w+)");
  private static final Pattern RANGE = Pattern.compile("bytes \\d+-(\\d+)/(\\d+)");

  public static void main(String[] args) throws Exception {
    new GoogleDriveBench().run(args);
  }

  @Override
  protected ConnectorFactory factory() {
    return new GoogleDriveConnectorFactory();
  }

  @Override
  protected Served serve(Target target) throws Exception {
    return switch (target) {
      case DOUBLE -> {
        GoogleDriveSimulator simulator = GoogleDriveSimulator.start(Clock.systemUTC());
        Account account = Account.consumer("bench@gmail.com");
        simulator.addClient(CLIENT, "secret");
        simulator.add(account);
        String folder = simulator.createFolder(simulator.myDrive(account.email()), "bench");
        simulator.pick(folder, CLIENT);
        yield new Served(
            settings(simulator.url()),
            Destination.folder(folder),
            simulator.consent(account.email(), CLIENT, Set.of(GoogleSignIn.OWN_FILES)).access());
      }
      case SINK -> {
        AtomicLong numbers = new AtomicLong();
        BareSink[] sink = new BareSink[1];
        sink[0] = BareSink.start(asked -> reply(asked, sink[0].url(), numbers));
        yield new Served(
            settings(sink[0].url()), Destination.folder("1FolderOfTheSink"), "token-of-the-sink");
      }
    };
  }

  private static Map<String, String> settings(String url) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("acts-as", "person");
    settings.put("client-id", CLIENT);
    settings.put("client-secret", "secret");
    settings.put("api-url", url);
    settings.put("oauth-url", url);
    settings.put("policy-url", url);
    return settings;
  }

  private static Reply reply(Asked asked, String url, AtomicLong numbers) {
    String path = asked.target().replaceFirst("\\?.*", "");
    return switch (asked.method() + " " + path) {
      case "GET /drive/v3/files/generateIds" -> ids(numbers);
      case "GET /drive/v3/files" -> Reply.json("{\"files\":[]}");
      case "POST " + GoogleDriveApi.UPLOAD_PATH ->
          asked.target().contains("uploadType=resumable")
              ? new Reply(
                  200,
                  Map.of(
                      "Location",
                      url
                          + GoogleDriveApi.UPLOAD_PATH
                          + "?uploadType=resumable&upload_id="
                          + id(ID, asked.text())),
                  "")
              : stored(id(ID, asked.text()), asked.fileLength());
      case "PUT " + GoogleDriveApi.UPLOAD_PATH -> chunk(asked);
      default ->
          Reply.json(
              "{\"id\":\"1FolderOfTheSink\",\"mimeType\":\"application/vnd.google-apps.folder\","
                  + "\"trashed\":false,\"capabilities\":{\"canAddChildren\":true}}");
    };
  }

  private static Reply ids(AtomicLong numbers) {
    return Reply.json(
        LongStream.range(0, 100)
            .mapToObj(i -> "\"1FileOfTheSink" + numbers.incrementAndGet() + "\"")
            .collect(Collectors.joining(",", "{\"ids\":[", "]}")));
  }

  private static Reply chunk(Asked asked) {
    Matcher range = RANGE.matcher(asked.headers().getOrDefault("content-range", ""));
    if (!range.matches()) {
      return new Reply(400, Map.of(), "{}");
    }
    long last = Long.parseLong(range.group(1));
    long total = Long.parseLong(range.group(2));
    return last + 1 == total
        ? stored(id(UPLOAD_ID, asked.target()), total)
        : new Reply(308, Map.of("Range", "bytes=0-" + last), "");
  }

  /** The id that the sender chose for its file; the SDK leaves that to Google. */
  private static String id(Pattern where, String text) {
    Matcher id = where.matcher(text);
    return id.find() ? id.group(1) : "1FileOfTheSink";
  }

  private static Reply stored(String id, long size) {
    return Reply.json("{\"id\":\"" + id + "\",\"name\":\"f\",\"size\":\"" + size + "\"}");
  }

  @Override
  protected VendorUpload vendorUpload(Served served) {
    Drive drive =
        new Drive.Builder(
                new NetHttpTransport(),
                GsonFactory.getDefaultInstance(),
                request -> request.getHeaders().setAuthorization("Bearer " + served.access()))
            .setRootUrl(served.settings().get("api-url") + "/")
            .setApplicationName("onshore-bench")
            .build();
    return (file, name) -> {
      File description =
          new File().setName(name).setParents(List.of(served.destination().folder()));
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        // The double takes no compressed description.
        drive
            .files()
            .create(
                description,
                new InputStreamContent("application/octet-stream", in).setLength(Files.size(file)))
            .setDisableGZipContent(true)
            .execute();
      }
    };
  }
}
