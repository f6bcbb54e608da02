package io.onshore.connector.box;

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

/** The entrance to Box. */
public final class BoxConnectorFactory implements ConnectorFactory {
  static final ProviderId PROVIDER = new ProviderId("box");

  /** 500 GB, which is the largest plan's; what a file system calls long; Box's one digest. */
  static final Limits LIMITS = new Limits(500_000_000_000L, 255, Set.of(DigestAlgorithm.SHA1));

  @Override
  public ProviderId provider() {
    return PROVIDER;
  }

  @Override
  public ConnectorCard card() {
    return new ConnectorCard(
        PROVIDER,
        "Box",
        LIMITS,
        BoxUploadSession.USUAL_PARTS,
        Optional.of(UploadState.LIFE),
        BoxResidency.ASPECTS,
        Set.of(Power.READ_BACK, Power.DISCARD, Power.QUOTA),
        List.of(
            new Scope(
                "root_readwrite",
                ActsAs.PERSON,
                true,
                "Storing, reading back and discarding files; Box has no narrower scope for people"
                    + " that can write."),
            new Scope(
                "root_readwrite",
                ActsAs.APPLICATION,
                true,
                "Storing, reading back and discarding files in the folders to which its service"
                    + " account is invited."),
            new Scope(
                "manage_managed_users",
                ActsAs.APPLICATION,
                false,
                "Reading the zone of the folder's owner; better given to a second application.")));
  }

  /** Each refresh token works once, and for 60 days. */
  @Override
  public Optional<GrantLife> grantLife() {
    return Optional.of(
        new GrantLife(
            Duration.ofDays(60),
            URI.create("https://developer.box.com/guides/authentication/tokens/refresh")));
  }

  @Override
  public List<SettingSpec> settings() {
    return BoxSettings.ALL;
  }

  @Override
  public Connector open(Settings settings, ConnectorContext context) throws ConnectorException {
    return new BoxConnector(BoxSettings.of(settings), context);
  }
}
