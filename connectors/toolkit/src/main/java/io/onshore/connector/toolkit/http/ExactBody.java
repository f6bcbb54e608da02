package io.onshore.connector.toolkit.http;

import io.onshore.connector.toolkit.parts.ExactLength;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Writes a source's bytes if they are exactly as many as promised. The last buffer is held back
 * until the source has ended and closed without complaint, so whatever is wrong with a source, the
 * server never has a complete request.
 */
final class ExactBody extends RequestBody {
  private static final int BUFFER = 64 * 1024;

  private final Body body;
  private final Progress progress;

  ExactBody(Body body, Progress progress) {
    this.body = body;
    this.progress = progress;
  }

  /** Who wants to know how far it went. */
  interface Progress {
    /** The last bytes are about to be handed over. */
    void bodyHandedOver();

    /** The source, not the connection, is to blame for what is thrown next. */
    void sourceFailed();
  }

  @Override
  public @Nullable MediaType contentType() {
    return MediaType.parse(body.contentType());
  }

  @Override
  public long contentLength() {
    return body.length();
  }

  /** OkHttp must not send it a second time on its own. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    byte[] buffer = new byte[Math.clamp(body.length(), 1, BUFFER)];
    int held = sendAllButTheLast(buffer, sink);
    progress.bodyHandedOver();
    sink.write(buffer, 0, held);
  }

  /** Leaves the last bytes in the buffer and tells how many they are. */
  private int sendAllButTheLast(byte[] buffer, BufferedSink sink) throws IOException {
    boolean sending = false;
    try (InputStream in = new ExactLength(body.source().open(), body.length())) {
      long left = body.length();
      while (left > buffer.length) {
        int read = in.readNBytes(buffer, 0, buffer.length);
        left -= read;
        sending = true;
        sink.write(buffer, 0, read);
        sending = false;
      }
      int last = in.readNBytes(buffer, 0, (int) left);
      requireEnd(in);
      return last;
    } catch (IOException | RuntimeException e) {
      if (!sending) {
        progress.sourceFailed();
      }
      throw e instanceof IOException known ? known : new IOException("the source failed", e);
    }
  }

  private static void requireEnd(InputStream in) throws IOException {
    if (in.read() >= 0) {
      throw new IOException("the source is longer than promised");
    }
  }
}
