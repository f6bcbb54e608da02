package io.onshore.connector.googledrive;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.onshore.connector.toolkit.http.Headers;
import io.onshore.connector.toolkit.http.HttpAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's way out, narrowed to what the connector calls: questions and deletions, which have no
 * body. The SDK's own transport would compress, follow redirects and have time-outs of its own, so
 * it is not used. What the SDK would add as headers is its version and its wish for compression,
 * which nobody needs. Safe for several threads.
 */
final class SdkRequests extends HttpTransport {
  private final Way way;

  SdkRequests(Way way) {
    this.way = way;
  }

  /** Where the requests of the SDK really go. */
  interface Way {
    /** Sends it; the SDK lets through what is thrown. */
    HttpAnswer send(String method, URI address) throws IOException;
  }

  @Override
  public boolean supportsMethod(String method) {
    return true;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new LowLevelHttpRequest() {
      @Override
      public void addHeader(String name, String value) {
        // See above.
      }

      @Override
      public LowLevelHttpResponse execute() throws IOException {
        if (getStreamingContent() != null) {
          throw new IllegalStateException("the connector makes no call of this shape");
        }
        return new Answered(way.send(method, URI.create(url)));
      }
    };
  }

  /** An answer as the SDK reads it. */
  private static final class Answered extends LowLevelHttpResponse {
    private final HttpAnswer answer;

    Answered(HttpAnswer answer) {
      this.answer = answer;
    }

    @Override
    public InputStream getContent() {
      return new ByteArrayInputStream(answer.body());
    }

    @Override
    public @Nullable String getContentEncoding() {
      return null;
    }

    @Override
    public long getContentLength() {
      return answer.body().length;
    }

    @Override
    public @Nullable String getContentType() {
      return answer.headers().first("Content-Type").orElse(null);
    }

    @Override
    public @Nullable String getStatusLine() {
      return null;
    }

    @Override
    public int getStatusCode() {
      return answer.status();
    }

    @Override
    public @Nullable String getReasonPhrase() {
      return null;
    }

    @Override
    public int getHeaderCount() {
      return answer.headers().fields().size();
    }

    @Override
    public String getHeaderName(int index) {
      return field(index).name();
    }

    @Override
    public String getHeaderValue(int index) {
      return field(index).value();
    }

    private Headers.Field field(int index) {
      return answer.headers().fields().get(index);
    }
  }
}
