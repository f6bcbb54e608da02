package io.onshore.connector.simulator.googledrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.admin.Shown;
import io.onshore.connector.simulator.admin.ShownFile;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The double of Google Drive as its admin addresses see it. */
record ShownGoogleDrive(GoogleDriveSimulator simulator) implements Shown<DriveOperation> {
  @Override
  public String title() {
    return "Google Drive";
  }

  @Override
  public Map<String, String> accounts() {
    Map<String, String> accounts = new LinkedHashMap<>();
    simulator
        .accounts()
        .forEach(
            (email, account) ->
                accounts.put(
                    email, account.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    simulator.drives().sharedDrives().forEach(id -> accounts.put(id, "shared drive"));
    return accounts;
  }

  @Override
  public List<ShownFile> files() {
    return simulator.drives().files().stream().map(this::file).toList();
  }

  private ShownFile file(Item item) {
    Blob blob = item.content().orElseThrow();
    String account = item.sharedDrive().orElse(item.owner());
    return new ShownFile(
        account + "~" + item.id(),
        account,
        simulator.drives().path(item),
        item.name(),
        Map.of(
            "md5Checksum", blob.digest(DigestAlgorithm.MD5).hex(),
            "sha256Checksum", blob.digest(DigestAlgorithm.SHA256).hex()),
        item.createdAt(),
        blob);
  }

  @Override
  public int openSessions() {
    return simulator.openSessions();
  }

  @Override
  public Set<DriveOperation> allButSignIn() {
    return DriveOperation.allButSignIn();
  }

  @Override
  public Set<DriveOperation> carryingBytes() {
    return DriveOperation.carryingBytes();
  }

  @Override
  public Set<DriveOperation> downloading() {
    return EnumSet.of(DriveOperation.DOWNLOAD);
  }

  @Override
  public Disturbance throttled(String retryAfter) {
    return GoogleDriveSimulator.throttled(retryAfter);
  }

  @Override
  public Disturbance full() {
    return GoogleDriveSimulator.refuse(403, "storageQuotaExceeded");
  }

  @Override
  public Optional<Disturbance> own(String fault, JsonNode wish) {
    switch (fault) {
      case "expireSessions" -> simulator.expireSessions();
      case "expireAccessTokens" -> simulator.expireAccessTokens();
      case "revoke" -> simulator.revoke(wish.path("account").asText(""));
      case "corruptStoredByte" -> simulator.corruptStoredByte();
      case "takeName" -> {
        String id =
            simulator.putFile(
                wish.path("folder").asText(""),
                wish.path("name").asText(),
                wish.path("client").asText(""),
                new byte[] {42});
        assert !id.isEmpty();
      }
      case "hideHashes" -> simulator.hideSha(true);
      case "keepOnlyOfNextChunk" -> simulator.keepOnlyOfNextChunk(wish.path("bytes").asLong(0));
      case "standStill" -> simulator.standStill(true);
      default -> throw new IllegalArgumentException("unknown fault");
    }
    return Optional.empty();
  }

  @Override
  public void heal() {
    simulator.hideSha(false);
    simulator.standStill(false);
  }
}
