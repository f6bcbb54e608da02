package io.onshore.connector.toolkit.http;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.toolkit.http.TransportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * The seam over OkHttp, which the Microsoft and Box SDKs run on as well: {@link #client} lends them
 * the same connections and the same restraint. Speaks HTTP/1.1 and asks for unpacked answers.
 * Proxies and trusted certificates are those of the JVM's usual system properties.
 */
public final class OkHttpSeam implements HttpSeam {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WRITE_STALL = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final int IDLE_CONNECTIONS = 32;
  private static final int BUFFER = 64 * 1024;
  private static final int MAX_ANSWER = 1024 * 1024;

  private final OkHttpClient client;
  private final String userAgent;
  private final int maxAnswer;
  private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private OkHttpSeam(String userAgent, Duration callTimeout, int maxAnswer) {
    this.userAgent = userAgent;
    this.maxAnswer = maxAnswer;
    this.client =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .authenticator(Authenticator.NONE)
            .proxyAuthenticator(Authenticator.NONE)
            .cookieJar(CookieJar.NO_COOKIES)
            .connectTimeout(CONNECT)
            .writeTimeout(WRITE_STALL)
            .readTimeout(Duration.ZERO)
            .callTimeout(callTimeout)
            .connectionPool(
                new ConnectionPool(IDLE_CONNECTIONS, IDLE.toSeconds(), TimeUnit.SECONDS))
            .addNetworkInterceptor(OkHttpSeam::withoutInvitationToResend)
            .eventListenerFactory(OkHttpSeam::listener)
            .build();
  }

  /** With the context's user agent; the context's call time-out holds for {@link #client} calls. */
  public static OkHttpSeam of(ConnectorContext context) {
    return new OkHttpSeam(context.userAgent(), context.callTimeout(), MAX_ANSWER);
  }

  /**
   * The same with another bound.
   *
   * @param maxAnswer the largest answer in bytes that {@link #send} reads
   */
  public static OkHttpSeam of(ConnectorContext context, int maxAnswer) {
    return new OkHttpSeam(context.userAgent(), context.callTimeout(), maxAnswer);
  }

  /**
   * The client underneath, for an SDK to run its small JSON calls on. It does not retry, redirect
   * or authenticate by itself. File bodies go through {@link #send}.
   */
  public OkHttpClient client() {
    return client;
  }

  /**
   * Runs an SDK's call on {@link #client} so that an interrupt ends it whatever thread calls; the
   * thread's interrupt flag stays set.
   *
   * @param atMost after which the call is given up; meant as the last resort behind {@link
   *     #client}'s own call time-out
   * @throws ExecutionException around what the call threw
   * @throws TransportException {@link Reason#CANCELLED} or {@link Reason#TIMEOUT}; nobody knows
   *     then whether the request has arrived
   */
  public <T> T lend(Callable<T> sdkCall, Duration atMost)
      throws ExecutionException, TransportException {
    try {
      return Worker.run(sdkCall, atMost, () -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(Reason.CANCELLED, true, e);
    } catch (TimeoutException e) {
      throw new TransportException(Reason.TIMEOUT, true, e);
    }
  }

  @Override
  public HttpAnswer send(HttpCall call) throws TransportException {
    Exchange exchange = new Exchange(call);
    try {
      return exchange.run(
          () -> {
            try (Response response = exchange.execute()) {
              return whole(response);
            }
          });
    } finally {
      exchange.forget();
    }
  }

  @Override
  public StreamingAnswer open(HttpCall call) throws TransportException {
    Exchange exchange = new Exchange(call);
    boolean opened = false;
    try {
      StreamingAnswer answer = new OkStreamingAnswer(exchange, exchange.run(exchange::execute));
      opened = true;
      return answer;
    } finally {
      if (!opened) {
        exchange.forget();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(exchange -> exchange.end(Reason.CLOSED));
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }

  private HttpAnswer whole(Response response) throws IOException {
    return new HttpAnswer(
        response.code(), headers(response), bounded(bodyOf(response).byteStream()));
  }

  private byte[] bounded(InputStream in) throws IOException {
    byte[] body = in.readNBytes(maxAnswer);
    if (body.length == maxAnswer && in.read() >= 0) {
      throw new Unusable("the answer is too large");
    }
    return body;
  }

  private static ResponseBody bodyOf(Response response) {
    return Objects.requireNonNull(response.body(), "an answer to a call has a body");
  }

  private static Headers headers(Response response) {
    List<Headers.Field> fields = new ArrayList<>();
    response
        .headers()
        .forEach(field -> fields.add(new Headers.Field(field.getFirst(), field.getSecond())));
    return new Headers(fields);
  }

  /**
   * OkHttp sends a request without a body again after 503 with {@code Retry-After: 0}, whatever its
   * settings. Without the header it does not, and a delay of zero says nothing anyway.
   */
  private static Response withoutInvitationToResend(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String delay = response.header("Retry-After");
    return delay != null && delay.matches("0+")
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  private static EventListener listener(Call call) {
    Exchange exchange = call.request().tag(Exchange.class);
    return exchange == null ? EventListener.NONE : exchange.listener();
  }

  /** One request under way. */
  private final class Exchange implements ExactBody.Progress {
    private final HttpCall asked;
    private final Call call;
    private final long deadline;
    private volatile boolean started;
    private volatile boolean bodyHandedOver;
    private volatile boolean sourceFailed;
    private volatile boolean successClaimed;
    private volatile @Nullable Reason ended;

    Exchange(HttpCall asked) throws TransportException {
      this.asked = asked;
      this.bodyHandedOver = asked.body().isEmpty();
      this.call = client.newCall(request());
      this.call.timeout().timeout(asked.timeout().toNanos(), TimeUnit.NANOSECONDS);
      this.deadline = System.nanoTime() + asked.timeout().plus(GRACE).toNanos();
      running.add(this);
      if (closed) {
        forget();
        throw new TransportException(Reason.CLOSED, false, null);
      }
    }

    private Request request() {
      HttpUrl address = HttpUrl.parse(asked.uri().toString());
      if (address == null) {
        throw new IllegalArgumentException("the address cannot be called");
      }
      Request.Builder request = new Request.Builder().url(address).tag(Exchange.class, this);
      for (Headers.Field field : asked.headers().fields()) {
        request.addHeader(field.name(), field.value());
      }
      if (asked.headers().first("User-Agent").isEmpty()) {
        request.header("User-Agent", userAgent);
      }
      if (asked.headers().first("Accept-Encoding").isEmpty()) {
        request.header("Accept-Encoding", "identity");
      }
      return request.method(asked.method(), requestBody()).build();
    }

    private @Nullable RequestBody requestBody() {
      if (asked.body().isPresent()) {
        return new ExactBody(asked.body().get(), this);
      }
      return switch (asked.method()) {
        case "POST", "PUT", "PATCH" -> RequestBody.create(new byte[0], null);
        default -> null;
      };
    }

    Response execute() throws IOException {
      Response response = call.execute();
      if (response.isSuccessful() && !bodyHandedOver) {
        successClaimed = true;
        response.close();
        throw new Unusable("success was claimed before the body was sent");
      }
      return response;
    }

    /** Runs work of this exchange; whatever goes wrong gets its reason here. */
    <T> T run(Callable<T> work) throws TransportException {
      try {
        return Worker.run(
            work, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())), call::cancel);
      } catch (InterruptedException e) {
        end(Reason.CANCELLED);
        Thread.currentThread().interrupt();
        throw failure(e);
      } catch (TimeoutException e) {
        end(Reason.TIMEOUT);
        throw failure(e);
      } catch (ExecutionException e) {
        Throwable thrown = e.getCause() == null ? e : e.getCause();
        if (thrown instanceof Error error) {
          throw error;
        }
        throw failure(thrown);
      }
    }

    private TransportException failure(Throwable thrown) {
      boolean mayHaveArrived = started && (bodyHandedOver || successClaimed);
      return new TransportException(reason(thrown), mayHaveArrived, thrown);
    }

    private Reason reason(Throwable thrown) {
      Reason deliberate = ended;
      if (deliberate != null) {
        return deliberate;
      }
      if (sourceFailed) {
        return Reason.SOURCE_FAILED;
      }
      if (thrown instanceof Unusable) {
        return Reason.ANSWER_UNUSABLE;
      }
      boolean waitedTooLong = thrown instanceof InterruptedIOException;
      boolean whileConnecting = !started && thrown instanceof SocketTimeoutException;
      if (waitedTooLong && !whileConnecting) {
        return Reason.TIMEOUT;
      }
      if (!started) {
        return Reason.NOT_SENT;
      }
      return bodyHandedOver ? Reason.ANSWER_LOST : Reason.CUT_SHORT;
    }

    @Override
    public void bodyHandedOver() {
      bodyHandedOver = true;
    }

    @Override
    public void sourceFailed() {
      sourceFailed = true;
    }

    void end(Reason why) {
      if (ended == null) {
        ended = why;
      }
      call.cancel();
    }

    void forget() {
      running.remove(this);
    }

    EventListener listener() {
      return new EventListener() {
        @Override
        public void requestHeadersStart(Call call) {
          started = true;
        }
      };
    }
  }

  /** The body is read by a worker, a buffer at a time, so that an interrupt ends it. */
  private final class OkStreamingAnswer implements StreamingAnswer {
    private final Exchange exchange;
    private final Response response;
    private final InputStream raw;
    private final Bytes bytes = new Bytes();

    OkStreamingAnswer(Exchange exchange, Response response) {
      this.exchange = exchange;
      this.response = response;
      this.raw = bodyOf(response).byteStream();
    }

    @Override
    public int status() {
      return response.code();
    }

    @Override
    public Headers headers() {
      return OkHttpSeam.headers(response);
    }

    @Override
    public OptionalLong length() {
      long length = bodyOf(response).contentLength();
      return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    @Override
    public InputStream body() {
      return bytes;
    }

    @Override
    public HttpAnswer readWhole() throws TransportException {
      try (this) {
        return new HttpAnswer(status(), headers(), bounded(bytes));
      } catch (TransportException e) {
        throw e;
      } catch (IOException e) {
        throw exchange.failure(e);
      }
    }

    @Override
    public void close() {
      if (!bytes.ended) {
        exchange.end(Reason.CLOSED);
      }
      response.close();
      exchange.forget();
    }

    private final class Bytes extends InputStream {
      private final byte[] buffer = new byte[BUFFER];
      private int next;
      private int filled;
      private boolean ended;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
          return 0;
        }
        if (next == filled && !refill()) {
          return -1;
        }
        int read = Math.min(length, filled - next);
        System.arraycopy(buffer, next, into, offset, read);
        next += read;
        return read;
      }

      private boolean refill() throws IOException {
        if (!ended) {
          next = 0;
          filled = 0;
          filled = exchange.run(() -> raw.readNBytes(buffer, 0, buffer.length));
          ended = filled < buffer.length;
        }
        return filled > next;
      }

      @Override
      public void close() {
        OkStreamingAnswer.this.close();
      }
    }
  }

  /** An answer that came but cannot be used. */
  private static final class Unusable extends IOException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }
}
