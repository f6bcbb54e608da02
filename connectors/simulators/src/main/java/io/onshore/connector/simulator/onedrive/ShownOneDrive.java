package io.onshore.connector.simulator.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.admin.Shown;
import io.onshore.connector.simulator.admin.ShownFile;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The double of OneDrive as its admin addresses see it. */
record ShownOneDrive(OneDriveSimulator simulator) implements Shown<GraphOperation> {
  @Override
  public String title() {
    return "OneDrive";
  }

  @Override
  public Map<String, String> accounts() {
    Map<String, String> accounts = new LinkedHashMap<>();
    for (Tenant tenant : simulator.tenants()) {
      accounts.put(
          tenant.id(),
          tenant.driveType().word()
              + ", drive "
              + tenant.driveId()
              + ", location code "
              + (tenant.dataLocationCode().isEmpty() ? "none" : tenant.dataLocationCode()));
    }
    return accounts;
  }

  @Override
  public List<ShownFile> files() {
    return simulator.drives().stream()
        .flatMap(drive -> drive.files().stream().map(item -> file(drive, item)))
        .toList();
  }

  private static ShownFile file(Drive drive, Item item) {
    Blob blob = item.content().orElseThrow();
    byte[] hash = blob.digest(DigestAlgorithm.QUICKXOR).bytes();
    return new ShownFile(
        drive.tenant().id() + "~" + item.id(),
        drive.tenant().id(),
        drive.path(item),
        item.name(),
        Map.of("quickXorHash", Base64.getEncoder().encodeToString(hash)),
        item.createdAt(),
        blob);
  }

  @Override
  public int openSessions() {
    return simulator.openSessions();
  }

  @Override
  public Set<GraphOperation> allButSignIn() {
    return GraphOperation.allButSignIn();
  }

  @Override
  public Set<GraphOperation> carryingBytes() {
    return GraphOperation.carryingBytes();
  }

  @Override
  public Set<GraphOperation> downloading() {
    return EnumSet.of(GraphOperation.DOWNLOAD);
  }

  @Override
  public Disturbance throttled(String retryAfter) {
    return OneDriveSimulator.throttled(retryAfter);
  }

  @Override
  public Disturbance full() {
    return OneDriveSimulator.refuse(507, "quotaLimitReached");
  }

  @Override
  public Optional<Disturbance> own(String fault, JsonNode wish) {
    String tenant = wish.path("tenant").asText("");
    switch (fault) {
      case "expireSessions" -> simulator.expireSessions();
      case "expireAccessTokens" -> simulator.expireAccessTokens();
      case "revoke" -> simulator.revoke(tenant);
      case "corruptStoredByte" -> simulator.corruptStoredByte(tenant);
      case "takeName" ->
          simulator.putFile(
              tenant, wish.path("folder").asText(""), wish.path("name").asText(), new byte[] {42});
      case "hideHashes" -> simulator.hideHashes(true);
      default -> throw new IllegalArgumentException("unknown fault");
    }
    return Optional.empty();
  }

  @Override
  public void heal() {
    simulator.hideHashes(false);
  }
}
