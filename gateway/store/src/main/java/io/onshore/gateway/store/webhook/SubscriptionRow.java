package io.onshore.gateway.store.webhook;

import io.onshore.gateway.egress.CalledAddress;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.secret.SealingException;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.webhook.Signing;
import io.onshore.gateway.webhook.SigningKey;
import io.onshore.gateway.webhook.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How a webhook and its keys stand in their row. */
final class SubscriptionRow {
  private SubscriptionRow() {}

  static Subscription read(ResultSet row) throws SQLException {
    return new Subscription(
        row.getString("id"),
        new PracticeId(row.getString("practice_id")),
        CalledAddress.of(row.getString("address")),
        row.getString("description"),
        Json.readSet(row.getString("types")),
        Signing.valueOf(row.getString("signing")),
        Optional.ofNullable(row.getString("off_reason")).map(Subscription.Off::valueOf),
        List.of(Json.read(row.getString("public_keys"), Subscription.PublicKey[].class)),
        row.getString("created_by"),
        Moments.read(row, "created_at"));
  }

  static String types(Subscription webhook) {
    return Json.write(new TreeSet<>(webhook.types()));
  }

  static String publicKeys(List<SigningKey> keys) {
    return Json.write(
        keys.stream()
            .flatMap(
                key ->
                    key.publicKey().stream()
                        .map(each -> new Subscription.PublicKey(each, key.until())))
            .toList());
  }

  static byte[] sealed(List<SigningKey> keys, String webhook, SecretBox box) {
    return box.seal(Json.write(keys), context(webhook));
  }

  /**
   * The keys, unless they cannot be opened. Damaged ones are as good as none: the deliveries say
   * so, and no other webhook waits for it.
   */
  static Optional<List<SigningKey>> keys(ResultSet row, SecretBox box) throws SQLException {
    byte[] sealed = row.getBytes("signing_keys");
    if (!box.hasKeyOf(sealed)) {
      return Optional.empty();
    }
    try {
      String opened = box.open(sealed, context(row.getString("id")));
      return Optional.of(List.of(Json.read(opened, SigningKey[].class)));
    } catch (SealingException damaged) {
      return Optional.empty();
    }
  }

  private static String context(String webhook) {
    return "webhook " + webhook;
  }
}
