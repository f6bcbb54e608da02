package io.onshore.connector;

import io.onshore.connector.credential.GrantLife;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The entrance to one provider, found by {@link java.util.ServiceLoader}. A jar that names an
 * implementation in {@code META-INF/services/io.onshore.connector.ConnectorFactory} is a connector;
 * nothing else has to change. Implementations have a public constructor without parameters, hold no
 * state and may be used by several threads.
 */
public interface ConnectorFactory {
  /** Which provider this is. */
  ProviderId provider();

  /** What the provider can do whoever connects; needs no account and makes no call. */
  ConnectorCard card();

  /**
   * The connector's fact sheet for people: what {@link #card} says with its sources, in YAML. It
   * stands beside the factory as {@code connector.yaml}; the conformance suite holds it to the
   * code.
   *
   * @throws IOException if it is missing or cannot be read
   */
  default InputStream factSheet() throws IOException {
    InputStream sheet = getClass().getResourceAsStream("connector.yaml");
    if (sheet == null) {
      throw new FileNotFoundException("connector `" + provider() + "` has no fact sheet");
    }
    return sheet;
  }

  /**
   * How long a person's grant lives unused, where the provider ends it by itself; empty if it lives
   * until somebody ends it, or the provider does not say.
   */
  default Optional<GrantLife> grantLife() {
    return Optional.empty();
  }

  /** The settings of a connection that an admin fills in, in the order to ask for them. */
  List<SettingSpec> settings();

  /**
   * Builds a connector for one connection. Makes no call to the provider: whether the account
   * answers is what {@link Connector#check} finds out.
   *
   * @throws ConnectorException kind {@link Failure.Kind#MISCONFIGURED}, naming the setting, if a
   *     required setting is missing or one cannot be understood
   */
  Connector open(Settings settings, ConnectorContext context) throws ConnectorException;
}
