package io.onshore.gateway.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line for whoever was handed something by a gateway: says whether it holds and what it
 * states. Reads files only, and asks nobody.
 */
public final class VerifyCommand {
  /** It holds. */
  public static final int VALID = 0;

  /** It does not hold; the text says why. */
  public static final int NOT_VALID = 1;

  /** A file could not be read. */
  public static final int UNREADABLE = 2;

  /** The command was not understood. */
  public static final int USAGE = 64;

  private static final String HELP =
      """
      usage: onshore-verify receipt --keys JWKS RECEIPT [--file FILE]
               does the receipt hold, what does it state, and is FILE what it is about?
             onshore-verify audit --keys JWKS EXPORT [--head HEAD]...
               is the exported audit trail (JSON Lines) as it was written?

      JWKS is what the gateway publishes at /.well-known/jwks.json: fetch it from there yourself.
      HEAD is a signed head that was put aside before; the trail has to reach and contain it.
      exit codes: 0 valid, 1 not valid, 2 a file cannot be read, 64 not understood\
      """;

  private static final Set<String> OPTIONS = Set.of("--keys", "--file", "--head");

  private final PrintStream out;
  private final PrintStream err;

  VerifyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // The JWS library brings a logging facade, which would complain that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(new VerifyCommand(out, err).run(List.of(arguments)));
  }

  /** What was asked for. */
  private record Asked(
      String what, Path keys, Path subject, Optional<Path> file, List<Path> heads) {
    static Optional<Asked> of(List<String> words) {
      List<Path> subjects = new ArrayList<>();
      List<Path> keys = new ArrayList<>();
      List<Path> files = new ArrayList<>();
      List<Path> heads = new ArrayList<>();
      Iterator<String> rest = words.subList(1, words.size()).iterator();
      while (rest.hasNext()) {
        String word = rest.next();
        List<Path> list =
            switch (word) {
              case "--keys" -> keys;
              case "--file" -> files;
              case "--head" -> heads;
              default -> subjects;
            };
        boolean named = OPTIONS.contains(word);
        if (named ? !rest.hasNext() : word.startsWith("-")) {
          return Optional.empty();
        }
        list.add(Path.of(named ? rest.next() : word));
      }
      return keys.size() == 1 && subjects.size() == 1 && files.size() <= 1
          ? Optional.of(
              new Asked(
                  words.getFirst(),
                  keys.getFirst(),
                  subjects.getFirst(),
                  files.stream().findFirst(),
                  heads))
          : Optional.empty();
    }
  }

  /** Runs the command; gives the exit code. */
  int run(List<String> words) {
    Optional<Asked> asked = words.isEmpty() ? Optional.empty() : Asked.of(words);
    if (asked.isEmpty()) {
      return usage();
    }
    try {
      return switch (asked.get().what()) {
        case "receipt" -> asked.get().heads().isEmpty() ? receipt(asked.get()) : usage();
        case "audit" -> asked.get().file().isEmpty() ? audit(asked.get()) : usage();
        default -> usage();
      };
    } catch (NotValid wrong) {
      err.println("NOT VALID: " + wrong.text());
      return NOT_VALID;
    } catch (IOException unreadable) {
      err.println(PlainText.printable("cannot be read: " + unreadable.getMessage()));
      return UNREADABLE;
    }
  }

  private int usage() {
    err.println(HELP);
    return USAGE;
  }

  private static String text(Path file) throws IOException {
    // Not strictly decoded: what is no text is found to be nothing that a gateway hands out.
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private int receipt(Asked asked) throws NotValid, IOException {
    PublishedKeys keys = PublishedKeys.read(text(asked.keys()));
    JsonText receipt = ReceiptCheck.receipt(text(asked.subject()).strip(), keys);
    if (asked.file().isPresent()) {
      ReceiptCheck.file(asked.file().get(), receipt);
    }
    out.println("VALID: one of these keys signed that");
    out.println();
    out.print(PlainText.of(receipt.values()));
    if (asked.file().isPresent()) {
      out.println();
      out.println("the file is the one of the receipt: same size, same SHA-256");
    }
    return VALID;
  }

  private int audit(Asked asked) throws NotValid, IOException {
    PublishedKeys keys = PublishedKeys.read(text(asked.keys()));
    List<String> heads = new ArrayList<>();
    for (Path head : asked.heads()) {
      heads.add(text(head).strip());
    }
    AuditCheck.Found found = new AuditCheck(asked.subject(), keys).check(heads);
    out.println("VALID: " + found.text());
    return VALID;
  }
}
