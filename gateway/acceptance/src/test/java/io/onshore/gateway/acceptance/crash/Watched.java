package io.onshore.gateway.acceptance.crash;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorCard;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.PartRule;
import io.onshore.connector.ProviderId;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.Settings;
import io.onshore.connector.UploadSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connector whose calls pass {@link Points}, and whose parts are as small as its double takes
 * them.
 *
 * @param partBytes the part size where the provider leaves the choice
 */
record Watched(ConnectorFactory factory, Points points, long partBytes)
    implements ConnectorFactory {
  /** What reaches the provider, or may. */
  private static final Set<String> CALLS =
      Set.of("begin", "send", "confirmed", "commit", "abandon", "find");

  @Override
  public ProviderId provider() {
    return factory.provider();
  }

  @Override
  public ConnectorCard card() {
    return factory.card();
  }

  @Override
  public List<SettingSpec> settings() {
    return factory.settings();
  }

  @Override
  public Connector open(Settings settings, ConnectorContext context) throws ConnectorException {
    return watched(Connector.class, factory.open(settings, context));
  }

  private <T> T watched(Class<T> type, T real) {
    InvocationHandler handler = (proxy, method, arguments) -> call(real, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    boolean counts = CALLS.contains(name);
    int nth = counts ? points.asked(name) : 0;
    Object answer;
    try {
      answer = method.invoke(real, arguments);
    } catch (InvocationTargetException thrown) {
      if (counts) {
        points.done(name, nth);
      }
      throw thrown.getCause();
    }
    if (counts) {
      points.done(name, nth);
    }
    return switch (answer) {
      case UploadSession session -> watched(UploadSession.class, session);
      case PartRule.MultipleOf rule ->
          new PartRule.MultipleOf(rule.unit(), partBytes, rule.max(), rule.parallel());
      case null, default -> answer;
    };
  }
}
