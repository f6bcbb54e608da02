package io.onshore.connector.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.DbxHost;
import com.dropbox.core.DbxRequestConfig;
import com.dropbox.core.http.HttpRequestor;
import com.dropbox.core.oauth.DbxRefreshResult;
import com.dropbox.core.v2.DbxRawClientV2;
import com.dropbox.core.v2.common.PathRoot;
import com.dropbox.core.v2.team.DbxTeamTeamRequests;
import com.dropbox.core.v2.teamlog.DbxTeamTeamLogRequests;
import com.dropbox.core.v2.teamlog.GetTeamEventsResult;
import com.dropbox.core.v2.teamlog.PlacementRestriction;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.dropbox.DropboxFailures.About;
import io.onshore.connector.simulator.Seen;
import io.onshore.connector.simulator.dropbox.App;
import io.onshore.connector.simulator.dropbox.DropboxSimulator;
import io.onshore.connector.simulator.dropbox.Published;
import io.onshore.connector.testkit.ConnectorContract;
import io.onshore.connector.testkit.Scenario;
import io.onshore.connector.testkit.Sealed;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.connector.toolkit.http.Headers;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.OkHttpSeam;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The connector asks, and the double answers, in words of Dropbox's published description; what
 * that does not hold is read by the SDK's own models. (The double holds each of its answers to the
 * description before it goes out.)
 */
class PublishedDescriptionTest {
  private static final ObjectName NAME = new ObjectName("0198c0ffee.sealed");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNIT = 4 << 20;

  /** Refusals that only a mistake of ours could bring, or that we never ask for. */
  private static final Set<String> NOT_EXPECTED =
      Set.of(
          "properties_error",
          "too_many_shared_folder_targets",
          "concurrent_session_data_not_allowed",
          "concurrent_session_close_not_allowed",
          "unsupported_file",
          "path/unsupported_content_type",
          "path_lookup/unsupported_content_type",
          "too_many_files");

  private final DropboxHarness harness = DropboxHarness.teamSpace();

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void everyRequestIsOneThatDropboxDescribes() throws Exception {
    harness.residency(Scenario.ONE_COUNTRY);
    harness.connector().check(harness.destination());
    store(Sealed.bytes(1, 100));
    StoredObject small = harness.connector().find(NAME, harness.destination()).orElseThrow();
    harness.connector().readBack().orElseThrow().open(small, harness.destination()).close();
    harness.connector().discard().orElseThrow().discard(small, harness.destination());
    store(Sealed.bytes(2, 2 * UNIT + 1));
    assertThat(harness.connector().probeResidency(harness.destination()).observations()).hasSize(2);

    Set<String> routes = new TreeSet<>();
    for (Seen seen : harness.simulator().log().latest()) {
      if (seen.target().startsWith("/2/")) {
        String route = seen.target().substring("/2/".length());
        routes.add(route);
        assertThat(Published.DESCRIPTION.knows(route)).as(route).isTrue();
        assertThat(Published.DESCRIPTION.wrongArgument(route, argument(seen))).as(route).isEmpty();
      }
    }
    assertThat(routes)
        .containsExactly(
            "files/delete_v2",
            "files/download",
            "files/get_metadata",
            "files/upload",
            "files/upload_session/append_v2",
            "files/upload_session/finish",
            "files/upload_session/start",
            "sharing/get_folder_metadata",
            "team/get_info",
            "team_log/get_events",
            "users/get_current_account");
  }

  private static JsonNode argument(Seen seen) throws IOException {
    String header = seen.headers().getOrDefault("dropbox-api-arg", "");
    return JSON.readTree(
        header.isEmpty() ? new String(seen.body(), StandardCharsets.UTF_8) : header);
  }

  @ParameterizedTest
  @CsvSource({
    "files.UploadError, STORING",
    "files.UploadSessionStartError, UPLOAD",
    "files.UploadSessionAppendError, UPLOAD",
    "files.UploadSessionFinishError, COMPLETING",
    "files.GetMetadataError, OBJECT",
    "files.GetMetadataError, DESTINATION",
    "files.DownloadError, OBJECT",
    "files.DeleteError, OBJECT"
  })
  void everyPublishedRefusalIsUnderstood(String union, About about) {
    Set<String> tags = new TreeSet<>(Published.DESCRIPTION.tags(union));
    assertThat(tags).isNotEmpty();
    tags.removeAll(NOT_EXPECTED);
    for (String tag : tags) {
      assertThat(kind(409, nested(tag), about)).as(tag).isNotEqualTo(Kind.UNCLASSIFIED);
    }
  }

  @Test
  void everyPublishedAuthErrorIsUnderstood() {
    assertThat(Published.DESCRIPTION.tags("auth.AuthError"))
        .hasSize(7)
        .allSatisfy(
            tag ->
                assertThat(kind(401, nested(tag), About.OBJECT))
                    .isIn(Kind.REAUTHORISE, Kind.FORBIDDEN));
    assertThat(Published.DESCRIPTION.tags("common.PathRootError"))
        .containsExactlyInAnyOrder("invalid_root", "no_permission");
  }

  /** A struct beside its tag, as unions of the description are written. */
  @Test
  void refusalOfASmallUploadIsReadAsItIsPublished() throws Exception {
    String error =
        "{\".tag\":\"path\",\"reason\":{\".tag\":\"conflict\",\"conflict\":{\".tag\":\"file\"}},"
            + "\"upload_session_id\":\"pid\"}";
    assertThat(Published.DESCRIPTION.wrongError("files/upload", JSON.readTree(error))).isEmpty();
    assertThat(kind(409, error, About.STORING)).isEqualTo(Kind.NAME_TAKEN);
  }

  @Test
  void auditLogAndTeamAreThoseOfTheSdk() throws Exception {
    harness.residency(Scenario.ONE_COUNTRY);
    App second = new App("reader", "secret", App.Access.TEAM, "");
    harness.simulator().add(second);
    String bearer =
        harness
            .simulator()
            .consent(harness.account(), second, DropboxSimulator.TEAM_SCOPES)
            .bearer();
    try (HttpSeam seam = OkHttpSeam.of(ConnectorContract.context(harness))) {
      Client client = new Client(seam, DropboxSettings.of(harness.settings()), bearer);
      GetTeamEventsResult events = new DbxTeamTeamLogRequests(client).getEvents();
      assertThat(events.getEvents())
          .filteredOn(event -> event.getEventType().isDataPlacementRestrictionSatisfyPolicy())
          .singleElement()
          .satisfies(
              event ->
                  assertThat(
                          event
                              .getDetails()
                              .getDataPlacementRestrictionSatisfyPolicyDetailsValue()
                              .getPlacementRestriction())
                      .isEqualTo(PlacementRestriction.AUSTRALIA_ONLY));
      assertThat(events.getEvents())
          .filteredOn(event -> event.getEventType().isDataPlacementRestrictionChangePolicy())
          .hasSize(1);
      assertThat(new DbxTeamTeamRequests(client).getInfo().getTeamId())
          .isEqualTo(DropboxHarness.TEAM.id());
    }
  }

  private void store(byte[] content) throws Exception {
    Digests digests =
        RunningDigests.of(
            Set.of(DigestAlgorithm.DROPBOX_CONTENT_HASH), new ByteArrayInputStream(content));
    try (UploadSession session =
        harness.connector().begin(new UploadRequest(harness.destination(), NAME, content.length))) {
      int step = session.expiresAt().isEmpty() ? content.length : UNIT;
      for (int offset = 0; offset < content.length; offset += step) {
        int from = offset;
        int length = Math.min(step, content.length - offset);
        session.send(new Part(from, length, () -> new ByteArrayInputStream(content, from, length)));
      }
      session.commit(digests);
    }
  }

  private Kind kind(int status, String error, About about) {
    byte[] body =
        ("{\"error_summary\":\"words\",\"error\":" + error + "}").getBytes(StandardCharsets.UTF_8);
    return new DropboxFailures(harness.clock())
        .of(new HttpAnswer(status, Headers.NONE, body), about)
        .exception()
        .failure()
        .kind();
  }

  private static String nested(String tags) {
    int slash = tags.indexOf('/');
    return slash < 0
        ? "{\".tag\":\"" + tags + "\"}"
        : "{\".tag\":\"%s\",\"%s\":%s}"
            .formatted(
                tags.substring(0, slash),
                tags.substring(0, slash),
                nested(tags.substring(slash + 1)));
  }

  /** The SDK with a team's token. */
  private static final class Client extends DbxRawClientV2 {
    Client(HttpSeam seam, DropboxSettings settings, String bearer) {
      super(
          DbxRequestConfig.newBuilder("test")
              .withHttpRequestor(
                  new DropboxRequests(
                      settings,
                      Duration.ofMinutes(1),
                      Optional.empty(),
                      call -> answer(seam, call.with("Authorization", bearer))))
              .build(),
          DbxHost.DEFAULT,
          null,
          null);
    }

    private static HttpRequestor.Response answer(HttpSeam seam, HttpCall call) throws IOException {
      HttpAnswer answer = seam.send(call);
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      return new HttpRequestor.Response(
          answer.status(), new ByteArrayInputStream(answer.body()), headers);
    }

    @Override
    protected void addAuthHeaders(List<HttpRequestor.Header> headers) {
      // Added where the request leaves.
    }

    @Override
    protected boolean canRefreshAccessToken() {
      return false;
    }

    @Override
    protected boolean needsRefreshAccessToken() {
      return false;
    }

    @Override
    public DbxRefreshResult refreshAccessToken() {
      throw new IllegalStateException("the token is fresh");
    }

    @Override
    protected DbxRawClientV2 withPathRoot(PathRoot from) {
      throw new IllegalStateException("a team has no root");
    }
  }
}
