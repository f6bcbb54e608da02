package io.onshore.connector.box;

import com.box.sdkgen.networking.fetchoptions.FetchOptions;
import com.box.sdkgen.networking.fetchresponse.FetchResponse;
import com.box.sdkgen.networking.networkclient.NetworkClient;
import com.box.sdkgen.serialization.json.JsonManager;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The SDK's way out: one request, sent through the toolkit's seam, and one answer as a JSON tree.
 * The SDK's own HTTP stack sends bodies again that are used up, and keeps them in its exceptions,
 * so no body but JSON comes this way. Safe for several threads.
 */
final class BoxRequests implements NetworkClient {
  /** Of the call that is being made, because a session of the SDK is dear: see {@link BoxApi}. */
  private static final ScopedValue<Way> WAY = ScopedValue.newInstance();

  private final Duration timeout;

  BoxRequests(Duration timeout) {
    this.timeout = timeout;
  }

  /** Asks through the SDK, whose one request goes this way. */
  static <T> T by(Way way, ScopedValue.CallableOp<T, RuntimeException> question) {
    return ScopedValue.where(WAY, way).call(question);
  }

  /** Where the requests of the SDK really go. */
  @FunctionalInterface
  interface Way {
    /** Sends it; an answer that comes back is not a refusal. */
    HttpAnswer send(HttpCall call) throws ConnectorException;
  }

  @Override
  public FetchResponse fetch(FetchOptions options) {
    if (options.getFileStream() != null || options.getMultipartData() != null) {
      throw new IllegalStateException("bytes of objects do not go through the SDK");
    }
    try {
      HttpAnswer answer = WAY.get().send(call(options));
      FetchResponse.Builder response = new FetchResponse.Builder(answer.status(), Map.of());
      return answer.body().length == 0
          ? response.build()
          : response.data(JsonManager.jsonToSerializedData(answer.text())).build();
    } catch (ConnectorException e) {
      throw new Carried(e);
    }
  }

  private HttpCall call(FetchOptions options) {
    HttpCall call =
        HttpCall.of(options.getMethod(), URI.create(options.getUrl() + query(options)), timeout)
            .with("Accept", "application/json");
    if (options.getHeaders() != null) {
      for (Map.Entry<String, String> header : options.getHeaders().entrySet()) {
        call = call.with(header.getKey(), header.getValue());
      }
    }
    return options.getData() == null
        ? call
        : call.with(Body.json(JsonManager.sdToJson(options.getData())));
  }

  private static String query(FetchOptions options) {
    Map<String, String> parameters = options.getParams();
    return parameters == null || parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Carries the SPI's exception through the SDK, whose methods declare none. */
  static final class Carried extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ConnectorException failure;

    Carried(ConnectorException failure) {
      super(failure);
      this.failure = failure;
    }

    ConnectorException failure() {
      return failure;
    }
  }
}
