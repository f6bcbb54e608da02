package io.onshore.connector.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Listens to everything that is logged or printed while it is open: {@link java.util.logging}, to
 * which {@link System.Logger} goes too, and both standard streams. One at a time.
 */
final class Overheard implements AutoCloseable {
  // Held, because the log manager would let an unused logger go, and its level with it.
  private final Logger ours = Logger.getLogger("io.onshore");
  private final Logger root = Logger.getLogger("");
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final @Nullable Level level = ours.getLevel();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          Object[] parameters = entry.getParameters();
          Throwable thrown = entry.getThrown();
          logged.add(
              entry.getLoggerName()
                  + ' '
                  + entry.getMessage()
                  + (parameters == null ? "" : Arrays.toString(parameters))
                  + (thrown == null ? "" : text(thrown)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private Overheard() {
    ours.setLevel(Level.ALL);
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    PrintStream into = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(into);
    System.setErr(into);
  }

  static Overheard start() {
    return new Overheard();
  }

  /** Everything logged and printed so far. */
  String heard() {
    return String.join("\n", logged) + printed.toString(StandardCharsets.UTF_8);
  }

  /** An exception as it would stand in a log, causes included. */
  static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    root.removeHandler(handler);
    ours.setLevel(level);
  }
}
