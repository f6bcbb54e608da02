package io.onshore.gateway.envelope;

import java.io.IOException;

/**
 * Reads the pieces of a JSON text in order, strictly; names and short strings are kept, no more.
 */
final class JsonText {
  private static final int DEEPEST = 16;

  private final Feed feed;

  JsonText(Feed feed) {
    this.feed = feed;
  }

  /** What is done with each member of an object: it must read the value. */
  interface Member {
    void read(String name) throws IOException, Halt;
  }

  /** What is done with each element of an array: it must read the element. */
  interface Element {
    void read() throws IOException, Halt;
  }

  void object(int longestName, Member member) throws IOException, Halt {
    expect('{');
    if (next() == '}') {
      feed.need();
      return;
    }
    while (true) {
      String name = string(longestName);
      expect(':');
      member.read(name);
      if (next() == '}') {
        feed.need();
        return;
      }
      expect(',');
    }
  }

  void array(Element element) throws IOException, Halt {
    expect('[');
    if (next() == ']') {
      feed.need();
      return;
    }
    while (true) {
      element.read();
      if (next() == ']') {
        feed.need();
        return;
      }
      expect(',');
    }
  }

  /** A string, unescaped as far as ASCII goes; longer ones break the reading. */
  String string(int longest) throws IOException, Halt {
    beginString();
    StringBuilder text = new StringBuilder();
    for (int value = feed.need(); value != '"'; value = feed.need()) {
      if (value < 0x20 || text.length() == longest) {
        throw new Halt.Broken("a text in its JSON is wrong or too long");
      }
      text.append(value == '\\' ? escaped() : (char) value);
    }
    return text.toString();
  }

  /** Goes to the first character of a string; the caller reads to the quotation mark. */
  void beginString() throws IOException, Halt {
    expect('"');
  }

  /** The next character that is not white, without taking it. */
  int next() throws IOException, Halt {
    while (Ascii.isWhitespace(feed.peek())) {
      feed.need();
    }
    return feed.peek();
  }

  /** Passes over a value of any type. */
  void skip(int longestText) throws IOException, Halt {
    skip(longestText, 0);
  }

  /** Nothing but white space may follow. */
  void end() throws IOException, Halt {
    if (next() >= 0) {
      throw new Halt.Broken("something stands behind its JSON");
    }
  }

  private void skip(int longestText, int depth) throws IOException, Halt {
    if (depth > DEEPEST) {
      throw new Halt.Broken("its JSON is nested too deeply");
    }
    switch (next()) {
      case '{' -> object(longestText, name -> skip(longestText, depth + 1));
      case '[' -> array(() -> skip(longestText, depth + 1));
      case '"' -> string(longestText);
      default -> word();
    }
  }

  private void word() throws IOException, Halt {
    int count = 0;
    while (isWordCharacter(feed.peek())) {
      feed.need();
      count++;
    }
    if (count == 0 || count > 64) {
      throw new Halt.Broken("its JSON is wrong");
    }
  }

  private static boolean isWordCharacter(int value) {
    return (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z')
        || (value >= '0' && value <= '9')
        || value == '-'
        || value == '+'
        || value == '.';
  }

  private char escaped() throws IOException, Halt {
    int value = feed.need();
    return switch (value) {
      case '"', '\\', '/' -> (char) value;
      case 'b', 'f', 'n', 'r', 't' -> ' ';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(feed.need(), 16);
          if (digit < 0) {
            throw new Halt.Broken("a text in its JSON is wrong");
          }
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> throw new Halt.Broken("a text in its JSON is wrong");
    };
  }

  private void expect(char wanted) throws IOException, Halt {
    next();
    if (feed.need() != wanted) {
      throw new Halt.Broken("its JSON is wrong");
    }
  }
}
