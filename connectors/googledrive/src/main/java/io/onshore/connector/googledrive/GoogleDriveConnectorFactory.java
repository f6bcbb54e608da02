package io.onshore.connector.googledrive;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorCard;
import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorCard.Power;
import io.onshore.connector.ConnectorCard.Scope;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Limits;
import io.onshore.connector.ProviderId;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.Settings;
import io.onshore.connector.credential.GrantLife;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The entrance to Google Drive. */
public final class GoogleDriveConnectorFactory implements ConnectorFactory {
  static final ProviderId PROVIDER = new ProviderId("google-drive");

  /** 5,120 GB; Google bounds no name, so this bound is ours; SHA-256 may be missing at times. */
  static final Limits LIMITS =
      new Limits(5_120_000_000_000L, 255, Set.of(DigestAlgorithm.SHA256, DigestAlgorithm.MD5));

  @Override
  public ProviderId provider() {
    return PROVIDER;
  }

  @Override
  public ConnectorCard card() {
    return new ConnectorCard(
        PROVIDER,
        "Google Drive",
        LIMITS,
        GoogleDriveUploadSession.CHUNKS,
        Optional.of(UploadState.LIFE),
        GoogleDriveResidency.ASPECTS,
        Set.of(Power.READ_BACK, Power.DISCARD, Power.QUOTA),
        List.of(
            new Scope(
                GoogleSignIn.OWN_FILES,
                ActsAs.PERSON,
                true,
                "Storing, reading back and discarding files that this app has made, in My Drive or"
                    + " in a folder that the person picked for it."),
            new Scope(
                GoogleSignIn.ALL_FILES,
                ActsAs.APPLICATION,
                true,
                "Storing, reading back and discarding files in the shared drives that the service"
                    + " account is a member of, or in the My Drive of its subject."),
            new Scope(
                GoogleSignIn.POLICIES,
                ActsAs.APPLICATION,
                false,
                "Reading the data region that an admin has asked for, in the name of a super"
                    + " admin.")));
  }

  /**
   * Google ends a grant after six months without use; after 7 days if the app is still in testing,
   * which it does not tell.
   */
  @Override
  public Optional<GrantLife> grantLife() {
    return Optional.of(
        new GrantLife(
            Duration.ofDays(180),
            URI.create("https://developers.google.com/identity/protocols/oauth2")));
  }

  @Override
  public List<SettingSpec> settings() {
    return GoogleDriveSettings.ALL;
  }

  @Override
  public Connector open(Settings settings, ConnectorContext context) throws ConnectorException {
    return new GoogleDriveConnector(GoogleDriveSettings.of(settings), context);
  }
}
