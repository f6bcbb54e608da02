package io.onshore.connector.box;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.oauth.BearerCalls;
import io.onshore.connector.toolkit.oauth.CodeFlow;
import io.onshore.connector.toolkit.oauth.Grant;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import io.onshore.connector.toolkit.oauth.OAuthTokens;
import io.onshore.connector.toolkit.oauth.TokenEndpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** By what right a connection asks Box for tokens. */
final class BoxSignIn {
  /** On the consent page only: without it Box grants all that the app is registered for. */
  private static final Set<String> PERSONS_SCOPES = Set.of("root_readwrite");

  private final BoxSettings settings;
  private final ConnectorContext context;
  private final HttpSeam seam;

  BoxSignIn(BoxSettings settings, ConnectorContext context, HttpSeam seam) {
    this.settings = settings;
    this.context = context;
    this.seam = seam;
  }

  /** Requests as whoever stores: the person who consented, or the application. */
  BearerCalls uploader() {
    return calls(
        endpoint(
            settings.clientId(),
            settings.clientSecret(),
            settings.key().isPresent() ? Optional.empty() : settings.subject()),
        grant(),
        context);
  }

  private Grant grant() {
    if (settings.subject().isEmpty()) {
      return new Grant.RefreshToken();
    }
    BoxSettings.Subject subject = settings.subject().get();
    return settings
        .key()
        .<Grant>map(
            key ->
                new Grant.Assertion(
                    () ->
                        key.sign(
                            settings.clientId(),
                            subject,
                            settings.tokenAddress(),
                            context.clock())))
        .orElseGet(Grant.ClientCredentials::new);
  }

  /** Requests as the second application; its tokens can be had again at any time. */
  Optional<BearerCalls> zoneReader() {
    return settings
        .zoneReader()
        .map(
            reader ->
                calls(
                    endpoint(
                        reader.clientId(), reader.clientSecret(), Optional.of(reader.subject())),
                    new Grant.ClientCredentials(),
                    new ConnectorContext(
                        context.clock(),
                        context.userAgent(),
                        context.callTimeout(),
                        new MemoryVault())));
  }

  /** Present if a person consents. */
  Optional<Authorization> authorization(CodeFlow.Revocation revocation) {
    return settings.subject().isPresent()
        ? Optional.empty()
        : Optional.of(
            new CodeFlow(
                seam,
                context,
                settings.authorizeUrl(),
                Map.of(),
                new TokenEndpoint(
                    settings.tokenAddress(),
                    Optional.of(settings.clientId()),
                    Optional.of(settings.clientSecret()),
                    PERSONS_SCOPES,
                    Map.of()),
                Optional.of(revocation)));
  }

  private BearerCalls calls(TokenEndpoint endpoint, Grant grant, ConnectorContext lent) {
    return new BearerCalls(seam, new OAuthTokens(seam, endpoint, grant, lent));
  }

  private TokenEndpoint endpoint(
      String clientId, String clientSecret, Optional<BoxSettings.Subject> subject) {
    return new TokenEndpoint(
        settings.tokenAddress(),
        Optional.of(clientId),
        Optional.of(clientSecret),
        Set.of(),
        subject
            .map(who -> Map.of("box_subject_type", who.type(), "box_subject_id", who.id()))
            .orElse(Map.of()));
  }
}
