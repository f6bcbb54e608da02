package io.onshore.connector.onedrive;

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

/** The entrance to OneDrive and SharePoint. */
public final class OneDriveConnectorFactory implements ConnectorFactory {
  static final ProviderId PROVIDER = new ProviderId("onedrive");

  /** 250 GB; the longest segment of a path; the one hash Microsoft promises. */
  static final Limits LIMITS = new Limits(250_000_000_000L, 255, Set.of(DigestAlgorithm.QUICKXOR));

  @Override
  public ProviderId provider() {
    return PROVIDER;
  }

  @Override
  public ConnectorCard card() {
    return new ConnectorCard(
        PROVIDER,
        "OneDrive and SharePoint",
        LIMITS,
        OneDriveUploadSession.FRAGMENTS,
        Optional.of(UploadState.LIFE),
        OneDriveResidency.ASPECTS,
        Set.of(Power.READ_BACK, Power.DISCARD, Power.QUOTA),
        List.of(
            new Scope(
                "Files.ReadWrite",
                ActsAs.PERSON,
                true,
                "Storing, reading back and discarding files in the signed-in user's drive."),
            new Scope(
                "Files.ReadWrite.AppFolder",
                ActsAs.PERSON,
                false,
                "In place of Files.ReadWrite where the connection keeps to the application's own"
                    + " folder."),
            new Scope(
                "offline_access",
                ActsAs.PERSON,
                true,
                "Staying connected without the user being there."),
            new Scope(
                "Sites.Selected",
                ActsAs.APPLICATION,
                true,
                "Storing, reading back and discarding files in the sites an admin grants, and in no"
                    + " other."),
            new Scope(
                "Sites.Read.All",
                ActsAs.APPLICATION,
                false,
                "Reading the data location code of the drive's site, which only tenants with"
                    + " several geographies have."),
            new Scope(
                "Organization.Read.All",
                ActsAs.APPLICATION,
                false,
                "Reading the country of the organisation's address, a hint.")));
  }

  /** Each use brings another refresh token of 90 days. */
  @Override
  public Optional<GrantLife> grantLife() {
    return Optional.of(
        new GrantLife(
            Duration.ofDays(90),
            URI.create("https://learn.microsoft.com/entra/identity-platform/refresh-tokens")));
  }

  @Override
  public List<SettingSpec> settings() {
    return OneDriveSettings.ALL;
  }

  @Override
  public Connector open(Settings settings, ConnectorContext context) throws ConnectorException {
    return new OneDriveConnector(OneDriveSettings.of(settings), context);
  }
}
