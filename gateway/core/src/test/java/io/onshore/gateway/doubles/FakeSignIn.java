package io.onshore.gateway.doubles;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A provider's page and token address: one code for each page, good once, bound by PKCE. */
public final class FakeSignIn implements Authorization {
  private final Map<String, Asked> codes = new HashMap<>();
  private final List<Tokens> revoked = new ArrayList<>();

  /** What it grants. */
  public volatile Set<String> grants = Set.of("store", "offline_access");

  /** What it answers to everything, if it fails. */
  public volatile Optional<Failure> failure = Optional.empty();

  /** The person says yes on the page. */
  public synchronized String allow(Asked asked) {
    String code = "code-" + codes.size();
    codes.put(code, asked);
    return code;
  }

  /** Whose grant was ended. */
  public synchronized List<Tokens> revoked() {
    return List.copyOf(revoked);
  }

  @Override
  public URI page(Asked asked) {
    return URI.create(
        "https://fake.example/authorize?state=%s&code_challenge=%s&redirect_uri=%s"
            .formatted(asked.state(), asked.challenge(), asked.redirect()));
  }

  @Override
  public synchronized Tokens redeem(String code, URI redirect, String verifier)
      throws ConnectorException {
    failIfAsked();
    Asked asked = codes.remove(code);
    if (asked == null
        || !asked.redirect().equals(redirect)
        || !asked.challenge().equals(challenge(verifier))) {
      throw new ConnectorException(
          Failure.permanent(Failure.Kind.REAUTHORISE), "the code is refused");
    }
    return new Tokens(
        "access",
        Instant.parse("2026-11-22T11:00:00Z"),
        Optional.of("refresh"),
        Optional.of(grants));
  }

  @Override
  public synchronized void revoke(Tokens tokens) throws ConnectorException {
    failIfAsked();
    revoked.add(tokens);
  }

  @Override
  public boolean revocable() {
    return true;
  }

  private void failIfAsked() throws ConnectorException {
    if (failure.isPresent()) {
      throw new ConnectorException(failure.get(), "planned failure of the sign-in");
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
