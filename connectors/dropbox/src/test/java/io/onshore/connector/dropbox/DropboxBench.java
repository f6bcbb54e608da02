package io.onshore.connector.dropbox;

import com.dropbox.core.DbxException;
import com.dropbox.core.DbxHost;
import com.dropbox.core.DbxRequestConfig;
import com.dropbox.core.http.OkHttp3Requestor;
import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.files.CommitInfo;
import com.dropbox.core.v2.files.DbxUserFilesRequests;
import com.dropbox.core.v2.files.UploadSessionCursor;
import com.dropbox.core.v2.files.WriteMode;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.simulator.dropbox.Account;
import io.onshore.connector.simulator.dropbox.App;
import io.onshore.connector.simulator.dropbox.DropboxSimulator;
import io.onshore.connector.testkit.bench.BareSink;
import io.onshore.connector.testkit.bench.BareSink.Asked;
import io.onshore.connector.testkit.bench.BareSink.Reply;
import io.onshore.connector.testkit.bench.ConnectorBench;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;

/**
 * Dropbox by the connector, and by the upload sessions of Dropbox's SDK as its example has them.
 */
final class DropboxBench extends ConnectorBench {
  private static final Destination FOLDER = Destination.folder("/bench");
  private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");

  /** As in the SDK's example. */
  private static final long CHUNK = 8 << 20;

  public static void main(String[] args) throws Exception {
    new DropboxBench().run(args);
  }

  @Override
  protected ConnectorFactory factory() {
    return new DropboxConnectorFactory();
  }

  @Override
  protected Served serve(Target target) throws Exception {
    return switch (target) {
      case DOUBLE -> {
        DropboxSimulator simulator = DropboxSimulator.start(Clock.systemUTC());
        App app = new App("app", "secret", App.Access.APP_FOLDER, "Bench");
        Account account = Account.individual("bench", "AU");
        simulator.add(app);
        simulator.add(account);
        simulator.createFolder(account.home(), app.prefix() + FOLDER.folder());
        yield new Served(
            settings(simulator.apiUrl(), simulator.contentUrl()),
            FOLDER,
            simulator.consent(account, app, DropboxSimulator.USER_SCOPES).access());
      }
      case SINK -> {
        BareSink sink = BareSink.start(DropboxBench::reply);
        yield new Served(settings(sink.url(), sink.url()), FOLDER, "token-of-the-sink");
      }
    };
  }

  private static Map<String, String> settings(String api, String content) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("app-key", "app");
    settings.put("app-secret", "secret");
    settings.put("acts-as", "person");
    settings.put("access", "app-folder");
    settings.put("api-url", api);
    settings.put("content-url", content);
    return settings;
  }

  private static Reply reply(Asked asked) {
    return switch (asked.target()) {
      case "/2/files/get_metadata" ->
          Reply.json("{\".tag\":\"folder\",\"name\":\"bench\",\"id\":\"id:folder\"}");
      case "/2/files/upload_session/start" -> Reply.json("{\"session_id\":\"session\"}");
      case "/2/files/upload", "/2/files/upload_session/finish" ->
          Reply.json(
              "{\"name\":\"f\",\"id\":\"id:file\",\"client_modified\":\"2026-01-01T00:00:00Z\","
                  + "\"server_modified\":\"2026-01-01T00:00:00Z\",\"rev\":\"0123456789abcdef\","
                  + "\"size\":"
                  + (before(asked) + asked.bodyLength())
                  + "}");
      default -> Reply.json("null");
    };
  }

  /** How many bytes a session had before this request; 0 where there is no session. */
  private static long before(Asked asked) {
    Matcher offset = OFFSET.matcher(asked.headers().getOrDefault("dropbox-api-arg", ""));
    return offset.find() ? Long.parseLong(offset.group(1)) : 0;
  }

  @Override
  protected VendorUpload vendorUpload(Served served) {
    DbxRequestConfig config =
        DbxRequestConfig.newBuilder("onshore-bench")
            .withHttpRequestor(
                new OkHttp3Requestor(
                    OkHttp3Requestor.defaultOkHttpClientBuilder()
                        .connectionSpecs(
                            List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                        .addInterceptor(chain -> onThisMachine(chain, served.settings()))
                        .build()))
            .build();
    DbxUserFilesRequests files = new DbxClientV2(config, served.access()).files();
    // Dropbox refuses commits side by side in one namespace, and the SDK leaves that to its user.
    ReentrantLock turn = new ReentrantLock();
    return (file, name) -> {
      long size = Files.size(file);
      CommitInfo commit =
          CommitInfo.newBuilder(FOLDER.folder() + "/" + name).withMode(WriteMode.ADD).build();
      try (InputStream in = Files.newInputStream(file)) {
        if (size > DropboxUploadSession.SMALL) {
          inChunks(files, in, size, commit, turn);
        } else {
          atOnce(files, in, commit, turn);
        }
      }
    };
  }

  /** The SDK's addresses are https and have no port, so they are changed as requests leave. */
  private static okhttp3.Response onThisMachine(
      Interceptor.Chain chain, Map<String, String> settings) throws IOException {
    Request request = chain.request();
    boolean content = request.url().host().equals(DbxHost.DEFAULT.getContent());
    HttpUrl here = HttpUrl.get(settings.getOrDefault(content ? "content-url" : "api-url", ""));
    return chain.proceed(
        request
            .newBuilder()
            .url(
                request
                    .url()
                    .newBuilder()
                    .scheme(here.scheme())
                    .host(here.host())
                    .port(here.port())
                    .build())
            .build());
  }

  private static void atOnce(
      DbxUserFilesRequests files, InputStream in, CommitInfo commit, ReentrantLock turn)
      throws IOException, DbxException {
    turn.lock();
    try {
      files.uploadBuilder(commit.getPath()).withMode(commit.getMode()).uploadAndFinish(in);
    } finally {
      turn.unlock();
    }
  }

  private static void inChunks(
      DbxUserFilesRequests files, InputStream in, long size, CommitInfo commit, ReentrantLock turn)
      throws IOException, DbxException {
    String session = files.uploadSessionStart().uploadAndFinish(in, CHUNK).getSessionId();
    long sent = CHUNK;
    while (sent < size) {
      long chunk = Math.min(CHUNK, size - sent);
      files
          .uploadSessionAppendV2(new UploadSessionCursor(session, sent))
          .uploadAndFinish(in, chunk);
      sent += chunk;
    }
    turn.lock();
    try {
      // The example sends the last chunk here; the double takes none with a commit.
      files
          .uploadSessionFinish(new UploadSessionCursor(session, sent), commit)
          .uploadAndFinish(InputStream.nullInputStream());
    } finally {
      turn.unlock();
    }
  }
}
