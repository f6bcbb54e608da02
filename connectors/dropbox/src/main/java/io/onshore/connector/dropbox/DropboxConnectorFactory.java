package io.onshore.connector.dropbox;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The entrance to Dropbox. */
public final class DropboxConnectorFactory implements ConnectorFactory {
  static final ProviderId PROVIDER = new ProviderId("dropbox");

  /** 2^41 - 2^22 bytes; the longest name others have seen taken; Dropbox's own hash. */
  static final Limits LIMITS =
      new Limits((1L << 41) - (1L << 22), 255, Set.of(DigestAlgorithm.DROPBOX_CONTENT_HASH));

  @Override
  public ProviderId provider() {
    return PROVIDER;
  }

  @Override
  public ConnectorCard card() {
    return new ConnectorCard(
        PROVIDER,
        "Dropbox",
        LIMITS,
        DropboxUploadSession.appends(1),
        Optional.of(UploadState.LIFE),
        DropboxResidency.ASPECTS,
        Set.of(Power.READ_BACK, Power.DISCARD, Power.QUOTA),
        List.of(
            scope(
                "files.content.write",
                true,
                "Storing files, and removing one that fails its proof."),
            scope("files.content.read", true, "Reading stored files back, as proof."),
            scope(
                "files.metadata.read",
                true,
                "Looking at the folder, and at the size and hash of what is stored."),
            scope(
                "account_info.read",
                true,
                "Reading what kind of account it is and where a team's paths start."),
            scope(
                "sharing.read",
                false,
                "With full access: reading which team owns a shared folder, because data rests where"
                    + " its owner's data rests."),
            scope(
                "events.read",
                false,
                "Of a second app, for the whole team: reading from the audit log where the team's"
                    + " data was placed."),
            scope(
                "team_info.read",
                false,
                "Of a second app, for the whole team: making sure that it is the same team.")));
  }

  private static Scope scope(String name, boolean required, String reason) {
    return new Scope(name, ActsAs.PERSON, required, reason);
  }

  @Override
  public List<SettingSpec> settings() {
    return DropboxSettings.ALL;
  }

  @Override
  public Connector open(Settings settings, ConnectorContext context) throws ConnectorException {
    return new DropboxConnector(DropboxSettings.of(settings), context);
  }
}
