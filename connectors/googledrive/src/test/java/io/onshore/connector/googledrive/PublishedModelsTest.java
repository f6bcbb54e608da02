package io.onshore.connector.googledrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.json.GoogleJsonErrorContainer;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ClassInfo;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.About;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.api.services.drive.model.GeneratedIds;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.simulator.Seen;
import io.onshore.connector.simulator.googledrive.DriveOperation;
import io.onshore.connector.simulator.googledrive.GoogleDriveSimulator;
import io.onshore.connector.simulator.googledrive.Region;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The double answers, and the connector asks, in words that Google's own models and requests know.
 * What a model does not know is among its unknown keys.
 */
class PublishedModelsTest {
  private static final GsonFactory JSON = GsonFactory.getDefaultInstance();
  private static final int LARGE = 5 << 20;
  private static final Pattern PARAMETER = Pattern.compile("(?:[{]|, )(\\w+)=");

  /** By which request of the SDK an operation can be asked for. */
  private static final Map<DriveOperation, Class<?>> REQUESTS =
      Map.of(
          DriveOperation.ABOUT, Drive.About.Get.class,
          DriveOperation.SHARED_DRIVE, Drive.Drives.Get.class,
          DriveOperation.GENERATE_IDS, Drive.Files.GenerateIds.class,
          DriveOperation.LIST, Drive.Files.List.class,
          DriveOperation.FILE, Drive.Files.Get.class,
          DriveOperation.DOWNLOAD, Drive.Files.Get.class,
          DriveOperation.DELETE_FILE, Drive.Files.Delete.class,
          DriveOperation.CREATE, Drive.Files.Create.class,
          DriveOperation.START_SESSION, Drive.Files.Create.class);

  private final GoogleDriveHarness harness = new GoogleDriveHarness();
  private final GoogleDriveSimulator simulator = harness.simulator();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void useEverything() throws Exception {
    simulator.setRegions(GoogleDriveHarness.PRACTICE, List.of(new Region("top", "US")));
    harness.connector().check(harness.destination());
    StoredObject small = store("small", 10);
    StoredObject large = store("large", LARGE);
    assertThat(harness.connector().find(small.name(), harness.destination())).isPresent();
    try (InputStream in =
        harness.connector().readBack().orElseThrow().open(large, harness.destination())) {
      assertThat(in.readAllBytes()).hasSize(LARGE);
    }
    harness.connector().discard().orElseThrow().discard(large, harness.destination());
    assertThat(harness.connector().probeResidency(harness.destination()).observations()).hasSize(3);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void everyParameterIsOneOfTheSdksRequest() {
    Set<DriveOperation> met = new HashSet<>();
    for (Seen seen : simulator.log().latest()) {
      DriveOperation operation = DriveOperation.valueOf(seen.operation());
      Class<?> request = REQUESTS.get(operation);
      if (request != null) {
        met.add(operation);
        assertThat(ClassInfo.of(request).getNames())
            .as("parameters of %s", operation)
            .containsAll(parameters(seen));
      }
    }
    assertThat(met).contains(DriveOperation.CREATE, DriveOperation.START_SESSION);
    assertThat(met)
        .contains(DriveOperation.LIST, DriveOperation.DOWNLOAD, DriveOperation.DELETE_FILE);
  }

  @Test
  void everyFieldAskedForIsOneOfTheModel() {
    assertThat(ClassInfo.of(File.class).getNames())
        .containsAll(List.of(StoredFiles.FIELDS.split(",")));
  }

  @Test
  void descriptionsAreFiles() throws Exception {
    for (Seen seen : simulator.log().latest()) {
      String body = new String(seen.body(), StandardCharsets.ISO_8859_1);
      String json =
          switch (DriveOperation.valueOf(seen.operation())) {
            case CREATE -> body.substring(body.indexOf('{'), body.indexOf("\r\n--", 10));
            case START_SESSION -> body;
            default -> "{}";
          };
      assertThat(strangers(JSON.fromString(json, File.class))).isEmpty();
    }
  }

  @Test
  void filesAndListsAreThose() throws Exception {
    String all =
        "kind,id,name,mimeType,parents,driveId,trashed,size,md5Checksum,sha1Checksum,"
            + "sha256Checksum,headRevisionId,createdTime,capabilities(canAddChildren,canDelete)";
    FileList list =
        known(
            "/drive/v3/files?supportsAllDrives=true&includeItemsFromAllDrives=true&corpora=drive"
                + "&driveId="
                + GoogleDriveHarness.SHARED_DRIVE
                + "&q=name+%3D+%27small%27+and+%27"
                + harness.folder()
                + "%27+in+parents+and+trashed+%3D+false&fields=kind,incompleteSearch,files("
                + all
                + ")",
            FileList.class);
    assertThat(list.getFiles())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.getSize()).isEqualTo(10);
              assertThat(file.getMd5Checksum()).hasSize(32);
              assertThat(file.getSha256Checksum()).hasSize(64);
              assertThat(file.getDriveId()).isEqualTo(GoogleDriveHarness.SHARED_DRIVE);
              assertThat(file.getCreatedTime()).isNotNull();
            });
    File folder =
        known(
            "/drive/v3/files/" + harness.folder() + "?supportsAllDrives=true&fields=" + all,
            File.class);
    assertThat(folder.getCapabilities().getCanAddChildren()).isTrue();
  }

  @Test
  void accountsDrivesAndIdsAreThose() throws Exception {
    assertThat(
            known("/drive/v3/about?fields=user(emailAddress,displayName,permissionId)", About.class)
                .getUser()
                .getEmailAddress())
        .isEqualTo(GoogleDriveHarness.GATEWAY);
    assertThat(
            known(
                    "/drive/v3/drives/" + GoogleDriveHarness.SHARED_DRIVE,
                    com.google.api.services.drive.model.Drive.class)
                .getKind())
        .isEqualTo("drive#drive");
    assertThat(known("/drive/v3/files/generateIds?count=3", GeneratedIds.class).getIds())
        .hasSize(3);
  }

  @Test
  void refusalsAreErrorContainers() throws Exception {
    GoogleJsonErrorContainer error =
        known("/drive/v3/files/1Nowhere", GoogleJsonErrorContainer.class);
    assertThat(error.getError().getCode()).isEqualTo(404);
    assertThat(error.getError().getErrors())
        .singleElement()
        .satisfies(info -> assertThat(info.getReason()).isEqualTo("notFound"));
  }

  /** The double is no friend of ours only: Google's own uploader gets along with it. */
  @ParameterizedTest
  @ValueSource(ints = {10, 3 << 20})
  void sdksOwnUploadWorksWithTheDouble(int size) throws Exception {
    for (boolean direct : new boolean[] {true, false}) {
      byte[] content = bytes(size);
      String name = "by-the-sdk-" + direct;
      Drive.Files.Create create =
          sdk()
              .files()
              .create(
                  new File().setName(name).setParents(List.of(harness.folder())),
                  new ByteArrayContent("application/octet-stream", content));
      create.getMediaHttpUploader().setDirectUploadEnabled(direct).setChunkSize(1 << 20);
      create.setSupportsAllDrives(true).setFields("id,size").setDisableGZipContent(true);
      assertThat(create.execute().getSize()).isEqualTo(size);
      assertThat(simulator.fileBytes(harness.folder(), name))
          .singleElement()
          .satisfies(stored -> assertThat(stored).isEqualTo(content));
    }
  }

  @Test
  void sdksOwnUploadIsRefusedWhatGoogleRefuses() throws Exception {
    Drive.Files.Create create =
        sdk()
            .files()
            .create(
                new File().setName("n").setParents(List.of(harness.folder())),
                new ByteArrayContent("application/octet-stream", new byte[] {1}));
    create.setFields("id").setDisableGZipContent(true);
    assertThatThrownBy(create::execute).hasMessageContaining("notFound");
  }

  private Drive sdk() throws Exception {
    String token = token();
    return new Drive.Builder(
            new NetHttpTransport(),
            JSON,
            request -> request.getHeaders().setAuthorization("Bearer " + token))
        .setRootUrl(simulator.url() + "/")
        .setApplicationName("test")
        .build();
  }

  private StoredObject store(String name, int size) throws Exception {
    byte[] content = bytes(size);
    try (UploadSession session =
        harness
            .connector()
            .begin(new UploadRequest(harness.destination(), new ObjectName(name), size))) {
      int step = session.expiresAt().isEmpty() ? size : LARGE / 2;
      for (int from = 0; from < size; from += step) {
        int offset = from;
        int length = Math.min(step, size - from);
        session.send(
            new Part(offset, length, () -> new ByteArrayInputStream(content, offset, length)));
      }
      return session.commit(
          RunningDigests.of(
              Set.of(DigestAlgorithm.SHA256, DigestAlgorithm.MD5),
              new ByteArrayInputStream(content)));
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Set<String> parameters(Seen seen) {
    Set<String> names = new TreeSet<>();
    PARAMETER.matcher(seen.target()).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  /** Asks the double, reads a model and makes sure that it knows every word. */
  private <T extends GenericJson> T known(String path, Class<T> model) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.url() + path))
            .header("Authorization", "Bearer " + token())
            .build();
    T read = JSON.fromString(http.send(request, BodyHandlers.ofString()).body(), model);
    assertThat(strangers(read)).as("words the model does not know").isEmpty();
    return read;
  }

  private String token() throws Exception {
    return harness.vault().newest().orElseThrow().access();
  }

  private static Map<String, Object> strangers(Object model) {
    Map<String, Object> strangers = new TreeMap<>();
    collect("", model, strangers);
    return strangers;
  }

  private static void collect(String path, Object model, Map<String, Object> strangers) {
    if (model instanceof GenericJson json) {
      json.getUnknownKeys().forEach((name, value) -> strangers.put(path + "/" + name, value));
      json.forEach((name, value) -> collect(path + "/" + name, value, strangers));
    }
    if (model instanceof Collection<?> list) {
      list.forEach(each -> collect(path + "[]", each, strangers));
    }
  }
}
