package io.onshore.connector.toolkit.oauth;

import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.Settings;
import java.util.Locale;

/** The setting that says in whose name a connection acts, the same for every provider. */
public final class ActsAsSetting {
  /** For the list of a connector's settings. */
  public static final SettingSpec SPEC =
      SettingSpec.optional(
          "acts-as",
          "In whose name files are stored: `person`, who connects the account on the provider's own"
              + " page, or `application`, with credentials of its own that an admin approved.",
          "person");

  private ActsAsSetting() {}

  /**
   * @throws ConnectorException kind MISCONFIGURED, naming the setting, if it is neither
   */
  public static ActsAs of(Settings settings) throws ConnectorException {
    return switch (settings.require(SPEC).toLowerCase(Locale.ROOT)) {
      case "person" -> ActsAs.PERSON;
      case "application" -> ActsAs.APPLICATION;
      default ->
          throw ConnectorException.misconfigured(
              "setting `" + SPEC.name() + "` is neither `person` nor `application`");
    };
  }
}
