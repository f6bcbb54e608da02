package io.onshore.gateway.envelope;

import java.io.Serial;

/** Why reading an envelope stopped before its end. */
abstract sealed class Halt extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private Halt(String words) {
    // Control flow over hostile input: a stack trace would be paid for and read by nobody.
    super(words, null, false, false);
  }

  /** The words for a person. */
  String words() {
    return String.valueOf(getMessage());
  }

  /** A rule of the format is broken. */
  static final class Broken extends Halt {
    @Serial private static final long serialVersionUID = 1L;

    Broken(String problem) {
      super(problem);
    }
  }

  /** The file ends where the format wants more. */
  static final class CutOff extends Halt {
    @Serial private static final long serialVersionUID = 1L;

    CutOff(String problem) {
      super(problem);
    }
  }

  /** The known head ends here and the file goes on. */
  static final class HeadEnds extends Halt {
    @Serial private static final long serialVersionUID = 1L;

    HeadEnds() {
      super("the head ends");
    }
  }

  /** The structure is one that anybody can read, such as a signed message. */
  static final class Open extends Halt {
    @Serial private static final long serialVersionUID = 1L;

    Open(String looksLike) {
      super(looksLike);
    }
  }

  /** The beginning was taken for this format and is not. */
  static final class NotThis extends Halt {
    @Serial private static final long serialVersionUID = 1L;

    NotThis() {
      super("another format");
    }
  }
}
