package io.onshore.connector.onedrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.models.Drive;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.OrganizationCollectionResponse;
import com.microsoft.graph.models.SiteCollectionResponse;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.serialization.AdditionalDataHolder;
import com.microsoft.kiota.serialization.KiotaJsonSerialization;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import com.microsoft.kiota.store.BackedModel;
import io.onshore.connector.ObjectName;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.simulator.Seen;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The double answers, and the connector asks, in words that Microsoft's own models know. What a
 * model does not know lands in its additional data.
 */
class PublishedModelsTest {
  private static final ObjectName NAME = new ObjectName("0198c0ffee.sealed");

  private final OneDriveHarness harness = new OneDriveHarness();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void itemsAreDriveItems() throws Exception {
    harness.takeName(NAME, new byte[] {1, 2, 3});
    DriveItem file =
        known(get("/root:/Onshore/Photos/" + NAME), DriveItem::createFromDiscriminatorValue);
    assertThat(there(there(file.getFile()).getHashes()).getQuickXorHash()).hasSize(28);
    assertThat(file.getSize()).isEqualTo(3);
    assertThat(there(file.getParentReference()).getPath()).endsWith("/root:/Onshore/Photos");
    assertThat(there(file.getFileSystemInfo()).getCreatedDateTime()).isNotNull();
    DriveItem folder = known(get("/root:/Onshore/Photos"), DriveItem::createFromDiscriminatorValue);
    assertThat(there(folder.getFolder()).getChildCount()).isEqualTo(1);
    assertThat(known(get("/root"), DriveItem::createFromDiscriminatorValue).getRoot()).isNotNull();
  }

  @Test
  void drivesSitesAndOrganisationsAreThose() throws Exception {
    Drive drive =
        known(
            get("?$select=id,driveType,owner,sharePointIds"), Drive::createFromDiscriminatorValue);
    assertThat(drive.getDriveType()).isEqualTo("business");
    assertThat(there(drive.getSharePointIds()).getSiteId()).isNotBlank();
    SiteCollectionResponse sites =
        known(
            ask("/v1.0/sites?$filter=siteCollection/root%20ne%20null"),
            SiteCollectionResponse::createFromDiscriminatorValue);
    assertThat(sites.getValue())
        .allSatisfy(
            site -> {
              assertThat(there(site.getSiteCollection()).getDataLocationCode()).hasSize(3);
              assertThat(strangers(site)).isEmpty();
            });
    OrganizationCollectionResponse organizations =
        known(
            ask("/v1.0/organization"),
            OrganizationCollectionResponse::createFromDiscriminatorValue);
    assertThat(organizations.getValue())
        .singleElement()
        .satisfies(organization -> assertThat(strangers(organization)).isEmpty());
  }

  @Test
  void sessionsAndTheirRequestsAreThose() throws Exception {
    harness.connector().begin(new UploadRequest(harness.destination(), NAME, 10L << 20)).close();
    Seen asked =
        harness.simulator().log().latest().stream()
            .filter(seen -> seen.operation().equals("CREATE_SESSION"))
            .findFirst()
            .orElseThrow();
    CreateUploadSessionPostRequestBody body =
        KiotaJsonSerialization.deserialize(
            new String(asked.body(), StandardCharsets.UTF_8),
            CreateUploadSessionPostRequestBody::createFromDiscriminatorValue);
    assertThat(there(body.getItem()).getName()).isEqualTo(NAME.value());
    assertThat(there(body.getItem()).getAdditionalData())
        .containsEntry("@microsoft.graph.conflictBehavior", "fail");

    String answer =
        send(
            "POST",
            drive("/root:/Onshore/Photos/other.sealed:/createUploadSession"),
            new String(asked.body(), StandardCharsets.UTF_8).replace(NAME.value(), "other.sealed"));
    UploadSession session = known(answer, UploadSession::createFromDiscriminatorValue);
    assertThat(session.getUploadUrl()).startsWith(harness.simulator().uploadUrl());
    assertThat(session.getExpirationDateTime()).isNotNull();
    assertThat(session.getNextExpectedRanges()).containsExactly("0-");
  }

  @Test
  void refusalsAreODataErrors() throws Exception {
    ODataError error = known(get("/root:/nowhere"), ODataError::createFromDiscriminatorValue);
    assertThat(there(error.getError()).getCode()).isEqualTo("itemNotFound");
    assertThat(there(there(error.getError()).getInnerError()).getRequestId()).isNotBlank();
  }

  /** Reads a model and makes sure that it knows every word. */
  private static <T extends Parsable> T known(String json, ParsableFactory<T> model)
      throws Exception {
    T read = KiotaJsonSerialization.deserialize(json, model);
    assertThat(strangers(read)).as("words the model does not know").isEmpty();
    return read;
  }

  private static <T> T there(@Nullable T value) {
    return Objects.requireNonNull(value, "Graph says it");
  }

  /** Annotations are part of OData and of no model. */
  private static Map<String, Object> strangers(Object model) {
    Map<String, Object> strangers = new TreeMap<>();
    collect("", model, strangers);
    return strangers;
  }

  private static void collect(String path, Object model, Map<String, Object> strangers) {
    if (model instanceof AdditionalDataHolder holder) {
      holder
          .getAdditionalData()
          .forEach(
              (name, value) -> {
                if (!name.startsWith("@")) {
                  strangers.put(path + "/" + name, value);
                }
              });
    }
    if (model instanceof BackedModel backed) {
      backed
          .getBackingStore()
          .enumerate()
          .forEach((name, value) -> collect(path + "/" + name, value, strangers));
    }
  }

  private String get(String rest) throws Exception {
    return send("GET", drive(rest), "");
  }

  private String ask(String path) throws Exception {
    return send("GET", harness.simulator().graphUrl() + path, "");
  }

  private String drive(String rest) {
    return harness.simulator().graphUrl() + "/v1.0/drives/b%21clinic" + rest;
  }

  private String send(String method, String address, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** A token as the connector gets it. */
  private String token() throws Exception {
    if (harness.simulator().tokensHandedOut().isEmpty()) {
      assertThat(harness.connector().find(new ObjectName("nothing"), harness.destination()))
          .isEmpty();
    }
    return harness.simulator().tokensHandedOut().iterator().next();
  }
}
