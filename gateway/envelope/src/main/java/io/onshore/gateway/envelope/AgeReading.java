package io.onshore.gateway.envelope;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads age files by the grammar of the <a href="https://c2sp.org/age">age specification</a>,
 * version 1.
 */
final class AgeReading extends Reading {
  static final String BINARY_BEGIN = "age-encryption.org/";
  static final String ARMOUR_TITLE = "AGE ENCRYPTED FILE";
  static final String ARMOUR_BEGIN = "-----BEGIN " + ARMOUR_TITLE + "-----";

  private static final String VERSION_LINE = "age-encryption.org/v1";
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int MOST_RECIPIENTS = 1024;
  private static final int LINE_COLUMNS = 64;
  private static final int MAC_BYTES = 32;
  private static final int NONCE_BYTES = 16;
  private static final int TAG_BYTES = 16;
  private static final int PIECE_BYTES = 64 * 1024 + TAG_BYTES;
  private static final Pattern WORK_FACTOR = Pattern.compile("[1-9][0-9]?");

  private static final Pattern PLUGIN_ARGUMENT = Pattern.compile("[A-Za-z0-9+/=_.:-]{1,4096}");

  private final Feed feed;
  private final String article;

  private AgeReading(Feed feed, String article) {
    super(EnvelopeKind.AGE, Certainty.RECOGNISED);
    this.feed = feed;
    this.article = article;
  }

  static AgeReading binary(Content content) throws IOException {
    return new AgeReading(content.open(), "an age file");
  }

  static AgeReading armoured(Content content) throws IOException {
    return new AgeReading(
        new ArmourFeed(content.open(), ArmourFeed.Style.AGE, ARMOUR_TITLE), "an armoured age file");
  }

  @Override
  void read() throws IOException, Halt {
    if (!line().equals(VERSION_LINE)) {
      throw new Halt.Broken("its version is not 1");
    }
    List<List<String>> recipients = new ArrayList<>();
    String line = line();
    while (!line.startsWith("--- ")) {
      recipients.add(recipient(line));
      if (recipients.size() > MOST_RECIPIENTS) {
        throw new Halt.Broken("it has more than " + MOST_RECIPIENTS + " recipients");
      }
      line = line();
    }
    if (base64(line.substring(4)).length != MAC_BYTES) {
      throw new Halt.Broken("the seal of its header has the wrong length");
    }
    checkTogether(recipients);
    long payloadStart = feed.position();
    OptionalLong length = feed.length();
    if (length.isPresent()) {
      checkPayload(length.getAsLong() - payloadStart);
    }
    ciphertextFollows(label(recipients));
    checkPayload(feed.drainToEnd(randomness()));
  }

  /** A stanza: its arguments; its body is checked and passed over. */
  private List<String> recipient(String line) throws IOException, Halt {
    if (!line.startsWith("-> ")) {
      throw new Halt.Broken("a line of its header is neither a recipient nor the end");
    }
    List<String> arguments = Arrays.asList(line.substring(3).split(" ", -1));
    for (String argument : arguments) {
      if (argument.isEmpty() || !argument.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
        throw new Halt.Broken("a recipient in its header is written wrongly");
      }
    }
    int bodyBytes = 0;
    String body;
    do {
      body = line();
      if (body.length() > LINE_COLUMNS) {
        throw new Halt.Broken("a recipient in its header has a line that is too long");
      }
      byte[] decoded = base64(body);
      keyMaterial().accept(decoded, 0, decoded.length);
      bodyBytes += decoded.length;
    } while (body.length() == LINE_COLUMNS);
    checkKnownType(arguments, bodyBytes);
    return arguments;
  }

  /** The lengths that the types of the specification and of the age tool have. */
  private static void checkKnownType(List<String> arguments, int bodyBytes) throws Halt {
    boolean right =
        switch (arguments.getFirst()) {
          case "X25519" ->
              arguments.size() == 2 && bytes(arguments.get(1)) == 32 && bodyBytes == 32;
          case "scrypt" ->
              arguments.size() == 3
                  && bytes(arguments.get(1)) == 16
                  && WORK_FACTOR.matcher(arguments.get(2)).matches()
                  && bodyBytes == 32;
          case "ssh-ed25519" ->
              arguments.size() == 3
                  && bytes(arguments.get(1)) == 4
                  && bytes(arguments.get(2)) == 32
                  && bodyBytes == 32;
          case "ssh-rsa" ->
              arguments.size() == 2 && bytes(arguments.get(1)) == 4 && bodyBytes >= 128;
          case "mlkem768x25519" ->
              arguments.size() == 2 && bytes(arguments.get(1)) == 1120 && bodyBytes == 32;
          // Plug-ins bring their own types, and writers add meaningless ones on purpose.
          default -> isGrease(arguments) ? grease(arguments) : plugin(arguments);
        };
    if (!right) {
      throw new Halt.Broken("a recipient in its header has the wrong parts for its type");
    }
  }

  /** Keys, numbers and names, and few of them: no room for a sentence. */
  private static boolean plugin(List<String> arguments) {
    return arguments.size() <= 4
        && arguments.stream().allMatch(argument -> PLUGIN_ARGUMENT.matcher(argument).matches());
  }

  /** Any characters, but few. */
  private static boolean grease(List<String> arguments) {
    return arguments.size() <= 6 && arguments.stream().mapToInt(String::length).sum() <= 128;
  }

  private static boolean isGrease(List<String> arguments) {
    return arguments.getFirst().endsWith("-grease");
  }

  private static void checkTogether(List<List<String>> recipients) throws Halt {
    if (recipients.stream().allMatch(AgeReading::isGrease)) {
      throw new Halt.Broken("it has no recipient");
    }
    boolean passphrase = recipients.stream().anyMatch(AgeReading::isPassphrase);
    if (passphrase && recipients.size() > 1) {
      throw new Halt.Broken("a passphrase stands beside other recipients");
    }
  }

  /** Pieces of 64 KiB and a tag; the last holds at least a byte unless there is nothing at all. */
  private static void checkPayload(long length) throws Halt {
    if (length < NONCE_BYTES + TAG_BYTES) {
      throw new Halt.CutOff("its header is all there is");
    }
    long sealed = length - NONCE_BYTES;
    long last = sealed % PIECE_BYTES;
    if (last != 0 && last <= TAG_BYTES && sealed > TAG_BYTES) {
      throw new Halt.CutOff("no age file has this length");
    }
  }

  private String label(List<List<String>> recipients) {
    if (isPassphrase(recipients.getFirst())) {
      return article + " sealed with a passphrase";
    }
    long count = recipients.stream().filter(arguments -> !isGrease(arguments)).count();
    return article + " for " + count + (count == 1 ? " recipient" : " recipients");
  }

  private static boolean isPassphrase(List<String> arguments) {
    return arguments.getFirst().equals("scrypt");
  }

  private static int bytes(String argument) throws Halt {
    return base64(argument).length;
  }

  /** Base64 without padding, in the only form that writes these bytes. */
  private static byte[] base64(String text) throws Halt {
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().withoutPadding().encodeToString(decoded).equals(text)) {
        return decoded;
      }
    } catch (IllegalArgumentException notBase64) {
      throw new Halt.Broken("its header is not written in base64");
    }
    throw new Halt.Broken("its header is not written in the one form of base64");
  }

  private String line() throws IOException, Halt {
    StringBuilder line = new StringBuilder();
    for (int value = feed.need(); value != '\n'; value = feed.need()) {
      if (line.length() == LONGEST_LINE) {
        throw new Halt.Broken("a line of its header is too long");
      }
      line.append((char) value);
    }
    return line.toString();
  }
}
