package io.onshore.connector.simulator.box;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.admin.Shown;
import io.onshore.connector.simulator.admin.ShownFile;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The double of Box as its admin addresses see it. */
record ShownBox(BoxSimulator simulator) implements Shown<BoxOperation> {
  @Override
  public String title() {
    return "Box";
  }

  @Override
  public Map<String, String> accounts() {
    Map<String, String> accounts = new LinkedHashMap<>();
    for (BoxUser user : simulator.users()) {
      accounts.put(
          user.id(),
          user.name()
              + ", "
              + user.enterprise().map(id -> "enterprise " + id).orElse("personal")
              + user.zone().map(zone -> ", zone " + zone.name()).orElse(""));
    }
    return accounts;
  }

  @Override
  public List<ShownFile> files() {
    return simulator.content().files().stream().map(this::file).toList();
  }

  private ShownFile file(BoxItem item) {
    Blob blob = item.content().orElseThrow();
    String folder =
        simulator.content().item(item.parentId()).map(BoxItem::name).orElse("All Files");
    return new ShownFile(
        item.ownerId() + "~" + item.id(),
        item.ownerId(),
        folder + "/" + item.name(),
        item.name(),
        Map.of("sha1", blob.digest(DigestAlgorithm.SHA1).hex()),
        item.createdAt(),
        blob);
  }

  @Override
  public int openSessions() {
    return simulator.openSessions();
  }

  @Override
  public Set<BoxOperation> allButSignIn() {
    return BoxOperation.allButSignIn();
  }

  @Override
  public Set<BoxOperation> carryingBytes() {
    return BoxOperation.carryingBytes();
  }

  @Override
  public Set<BoxOperation> downloading() {
    return EnumSet.of(BoxOperation.DOWNLOAD);
  }

  @Override
  public Disturbance throttled(String retryAfter) {
    return BoxSimulator.throttled(retryAfter);
  }

  @Override
  public Disturbance full() {
    return BoxSimulator.refuse(403, "storage_limit_exceeded");
  }

  @Override
  public Optional<Disturbance> own(String fault, JsonNode wish) {
    switch (fault) {
      case "expireSessions" -> simulator.expireSessions();
      case "expireAccessTokens" -> simulator.expireAccessTokens();
      case "revoke" -> simulator.revoke(wish.path("account").asText(""));
      case "corruptStoredByte" -> simulator.corruptStoredByte();
      case "takeName" ->
          simulator.putFile(
              wish.path("folder").asText(""), wish.path("name").asText(), new byte[] {42});
      case "refuseSecondSession" -> simulator.refuseSecondSessionForAName(true);
      default -> throw new IllegalArgumentException("unknown fault");
    }
    return Optional.empty();
  }

  @Override
  public void heal() {
    simulator.refuseSecondSessionForAName(false);
  }
}
