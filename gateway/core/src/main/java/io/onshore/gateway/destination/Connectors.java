package io.onshore.gateway.destination;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorCard;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.ProviderId;
import io.onshore.connector.credential.GrantLife;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The connectors at hand, one open for each connection. The only place that finds connectors; the
 * gateway knows no provider by name. Safe for several threads.
 */
public final class Connectors implements AutoCloseable {
  private final Map<ProviderId, ConnectorFactory> factories;
  private final Function<Connection, ConnectorContext> lent;
  private final Map<Connection, Connector> open = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * @param lent what a connection's connector gets from the gateway
   */
  public Connectors(
      Iterable<ConnectorFactory> factories, Function<Connection, ConnectorContext> lent) {
    Map<ProviderId, ConnectorFactory> byProvider = new LinkedHashMap<>();
    factories.forEach(factory -> byProvider.put(factory.provider(), factory));
    this.factories = Map.copyOf(byProvider);
    this.lent = lent;
  }

  /** Those that {@link ServiceLoader} finds on the class path. */
  public static Connectors installed(Function<Connection, ConnectorContext> lent) {
    return new Connectors(ServiceLoader.load(ConnectorFactory.class), lent);
  }

  /** The installed connectors' factories, by provider. */
  public List<ConnectorFactory> factories() {
    return factories.values().stream()
        .sorted(Comparator.comparing(factory -> factory.provider().value()))
        .toList();
  }

  /**
   * The connector of a connection, opened at its first use.
   *
   * @throws ConnectorException kind MISCONFIGURED if no connector is installed for the provider, or
   *     its settings cannot be right
   */
  public Connector of(Connection connection) throws ConnectorException {
    lock.lock();
    try {
      Connector connector = open.get(connection);
      if (connector == null) {
        connector =
            factory(connection.provider()).open(connection.settings(), lent.apply(connection));
        open.put(connection, connector);
      }
      return connector;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the connector of a connection, so that the next one begins without what it remembers of
   * the account. Calls under way fail.
   */
  public void forget(Connection connection) {
    lock.lock();
    try {
      Connector connector = open.remove(connection);
      if (connector != null) {
        connector.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * What the connector of a provider can do, if one is installed.
   *
   * @throws ConnectorException kind MISCONFIGURED if none is
   */
  public ConnectorCard card(ProviderId provider) throws ConnectorException {
    return factory(provider).card();
  }

  /**
   * How long a person's grant lives unused, where the connector of the provider is installed and
   * says so.
   */
  public Optional<GrantLife> grantLife(ProviderId provider) {
    return Optional.ofNullable(factories.get(provider)).flatMap(ConnectorFactory::grantLife);
  }

  private ConnectorFactory factory(ProviderId provider) throws ConnectorException {
    ConnectorFactory factory = factories.get(provider);
    if (factory == null) {
      throw ConnectorException.misconfigured(
          "no connector is installed for provider `" + provider + "`");
    }
    return factory;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      open.values().forEach(Connector::close);
      open.clear();
    } finally {
      lock.unlock();
    }
  }
}
