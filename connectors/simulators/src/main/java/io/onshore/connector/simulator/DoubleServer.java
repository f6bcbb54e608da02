package io.onshore.connector.simulator;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The HTTP server behind a double: WireMock with a single stub whose answer comes from a function.
 * WireMock holds each request's body whole, so a client has to cut what it sends; nothing is kept
 * after the answer. HTTP/1.1, no compression, with or without TLS.
 */
public final class DoubleServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 5;

  private final WireMockServer server;
  private final boolean tls;
  private final UnderWay underWay;

  private DoubleServer(WireMockServer server, boolean tls, UnderWay underWay) {
    this.server = server;
    this.tls = tls;
    this.underWay = underWay;
  }

  /** Starts one that speaks plain HTTP. */
  public static DoubleServer start(String address, int port, Function<Call, Answer> handler) {
    return start(Listening.plain(address, port), handler);
  }

  /**
   * Starts one.
   *
   * @param handler called by many threads at once
   */
  public static DoubleServer start(Listening where, Function<Call, Answer> handler) {
    UnderWay underWay = new UnderWay();
    WireMockConfiguration options =
        WireMockConfiguration.options()
            .bindAddress(where.address())
            .disableRequestJournal()
            .stubRequestLoggingDisabled(true)
            .maxLoggedResponseSize(1)
            .gzipDisabled(true)
            .http2PlainDisabled(true)
            .http2TlsDisabled(true)
            .jettyStopTimeout(100L)
            .useChunkedTransferEncoding(ChunkedEncodingPolicy.BODY_FILE)
            .extensions(new Stage(handler, underWay), underWay);
    where
        .tls()
        .ifPresentOrElse(
            tls ->
                options
                    .httpDisabled(true)
                    .httpsPort(where.port())
                    .keystorePath(tls.keystore().toString())
                    .keystoreType("PKCS12")
                    .keystorePassword(tls.password())
                    .keyManagerPassword(tls.password()),
            () -> options.port(where.port()));
    WireMockServer server = new WireMockServer(options);
    server.start();
    server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
    return new DoubleServer(server, where.tls().isPresent(), underWay);
  }

  /** The port it listens on. */
  public int port() {
    return tls ? server.httpsPort() : server.port();
  }

  /** Its address. */
  public String url() {
    return (tls ? "https" : "http") + "://127.0.0.1:" + port();
  }

  /** Lets answers on their way go out, for a few seconds at the most, and stops. */
  @Override
  public void close() {
    underWay.awaitNone();
    server.stop();
  }

  /** Counts requests whose answer has not gone out. */
  private static final class UnderWay implements ServeEventListener {
    private int count;

    @Override
    public String getName() {
      return "onshore-under-way";
    }

    synchronized void begin() {
      count++;
    }

    @Override
    public synchronized void afterComplete(ServeEvent event, Parameters parameters) {
      count--;
      notifyAll();
    }

    synchronized void awaitNone() {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      try {
        while (count > 0 && System.nanoTime() < end) {
          TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private record Stage(Function<Call, Answer> handler, UnderWay underWay)
      implements ResponseTransformerV2 {
    @Override
    public String getName() {
      return "onshore-double";
    }

    @Override
    public boolean applyGlobally() {
      return true;
    }

    @Override
    public Response transform(Response ignored, ServeEvent event) {
      underWay.begin();
      LoggedRequest request = event.getRequest();
      Map<String, String> headers = new TreeMap<>();
      for (HttpHeader header : request.getHeaders().all()) {
        headers.put(header.key(), String.join(",", header.values()));
      }
      byte[] body = request.getBody();
      Answer answer =
          handler.apply(
              Call.of(
                  request.getMethod().value(),
                  request.getHost() + ":" + request.getPort(),
                  request.getUrl(),
                  headers,
                  body == null ? new byte[0] : body));
      return response(answer);
    }

    private static Response response(Answer answer) {
      List<HttpHeader> headers = new ArrayList<>();
      answer.headers().forEach((name, value) -> headers.add(new HttpHeader(name, value)));
      Response.Builder builder = Response.response().status(answer.status());
      switch (answer.body()) {
        case Answer.Body.Bytes bytes -> builder.body(bytes.bytes());
        case Answer.Body.Reset ignored -> builder.fault(Fault.CONNECTION_RESET_BY_PEER);
        case Answer.Body.Stored stored -> {
          headers.add(new HttpHeader("Content-Length", Long.toString(stored.length())));
          builder.body(() -> open(stored));
        }
      }
      return builder.headers(new HttpHeaders(headers)).build();
    }

    private static InputStream open(Answer.Body.Stored stored) {
      try {
        return new Breaking(Files.newInputStream(stored.file()), stored.cutAfter());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Fails after so many bytes, so that the server breaks the connection. */
  private static final class Breaking extends FilterInputStream {
    private long left;

    Breaking(InputStream in, long bytes) {
      super(in);
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0 && in.available() > 0) {
        throw new IOException("cut as asked");
      }
      int count = super.read(target, offset, (int) Math.min(length, Math.max(left, 1)));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
