package io.onshore.connector.onedrive;

import com.microsoft.graph.BaseGraphServiceClient;
import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import com.microsoft.kiota.http.OkHttpRequestAdapter;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import io.onshore.connector.simulator.onedrive.Tenant;
import io.onshore.connector.testkit.bench.BareSink;
import io.onshore.connector.testkit.bench.ConnectorBench;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OneDrive by the connector, and by Microsoft's {@code LargeFileUploadTask}. */
final class OneDriveBench extends ConnectorBench {
  private static final Destination FOLDER = Destination.folder("bench");
  private static final Pattern RANGE = Pattern.compile("bytes \\d+-(\\d+)/(\\d+)");

  public static void main(String[] args) throws Exception {
    new OneDriveBench().run(args);
  }

  @Override
  protected ConnectorFactory factory() {
    return new OneDriveConnectorFactory();
  }

  @Override
  protected Served serve(Target target) throws Exception {
    return switch (target) {
      case DOUBLE -> {
        OneDriveSimulator simulator = OneDriveSimulator.start(Clock.systemUTC());
        simulator.add(Tenant.singleGeo("bench", "client", "secret", "AU"));
        simulator.createFolder("bench", FOLDER.folder());
        Map<String, String> settings = settings(simulator.graphUrl());
        yield new Served(settings, FOLDER, signedIn(settings, FOLDER));
      }
      case SINK -> {
        AtomicLong uploads = new AtomicLong();
        BareSink[] sink = new BareSink[1];
        sink[0] = BareSink.start(asked -> reply(asked, sink[0].url(), uploads));
        yield new Served(settings(sink[0].url()), FOLDER, "token-of-the-sink");
      }
    };
  }

  private static Map<String, String> settings(String url) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("tenant-id", "bench");
    settings.put("client-id", "client");
    settings.put("client-secret", "secret");
    settings.put("acts-as", "application");
    settings.put("drive-id", "b!bench");
    settings.put("graph-url", url);
    settings.put("login-url", url);
    return settings;
  }

  private static BareSink.Reply reply(BareSink.Asked asked, String url, AtomicLong uploads) {
    if (asked.method().equals("POST")) {
      return BareSink.Reply.json(
          "{\"uploadUrl\":\""
              + url
              + "/up/"
              + uploads.incrementAndGet()
              + "\",\"expirationDateTime\":\"2099-01-01T00:00:00Z\","
              + "\"nextExpectedRanges\":[\"0-\"]}");
    }
    if (asked.method().equals("GET")) {
      return BareSink.Reply.json("{\"id\":\"01BENCH\",\"name\":\"bench\",\"folder\":{}}");
    }
    Matcher range = RANGE.matcher(asked.headers().getOrDefault("content-range", ""));
    if (!range.matches()) {
      return stored(asked.bodyLength());
    }
    long next = Long.parseLong(range.group(1)) + 1;
    long total = Long.parseLong(range.group(2));
    return next == total
        ? stored(total)
        : new BareSink.Reply(
            202,
            Map.of(),
            "{\"expirationDateTime\":\"2099-01-01T00:00:00Z\",\"nextExpectedRanges\":[\""
                + next
                + "-\"]}");
  }

  private static BareSink.Reply stored(long size) {
    return new BareSink.Reply(
        201, Map.of(), "{\"id\":\"01FILE\",\"name\":\"f\",\"size\":" + size + ",\"file\":{}}");
  }

  @Override
  protected VendorUpload vendorUpload(Served served) {
    String url = served.settings().getOrDefault("graph-url", "");
    AuthenticationProvider bearer =
        (request, ignored) -> request.headers.add("Authorization", "Bearer " + served.access());
    OkHttpRequestAdapter adapter = new OkHttpRequestAdapter(bearer);
    adapter.setBaseUrl(url + "/v1.0");
    // The task adds whatever its adapter adds, and the upload host refuses a token.
    OkHttpRequestAdapter withoutToken =
        new OkHttpRequestAdapter(new AnonymousAuthenticationProvider());
    BaseGraphServiceClient graph = new BaseGraphServiceClient(adapter, null);
    String folder = url + "/v1.0/drives/b!bench/root:/" + FOLDER.folder() + "/";
    return (file, name) -> {
      DriveItemUploadableProperties properties = new DriveItemUploadableProperties();
      properties.getAdditionalData().put("@microsoft.graph.conflictBehavior", "fail");
      CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
      body.setItem(properties);
      var session =
          graph
              .drives()
              .byDriveId("-")
              .items()
              .byDriveItemId("-")
              .createUploadSession()
              .withUrl(URI.create(folder + name + ":/createUploadSession").toString())
              .post(body);
      try (InputStream in = Files.newInputStream(file)) {
        LargeFileUploadTask<DriveItem> task =
            new LargeFileUploadTask<>(
                withoutToken,
                Objects.requireNonNull(session),
                in,
                Files.size(file),
                OneDriveUploadSession.PREFERRED_PART,
                DriveItem::createFromDiscriminatorValue);
        if (!task.upload().isUploadSuccessful()) {
          throw new IllegalStateException("the task says that it failed");
        }
      }
    };
  }
}
