package io.onshore.connector.box;

import com.box.sdkgen.box.developertokenauth.BoxDeveloperTokenAuth;
import com.box.sdkgen.client.BoxClient;
import com.box.sdkgen.managers.uploads.UploadFileRequestBody;
import com.box.sdkgen.managers.uploads.UploadFileRequestBodyAttributesField;
import com.box.sdkgen.managers.uploads.UploadFileRequestBodyAttributesParentField;
import com.box.sdkgen.networking.baseurls.BaseUrls;
import com.box.sdkgen.networking.boxnetworkclient.BoxNetworkClient;
import com.box.sdkgen.networking.network.NetworkSession;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.Settings;
import io.onshore.connector.simulator.box.App;
import io.onshore.connector.simulator.box.BoxSimulator;
import io.onshore.connector.simulator.box.BoxUser;
import io.onshore.connector.simulator.box.Zone;
import io.onshore.connector.testkit.bench.BareSink;
import io.onshore.connector.testkit.bench.BareSink.Asked;
import io.onshore.connector.testkit.bench.BareSink.Reply;
import io.onshore.connector.testkit.bench.ConnectorBench;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.ConnectionSpec;

/** Box by the connector, and by the {@code uploadFile} and {@code uploadBigFile} of Box's SDK. */
final class BoxBench extends ConnectorBench {
  private static final BoxUser USER =
      BoxUser.managed("1001", "Bench", "4711", new Zone("100003", "Australia"));

  public static void main(String[] args) throws Exception {
    new BoxBench().run(args);
  }

  @Override
  protected ConnectorFactory factory() {
    return new BoxConnectorFactory();
  }

  @Override
  protected Served serve(Target target) throws Exception {
    return switch (target) {
      case DOUBLE -> {
        BoxSimulator simulator = BoxSimulator.start(Clock.systemUTC());
        simulator.add(USER);
        simulator.add(App.withSecret("client", "secret", Set.of(USER.id()), false));
        Destination folder = Destination.folder(simulator.createFolder(USER.id(), "bench"));
        Map<String, String> settings = settings(simulator.apiUrl(), simulator.uploadUrl());
        yield new Served(settings, folder, signedIn(settings, folder));
      }
      case SINK -> {
        Sink sink = new Sink();
        yield new Served(
            settings(sink.url() + "/2.0", sink.url() + "/api/2.0"),
            Destination.folder("4712"),
            "token-of-the-sink");
      }
    };
  }

  private static Map<String, String> settings(String api, String upload) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("client-id", "client");
    settings.put("client-secret", "secret");
    settings.put("acts-as", "application");
    settings.put("enterprise-id", "4711");
    settings.put("api-url", api);
    settings.put("upload-url", upload);
    return settings;
  }

  @Override
  protected VendorUpload vendorUpload(Served served) throws Exception {
    BoxSettings settings = BoxSettings.of(new Settings(served.settings()));
    // The SDK's own client, but for the lock: there is none on this machine.
    BoxNetworkClient http =
        new BoxNetworkClient(
            BoxNetworkClient.getDefaultOkHttpClientBuilder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .build());
    BoxClient client =
        new BoxClient.Builder(new BoxDeveloperTokenAuth(served.access()))
            .networkSession(
                new NetworkSession.Builder()
                    .baseUrls(
                        new BaseUrls.Builder()
                            .baseUrl(settings.apiBase())
                            .uploadUrl(settings.uploadBase())
                            .build())
                    .networkClient(http)
                    .build())
            .build();
    String folder = served.destination().folder();
    return (file, name) -> {
      long size = Files.size(file);
      try (InputStream in = Files.newInputStream(file)) {
        if (size > BoxUploadSession.SMALL) {
          client.getChunkedUploads().uploadBigFile(in, name, size, folder);
        } else {
          UploadFileRequestBodyAttributesField attributes =
              new UploadFileRequestBodyAttributesField(
                  name, new UploadFileRequestBodyAttributesParentField(folder));
          client.getUploads().uploadFile(new UploadFileRequestBody(attributes, in));
        }
      }
    };
  }

  /** Answers as Box does, and remembers of each session what its parts were. */
  private static final class Sink {
    private static final long PART = 8 << 20;
    private static final Pattern SIZE = Pattern.compile("\"file_size\":\\s*(\\d+)");
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/\\d+");
    private static final Pattern SESSION =
        Pattern.compile("/api/2\\.0/files/upload_sessions/(\\d+)(/parts|/commit)?(\\?.*)?");

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final BareSink sink;

    /**
     * An upload under way.
     *
     * @param parts their descriptions by offset
     */
    private record Session(long size, NavigableMap<Long, String> parts) {}

    Sink() throws Exception {
      sink = BareSink.start(this::reply);
    }

    String url() {
      return sink.url();
    }

    private Reply reply(Asked asked) {
      Matcher session = SESSION.matcher(asked.target());
      if (session.matches()) {
        return inSession(
            asked, Objects.requireNonNull(sessions.get(session.group(1)), "no such session"));
      }
      return switch (asked.method() + " " + asked.target()) {
        case "POST /api/2.0/files/upload_sessions" -> opened(asked);
        case "POST /api/2.0/files/content" ->
            stored(asked.fileLength(), asked.headers().getOrDefault("content-md5", ""));
        default -> Reply.json("{\"type\":\"folder\",\"id\":\"4712\"}");
      };
    }

    private Reply opened(Asked asked) {
      Matcher size = SIZE.matcher(asked.text());
      if (!size.find()) {
        return new Reply(400, Map.of(), "{}");
      }
      Session session = new Session(Long.parseLong(size.group(1)), new ConcurrentSkipListMap<>());
      String id = Integer.toString(sessions.size() + 1);
      while (sessions.putIfAbsent(id, session) != null) {
        id += "0";
      }
      String at = url() + "/api/2.0/files/upload_sessions/" + id;
      return new Reply(
          201,
          Map.of(),
          "{\"id\":\""
              + id
              + "\",\"type\":\"upload_session\",\"session_expires_at\":\"2099-01-01T00:00:00Z\","
              + "\"part_size\":"
              + PART
              + ",\"total_parts\":"
              + (session.size() - 1 + PART) / PART
              + ",\"num_parts_processed\":0,\"session_endpoints\":{\"upload_part\":\""
              + at
              + "\",\"commit\":\""
              + at
              + "/commit\",\"abort\":\""
              + at
              + "\",\"list_parts\":\""
              + at
              + "/parts\"}}");
    }

    private static Reply inSession(Asked asked, Session session) {
      return switch (asked.method()) {
        case "PUT" -> part(asked, session);
        case "POST" -> stored(session.size(), sha1(asked));
        default ->
            Reply.json(
                "{\"entries\":["
                    + String.join(",", session.parts().values())
                    + "],\"offset\":0,\"limit\":1000,\"total_count\":"
                    + session.parts().size()
                    + "}");
      };
    }

    private static Reply part(Asked asked, Session session) {
      Matcher range = RANGE.matcher(asked.headers().getOrDefault("content-range", ""));
      if (!range.matches()) {
        return new Reply(400, Map.of(), "{}");
      }
      long offset = Long.parseLong(range.group(1));
      String part =
          "{\"part_id\":\"%08X\",\"offset\":%d,\"size\":%d,\"sha1\":\"%s\"}"
              .formatted(offset / PART, offset, asked.bodyLength(), sha1(asked));
      session.parts().put(offset, part);
      return Reply.json("{\"part\":" + part + "}");
    }

    private static String sha1(Asked asked) {
      String digest = asked.headers().getOrDefault("digest", "").replaceFirst("^sha=", "");
      return HexFormat.of().formatHex(Base64.getDecoder().decode(digest));
    }

    private static Reply stored(long size, String sha1) {
      return new Reply(
          201,
          Map.of(),
          "{\"total_count\":1,\"entries\":[{\"type\":\"file\",\"id\":\"4713\",\"name\":\"f\","
              + "\"size\":"
              + size
              + ",\"sha1\":\""
              + sha1
              + "\"}]}");
    }
  }
}
