package io.onshore.gateway.egress;

import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/** Makes sockets that connect to addresses of one kind only, whoever looked them up. */
final class CheckedSockets extends SocketFactory {
  private final Predicate<InetAddress> open;

  /**
   * @param open which addresses may be connected to
   */
  CheckedSockets(Predicate<InetAddress> open) {
    this.open = open;
  }

  /** The address may not be connected to. */
  static final class RefusedException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    RefusedException() {
      super("the gateway does not call this address");
    }
  }

  private static final class Checked extends Socket {
    private final Predicate<InetAddress> open;

    Checked(Predicate<InetAddress> open) {
      // Without a proxy, whatever the JVM's properties say.
      super(Proxy.NO_PROXY);
      this.open = open;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress address)
          || address.isUnresolved()
          || !open.test(address.getAddress())) {
        throw new RefusedException();
      }
      super.connect(endpoint, timeout);
    }
  }

  @Override
  public Socket createSocket() {
    return new Checked(open);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  private Socket connected(InetSocketAddress endpoint) throws IOException {
    return connected(endpoint, new InetSocketAddress(0));
  }

  private Socket connected(InetSocketAddress endpoint, InetSocketAddress local) throws IOException {
    Socket socket = createSocket();
    try {
      socket.bind(local);
      socket.connect(endpoint);
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }
}
