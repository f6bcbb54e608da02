package io.onshore.gateway.egress;

import io.onshore.connector.toolkit.http.RetryAfter;
import io.onshore.gateway.egress.Reply.Why;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Posts to addresses that somebody else chose. Nothing is repeated, redirected or remembered, and
 * of an answer only the status and the wish to wait are read. Plain HTTP goes only where the
 * operator named the network. Safe for several threads.
 *
 * <p>INVARIANT: every connection is opened to an IP address that was checked as it was opened.
 * There is no time between the check and the use in which a name could come to stand for another
 * address; TLS and the Host field keep the name. Proxies are not used: they would look the name up
 * themselves.
 */
public final class Outbound {
  private static final String USER_AGENT = "Onshore";
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int BUSY = 429;
  private static final int UNAVAILABLE = 503;

  private final Reach reach;
  private final Dns names;
  private final Clock clock;
  private final OkHttpClient secure;
  private final OkHttpClient plain;

  /**
   * @param atMost the longest a call may take, from looking up the name to the answer's status
   */
  public Outbound(Reach reach, Clock clock, Duration atMost) {
    this(reach, Dns.SYSTEM, clock, atMost, Function.identity());
  }

  Outbound(
      Reach reach,
      Dns names,
      Clock clock,
      Duration atMost,
      Function<OkHttpClient.Builder, OkHttpClient.Builder> trust) {
    this.reach = reach;
    this.names = names;
    this.clock = clock;
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .proxy(Proxy.NO_PROXY)
            .dns(names)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .authenticator(Authenticator.NONE)
            .cookieJar(CookieJar.NO_COOKIES)
            .cache(null)
            .connectTimeout(CONNECT)
            .callTimeout(atMost)
            // None is kept: each call looks the name up and checks what it stands for.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
    this.secure = trust.apply(builder).socketFactory(new CheckedSockets(reach::allows)).build();
    this.plain = secure.newBuilder().socketFactory(new CheckedSockets(reach::names)).build();
  }

  /** Whether the address would be called now, and if not, why. */
  public Optional<Why> refuses(CalledAddress address) {
    List<InetAddress> stands;
    try {
      stands = names.lookup(host(address));
    } catch (UnknownHostException unknown) {
      return Optional.of(Why.NAME_UNKNOWN);
    }
    Predicate<InetAddress> open = address.secure() ? reach::allows : reach::names;
    return stands.stream().allMatch(open) ? Optional.empty() : Optional.of(Why.ADDRESS_REFUSED);
  }

  private static String host(CalledAddress address) {
    String host = address.uri().getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Posts a body once. */
  public Reply post(
      CalledAddress address, Map<String, String> headers, String mediaType, byte[] body) {
    Optional<Why> refused = refuses(address);
    if (refused.isPresent()) {
      return new Reply.Unreached(refused.get());
    }
    Request.Builder request =
        new Request.Builder()
            .url(address.uri().toString())
            .header("User-Agent", USER_AGENT)
            .post(new Once(MediaType.get(mediaType), body));
    headers.forEach(request::header);
    OkHttpClient client = address.secure() ? secure : plain;
    try (Response response = client.newCall(request.build()).execute()) {
      return new Reply.Answered(response.code(), askedToWait(response));
    } catch (IOException failed) {
      return new Reply.Unreached(why(failed));
    }
  }

  private Optional<Duration> askedToWait(Response response) {
    if (response.code() != BUSY && response.code() != UNAVAILABLE) {
      return Optional.empty();
    }
    return Optional.ofNullable(response.header("Retry-After"))
        .flatMap(value -> RetryAfter.parse(value, clock));
  }

  private static Why why(IOException failed) {
    for (Throwable each = failed; each != null; each = each.getCause()) {
      if (each instanceof CheckedSockets.RefusedException) {
        return Why.ADDRESS_REFUSED;
      }
      if (each instanceof UnknownHostException) {
        return Why.NAME_UNKNOWN;
      }
      if (each instanceof SSLException) {
        return Why.TLS_REFUSED;
      }
      if (each instanceof InterruptedIOException) {
        return Why.TIMED_OUT;
      }
    }
    return Why.UNREACHABLE;
  }

  /** A body that is sent once: the client would repeat others after some answers. */
  private static final class Once extends RequestBody {
    private final MediaType type;
    private final byte[] bytes;

    Once(MediaType type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes.clone();
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
