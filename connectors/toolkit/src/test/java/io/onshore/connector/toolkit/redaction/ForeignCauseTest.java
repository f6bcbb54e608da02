package io.onshore.connector.toolkit.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ForeignCauseTest {
  @Test
  void keepsClassAndLinesButNoWords() {
    IllegalStateException origin =
        new IllegalStateException("client_secret=hunter2", new IOException("token hunter2"));
    origin.addSuppressed(new IOException("hunter2"));

    ForeignCause kept = ForeignCause.of(origin);

    assertThat(kept.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(kept.getStackTrace()).isEqualTo(origin.getStackTrace());
    assertThat(kept.getCause()).isInstanceOf(ForeignCause.class);
    StringWriter printed = new StringWriter();
    kept.printStackTrace(new PrintWriter(printed));
    assertThat(printed.toString())
        .contains("java.io.IOException", "keepsClassAndLinesButNoWords")
        .doesNotContain("hunter2");
  }

  @Test
  void aLoopOfCausesEnds() {
    IOException first = new IOException("a");
    IOException second = new IOException("b", first);
    first.initCause(second);

    int depth = 0;
    for (Throwable link = ForeignCause.of(first); link != null; link = link.getCause()) {
      depth++;
    }

    assertThat(depth).isEqualTo(8);
  }

  @Test
  void whatIsRedactedAlreadyStaysAsItIs() {
    ForeignCause once = ForeignCause.of(new IOException("a"));

    assertThat(ForeignCause.of(once)).isSameAs(once);
  }
}
