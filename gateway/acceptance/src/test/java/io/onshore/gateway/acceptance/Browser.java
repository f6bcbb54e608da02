package io.onshore.gateway.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of a browser as a sign-in takes: cookies by host and port, redirects one by one, and a
 * form with a name and a password. Like browsers it takes localhost for a secure place.
 */
final class Browser {
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final int MOST_REDIRECTS = 12;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Map<String, Map<String, String>> cookies = new HashMap<>();

  HttpResponse<String> open(URI address) {
    return follow(HttpRequest.newBuilder(address));
  }

  /** Fills the form of a page and sends it. */
  HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields) {
    Matcher action = ACTION.matcher(page.body());
    if (!action.find()) {
      throw new AssertionError("no form on " + page.uri() + ":\n" + page.body());
    }
    String body =
        fields.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return follow(
        HttpRequest.newBuilder(page.uri().resolve(action.group(1).replace("&amp;", "&")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends one request as a page's script does: with the cookies, following nothing. */
  HttpResponse<String> script(HttpRequest.Builder request) {
    return once(request.header("X-Requested-With", "JavaScript"));
  }

  private HttpResponse<String> follow(HttpRequest.Builder first) {
    HttpResponse<String> answer = once(first);
    for (int i = 0; i < MOST_REDIRECTS && answer.statusCode() / 100 == 3; i++) {
      URI next = answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
      answer = once(HttpRequest.newBuilder(next));
    }
    return answer;
  }

  private HttpResponse<String> once(HttpRequest.Builder builder) {
    URI address = builder.build().uri();
    Map<String, String> own =
        cookies.computeIfAbsent(address.getAuthority(), ignored -> new TreeMap<>());
    if (!own.isEmpty()) {
      builder.header(
          "Cookie",
          own.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer =
          client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").forEach(cookie -> keep(own, cookie));
      return answer;
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void keep(Map<String, String> own, String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    boolean over =
        pair.length == 1
            || pair[1].isEmpty()
            || cookie.matches("(?i).*;\\s*max-age=0\\b.*")
            || cookie.contains("1970");
    if (over) {
      own.remove(pair[0]);
    } else {
      own.put(pair[0], pair[1]);
    }
  }
}
