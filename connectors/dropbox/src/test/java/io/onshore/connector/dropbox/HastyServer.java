package io.onshore.connector.dropbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers each connection as soon as its first byte came, and closes without reading the rest. */
final class HastyServer implements AutoCloseable {
  private final ServerSocket socket;
  private final byte[] answer;

  private HastyServer(ServerSocket socket, String status) {
    this.socket = socket;
    this.answer =
        ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  static HastyServer start(String status) throws IOException {
    HastyServer server =
        new HastyServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), status);
    Thread.ofVirtual().start(server::serve);
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        int ignored = connection.getInputStream().read();
        connection.getOutputStream().write(answer);
        connection.getOutputStream().flush();
      } catch (IOException closedOrGone) {
        // The next connection, if there is one.
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
