package io.onshore.connector.toolkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on a bare socket that can misbehave in every way a script says. */
final class RawServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Script script;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Thread> conversations = new CopyOnWriteArrayList<>();

  RawServer(Script script) throws IOException {
    this.script = script;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** What to do with one connection; called again and again until it says false. */
  interface Script {
    boolean play(Conversation conversation) throws IOException;
  }

  /**
   * What came.
   *
   * @param complete whether as many body bytes came as Content-Length says
   */
  @SuppressWarnings("ArrayRecordComponent") // read by tests, never compared
  record Request(String head, byte[] body, boolean complete) {
    Optional<String> header(String name) {
      return head.lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }

  /** The server's side of one connection. */
  final class Conversation {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    }

    /** Reads up to the empty line; empty text at the end of the connection. */
    String head() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      String soFar = "";
      while (!soFar.endsWith("\r\n\r\n")) {
        int one = in.read();
        if (one < 0) {
          return "";
        }
        head.write(one);
        soFar = head.size() < 4 ? "" : tail(head.toByteArray());
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    private String tail(byte[] bytes) {
      return new String(
          Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length), StandardCharsets.ISO_8859_1);
    }

    /** Reads a whole request, or what of it comes before the connection ends; records it. */
    boolean request() throws IOException {
      String head = head();
      if (head.isEmpty()) {
        return false;
      }
      rest(head);
      return true;
    }

    /** Reads the body of a request whose head was read; records it. */
    void rest(String head) throws IOException {
      Request bare = new Request(head, new byte[0], true);
      int length = bare.header("Content-Length").map(Integer::parseInt).orElse(0);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      try {
        while (body.size() < length) {
          int read = in.read(buffer, 0, Math.min(buffer.length, length - body.size()));
          if (read < 0) {
            break;
          }
          body.write(buffer, 0, read);
        }
      } finally {
        requests.add(new Request(head, body.toByteArray(), body.size() == length));
      }
    }

    void answer(String status, String headers, String body) throws IOException {
      send(
          "HTTP/1.1 "
              + status
              + "\r\n"
              + headers
              + "Content-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
    }

    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Keeps the connection open and silent until the client ends it. */
    void hold() throws IOException {
      while (in.read() >= 0) {
        // Whatever comes is of no interest.
      }
    }

    void close() throws IOException {
      socket.close();
    }
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + pathAndQuery);
  }

  /** The next request, waited for. */
  Request next() throws InterruptedException {
    Request request = requests.poll(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  /** All requests not yet taken, after every connection has ended. */
  List<Request> restAfterTheEnd() throws InterruptedException {
    for (Thread conversation : conversations) {
      conversation.join();
    }
    return List.copyOf(requests);
  }

  /** How many requests were recorded beyond those taken by {@link #next}. */
  int waiting() {
    return requests.size();
  }

  int connections() {
    return sockets.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        conversations.add(Thread.ofVirtual().start(() -> serve(socket)));
      } catch (IOException e) {
        // The listener was closed, which ends the loop.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Conversation conversation = new Conversation(socket);
      boolean goesOn = true;
      while (goesOn) {
        goesOn = script.play(conversation);
      }
    } catch (IOException e) {
      // The client cut the connection: what came of it was recorded.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
