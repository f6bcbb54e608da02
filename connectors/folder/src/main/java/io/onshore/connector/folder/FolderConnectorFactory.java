package io.onshore.connector.folder;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorCard;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Limits;
import io.onshore.connector.PartRule;
import io.onshore.connector.ProviderId;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.Settings;
import io.onshore.connector.residency.Aspect;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The entrance to folders on a disk. */
public final class FolderConnectorFactory implements ConnectorFactory {
  static final ProviderId PROVIDER = new ProviderId("folder");

  static final SettingSpec ROOT =
      SettingSpec.required(
              "root",
              "The absolute path of the folder that holds all destinations. It has to exist, on a"
                  + " disk that knows hard links.")
          .ofOperator();
  static final SettingSpec PLACE =
      SettingSpec.optional(
              "place",
              "Where the disk stands, as ISO 3166 codes with commas between them, such as `DE` or"
                  + " `CA-ON, CA-QC`. Left empty, nothing is claimed.")
          .ofOperator();

  /** The size of parts may be any multiple of 64 KiB up to 8 MiB, four at a time. */
  static final PartRule PART_RULE = new PartRule.MultipleOf(64 << 10, 8 << 20, 8 << 20, 4);

  /** What ext4 (16 TiB less a block) and NTFS (16 TiB less 64 KiB) both hold; names by bytes. */
  static final Limits LIMITS =
      new Limits((16L << 40) - (64 << 10), 255, Set.of(DigestAlgorithm.SHA256));

  private static final ConnectorCard CARD =
      new ConnectorCard(
          PROVIDER,
          "Folder on a disk",
          LIMITS,
          PART_RULE,
          Optional.empty(),
          Set.of(Aspect.CONTENT, Aspect.METADATA),
          Set.of(
              ConnectorCard.Power.READ_BACK,
              ConnectorCard.Power.DISCARD,
              ConnectorCard.Power.QUOTA),
          List.of());

  private final FolderApi api;

  /** For {@link java.util.ServiceLoader}. */
  public FolderConnectorFactory() {
    this(FolderApi.onDisk());
  }

  FolderConnectorFactory(FolderApi api) {
    this.api = api;
  }

  @Override
  public ProviderId provider() {
    return PROVIDER;
  }

  @Override
  public ConnectorCard card() {
    return CARD;
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(ROOT, PLACE);
  }

  @Override
  public Connector open(Settings settings, ConnectorContext context) throws ConnectorException {
    Path root = absolute(settings.require(ROOT));
    FolderResidency residency = FolderResidency.of(settings.get(PLACE), context.clock());
    return new FolderConnector(api, root, residency, context.callTimeout());
  }

  private static Path absolute(String root) throws ConnectorException {
    try {
      Path path = Path.of(root);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException notAPath) {
      // Told below.
    }
    throw ConnectorException.misconfigured("setting `" + ROOT.name() + "` is not an absolute path");
  }
}
