package io.onshore.connector.googledrive;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.googledrive.GoogleDriveFailures.About;
import io.onshore.connector.googledrive.GoogleDriveSettings.Who;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.TransportException;
import io.onshore.connector.toolkit.http.TransportFailures;
import io.onshore.connector.toolkit.oauth.BearerCalls;
import io.onshore.connector.toolkit.oauth.CodeFlow;
import io.onshore.connector.toolkit.oauth.Grant;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import io.onshore.connector.toolkit.oauth.OAuthTokens;
import io.onshore.connector.toolkit.oauth.TokenEndpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** By what right a connection calls Google. Safe for several threads. */
final class GoogleSignIn {
  /** Files that this app has made, or that the person picked for it, and no others. */
  static final String OWN_FILES = "https://www.googleapis.com/auth/drive.file";

  /** Every file that the account can reach, which for a service account is what it was let into. */
  static final String ALL_FILES = "https://www.googleapis.com/auth/drive";

  static final String POLICIES = "https://www.googleapis.com/auth/cloud-identity.policies.readonly";

  private static final int BAD_REQUEST = 400;

  private final GoogleDriveSettings settings;
  private final HttpSeam seam;
  private final ConnectorContext context;
  private final BearerCalls calls;
  private final Optional<BearerCalls> evidence;
  private final Optional<Authorization> authorization;

  GoogleSignIn(GoogleDriveSettings settings, HttpSeam seam, ConnectorContext context) {
    this.settings = settings;
    this.seam = seam;
    this.context = context;
    switch (settings.who()) {
      case Who.Person person -> {
        TokenEndpoint endpoint =
            new TokenEndpoint(
                settings.tokenAddress(),
                Optional.of(person.clientId()),
                Optional.of(person.clientSecret()),
                Set.of(OWN_FILES),
                Map.of());
        this.calls = calls(endpoint, new Grant.RefreshToken(), context.vault());
        this.evidence = Optional.empty();
        // Without `offline` there is no refresh token, and without `consent` only the first time.
        this.authorization =
            Optional.of(
                new CodeFlow(
                    seam,
                    context,
                    settings.authorizeUrl(),
                    Map.of("access_type", "offline", "prompt", "consent"),
                    endpoint,
                    Optional.of(this::revoke)));
      }
      case Who.Application application -> {
        this.calls =
            asServiceAccount(application, ALL_FILES, application.subject(), context.vault());
        // Another subject's tokens have no place in the connection's vault, and can be had again.
        this.evidence =
            settings
                .evidenceSubject()
                .map(
                    admin ->
                        asServiceAccount(
                            application, POLICIES, Optional.of(admin), new MemoryVault()));
        this.authorization = Optional.empty();
      }
    }
  }

  /** Calls to Drive. */
  BearerCalls calls() {
    return calls;
  }

  /** Calls in the name of the admin whose policies are read. */
  Optional<BearerCalls> evidence() {
    return evidence;
  }

  Optional<Authorization> authorization() {
    return authorization;
  }

  private BearerCalls asServiceAccount(
      Who.Application application, String scope, Optional<String> subject, TokenVault vault) {
    Grant.Signer signer =
        application.account().signer(scope, subject, settings.tokenAddress(), context.clock());
    // The signed statement names the scope and says who asks.
    TokenEndpoint endpoint =
        new TokenEndpoint(
            settings.tokenAddress(), Optional.empty(), Optional.empty(), Set.of(), Map.of());
    return calls(endpoint, new Grant.Assertion(signer), vault);
  }

  private BearerCalls calls(TokenEndpoint endpoint, Grant grant, TokenVault vault) {
    ConnectorContext own =
        new ConnectorContext(context.clock(), context.userAgent(), context.callTimeout(), vault);
    return new BearerCalls(seam, new OAuthTokens(seam, endpoint, grant, own));
  }

  /**
   * Ends all that the person has granted to this Google Cloud project, whichever token is given.
   */
  private void revoke(Tokens tokens) throws ConnectorException {
    HttpAnswer answer;
    try {
      answer =
          seam.send(
              HttpCall.of("POST", settings.revokeAddress(), context.callTimeout())
                  .with(Body.form(Map.of("token", tokens.refresh().orElse(tokens.access())))));
    } catch (TransportException e) {
      throw TransportFailures.toException(e, false);
    }
    // Google answers 400 `invalid_token` for what is gone already, which is what was wanted.
    if (!answer.ok() && answer.status() != BAD_REQUEST) {
      throw new GoogleDriveFailures(context.clock()).of(answer, About.DESTINATION);
    }
  }

  @Override
  public String toString() {
    return "GoogleSignIn[" + settings + "]";
  }
}
