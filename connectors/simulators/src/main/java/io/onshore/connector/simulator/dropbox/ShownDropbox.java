package io.onshore.connector.simulator.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.admin.Shown;
import io.onshore.connector.simulator.admin.ShownFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The double of Dropbox as its admin addresses see it. */
record ShownDropbox(DropboxSimulator simulator) implements Shown<DropboxOperation> {
  @Override
  public String title() {
    return "Dropbox";
  }

  @Override
  public Map<String, String> accounts() {
    Map<String, String> accounts = new LinkedHashMap<>();
    for (Account account : simulator.accounts()) {
      accounts.put(
          account.id(),
          account.type().word()
              + account
                  .team()
                  .map(
                      team ->
                          ", team "
                              + team.id()
                              + ", placement asked for "
                              + simulator.placement(team).orElse("none"))
                  .orElse(", no team"));
    }
    return accounts;
  }

  @Override
  public List<ShownFile> files() {
    List<ShownFile> files = new ArrayList<>();
    for (Account account : simulator.accounts()) {
      Set<String> namespaces = new LinkedHashSet<>(List.of(account.home(), account.root()));
      for (String id : namespaces) {
        Optional.ofNullable(simulator.namespaces().get(id)).stream()
            .flatMap(namespace -> namespace.files().stream())
            .forEach(entry -> files.add(file(account, entry)));
      }
    }
    return files;
  }

  private static ShownFile file(Account account, Entry entry) {
    Blob blob = entry.content().orElseThrow();
    return new ShownFile(
        account.id() + "~" + entry.id(),
        account.id(),
        entry.path(),
        entry.name(),
        Map.of("content_hash", blob.digest(DigestAlgorithm.DROPBOX_CONTENT_HASH).hex()),
        entry.modifiedAt(),
        blob);
  }

  @Override
  public int openSessions() {
    return simulator.openSessions();
  }

  @Override
  public Set<DropboxOperation> allButSignIn() {
    return DropboxOperation.allButSignIn();
  }

  @Override
  public Set<DropboxOperation> carryingBytes() {
    return DropboxOperation.carryingBytes();
  }

  @Override
  public Set<DropboxOperation> downloading() {
    return EnumSet.of(DropboxOperation.DOWNLOAD);
  }

  @Override
  public Disturbance throttled(String retryAfter) {
    return DropboxSimulator.throttled(retryAfter);
  }

  /** The month's data transport is used up, which every request with bytes can be told. */
  @Override
  public Disturbance full() {
    return DropboxSimulator.refuse(403, "invalid_account_type/feature");
  }

  @Override
  public Optional<Disturbance> own(String fault, JsonNode wish) {
    String account = wish.path("account").asText("");
    switch (fault) {
      case "expireSessions" -> simulator.expireSessions();
      case "expireAccessTokens" -> simulator.expireAccessTokens();
      case "revoke" -> simulator.revoke(account);
      case "corruptStoredByte" -> simulator.corruptStoredByte(home(account));
      case "takeName" ->
          simulator.putFile(home(account), wish.path("path").asText(), new byte[] {42});
      default -> throw new IllegalArgumentException("unknown fault");
    }
    return Optional.empty();
  }

  private String home(String account) {
    return simulator.accounts().stream()
        .filter(each -> each.id().equals(account))
        .findFirst()
        .map(Account::home)
        .orElseThrow(() -> new IllegalArgumentException("no account `" + account + "`"));
  }

  @Override
  public void heal() {
    // No fault of Dropbox's own lasts.
  }
}
