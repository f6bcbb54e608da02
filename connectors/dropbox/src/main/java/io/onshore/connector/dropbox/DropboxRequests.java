package io.onshore.connector.dropbox;

import com.dropbox.core.http.HttpRequestor;
import io.onshore.connector.Part;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.HttpCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The SDK's way out, for one request. The SDK's own requestors hang when a server answers early, or
 * complete a request whose source has failed, and its host names carry no port; so the request is
 * built here for the toolkit's seam, on the settings' addresses, and a file's bytes never pass
 * through the SDK. Used by one thread.
 */
final class DropboxRequests extends HttpRequestor {
  /** What the seam sets by itself. */
  private static final List<String> NOT_TAKEN_OVER =
      List.of("user-agent", "content-type", "content-length", "authorization");

  private final DropboxSettings settings;
  private final Duration timeout;
  private final Optional<Part> content;
  private final Way way;

  /**
   * @param content the bytes of an object; empty if the request has none
   */
  DropboxRequests(DropboxSettings settings, Duration timeout, Optional<Part> content, Way way) {
    this.settings = settings;
    this.timeout = timeout;
    this.content = content;
    this.way = way;
  }

  /** Where the request really goes. */
  interface Way {
    /** Sends it; the SDK sees answers that say yes and no others. */
    Response send(HttpCall call) throws IOException;
  }

  @Override
  public Uploader startPost(String url, Iterable<Header> headers) {
    URI address = address(URI.create(url));
    HttpCall call = HttpCall.of("POST", address, timeout);
    String contentType = "";
    for (Header header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("content-type")) {
        contentType = header.getValue();
      }
      if (!NOT_TAKEN_OVER.contains(name)) {
        call = call.with(header.getKey(), header.getValue());
      }
    }
    return new Request(call, contentType);
  }

  @Override
  public Response doGet(String url, Iterable<Header> headers) {
    throw unused();
  }

  @Override
  public Uploader startPut(String url, Iterable<Header> headers) {
    throw unused();
  }

  private URI address(URI published) {
    return published.getHost().startsWith("content.")
        ? settings.content(published.getRawPath())
        : settings.api(published.getRawPath());
  }

  private static IllegalStateException unused() {
    return new IllegalStateException("the connector makes no call of this shape");
  }

  /** What the SDK writes is a small JSON text or nothing. */
  private final class Request extends Uploader {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final HttpCall call;
    private final String contentType;

    Request(HttpCall call, String contentType) {
      this.call = call;
      this.contentType = contentType;
    }

    @Override
    public OutputStream getBody() {
      return written;
    }

    @Override
    public Response finish() throws IOException {
      return way.send(
          call.with(content.map(Body::of).orElse(Body.of(written.toByteArray(), contentType))));
    }

    @Override
    public void close() {
      // Nothing is open before finish, and nothing after it.
    }

    @Override
    public void abort() {
      // As above.
    }
  }
}
