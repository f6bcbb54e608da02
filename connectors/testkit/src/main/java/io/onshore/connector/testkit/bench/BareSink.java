package io.onshore.connector.testkit.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A server that throws bodies away and answers what it is told to: as little work as a provider can
 * do, so that what is measured is the sender. Speaks just enough HTTP/1.1; on this machine only.
 */
public final class BareSink implements AutoCloseable {
  private static final int KEPT = 64 * 1024;
  private static final int BUFFER = 256 * 1024;

  private final ServerSocket server;
  private final Function<Asked, Reply> answers;

  /**
   * A request whose body is gone.
   *
   * @param headers by lower-case name
   * @param bodyLength in bytes
   * @param head the first bytes of the body
   */
  @SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
  public record Asked(
      String method, String target, Map<String, String> headers, long bodyLength, byte[] head) {
    /** The kept bytes as text. */
    public String text() {
      return new String(head, StandardCharsets.UTF_8);
    }

    /** How long the file is in a multipart body of a description and a file, by its boundary. */
    public long fileLength() {
      String blank = "\r\n\r\n";
      String text = new String(head, StandardCharsets.ISO_8859_1);
      int file = text.indexOf(blank, text.indexOf(blank) + 1) + blank.length();
      int end = "\r\n".length() + text.indexOf("\r\n") + "--\r\n".length();
      return bodyLength - file - end;
    }
  }

  /**
   * What goes back.
   *
   * @param body JSON, or empty
   */
  public record Reply(int status, Map<String, String> headers, String body) {
    /** JSON with status 200. */
    public static Reply json(String body) {
      return new Reply(200, Map.of(), body);
    }
  }

  private BareSink(ServerSocket server, Function<Asked, Reply> answers) {
    this.server = server;
    this.answers = answers;
  }

  /** Starts one on a free port. */
  public static BareSink start(Function<Asked, Reply> answers) throws IOException {
    BareSink sink =
        new BareSink(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), answers);
    Thread.ofPlatform().daemon().name("bare-sink").start(sink::accept);
    return sink;
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        OutputStream out = socket.getOutputStream()) {
      String request = line(in);
      while (!request.isEmpty()) {
        out.write(reply(request, in, out));
        out.flush();
        request = line(in);
      }
    } catch (IOException gone) {
      // The client went away, which is its right.
    }
  }

  private byte[] reply(String request, InputStream in, OutputStream out) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    Body body = new Body();
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      for (long chunk = chunk(in); chunk > 0; chunk = chunk(in)) {
        body.swallow(in, chunk);
        line(in);
      }
      line(in);
    } else {
      body.swallow(in, Long.parseLong(headers.getOrDefault("content-length", "0")));
    }
    String[] words = request.split(" ", 3);
    Reply reply = answers.apply(new Asked(words[0], words[1], headers, body.length, body.kept()));
    byte[] text = reply.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder("HTTP/1.1 ")
            .append(reply.status())
            .append(" Fine\r\nContent-Type: application/json\r\nContent-Length: ")
            .append(text.length)
            .append("\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(start, start.length + text.length);
    System.arraycopy(text, 0, whole, start.length, text.length);
    return whole;
  }

  private static long chunk(InputStream in) throws IOException {
    return Long.parseLong(line(in).split(";", 2)[0].strip(), 16);
  }

  /** A line without its end; empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** A body on its way to nowhere. */
  private static final class Body {
    private final byte[] buffer = new byte[BUFFER];
    private byte[] head = new byte[0];
    private long length;

    void swallow(InputStream in, long bytes) throws IOException {
      long left = bytes;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException();
        }
        keep(read);
        left -= read;
        length += read;
      }
    }

    private void keep(int read) {
      int more = Math.min(read, KEPT - head.length);
      if (more > 0) {
        int before = head.length;
        head = Arrays.copyOf(head, before + more);
        System.arraycopy(buffer, 0, head, before, more);
      }
    }

    byte[] kept() {
      return head;
    }
  }
}
