package io.onshore.policy.rulebook;

import io.onshore.policy.Rulebook;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.claim.Offer;
import io.onshore.policy.claim.PublishedClaim;
import io.onshore.policy.rulebook.ShippedFiles.NamedText;
import io.onshore.policy.rulebook.WorkedCase.Difference;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The command line for people who keep the rules and the claims: checks packs, tests them by worked
 * cases, and checks the dataset of claims, without a gateway.
 */
public final class PolicyCommand {
  /** Everything is as it should be. */
  public static final int GOOD = 0;

  /** A case came out differently. */
  public static final int CASES_FAILED = 1;

  /** A file was refused, or could not be read or written. */
  public static final int REFUSED = 2;

  /** The command was not understood. */
  public static final int USAGE = 64;

  private static final String HELP =
      """
      usage: policy check PACKDIR              is every pack in the folder good?
             policy test PACKDIR CASES...      do the packs decide the cases as expected?
             policy export PACKDIR             put a copy of the shipped packs into a new folder
             policy claims CLAIMDIR            is the dataset good, and what is in it?

      PACKDIR and CLAIMDIR `shipped` mean the files that come with the program.
      exit codes: 0 good, 1 a case came out differently, 2 refused, 64 not understood""";

  private final PrintStream out;
  private final PrintStream err;

  PolicyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(new PolicyCommand(out, err).run(arguments));
  }

  /** Runs the command; gives the exit code. */
  int run(String... arguments) {
    try {
      List<String> words = List.of(arguments);
      return switch (words.isEmpty() ? "" : words.getFirst()) {
        case "check" -> words.size() == 2 ? check(words.get(1)) : usage();
        case "test" ->
            words.size() > 2 ? test(words.get(1), words.subList(2, words.size())) : usage();
        case "claims" -> words.size() == 2 ? claims(words.get(1)) : usage();
        case "export" -> words.size() == 2 ? export(Path.of(words.get(1))) : usage();
        default -> usage();
      };
    } catch (RulebookRefused e) {
      err.println(e.getMessage());
      err.println(count(e.problems().size(), "problem"));
      return REFUSED;
    } catch (UncheckedIOException | IOException e) {
      err.println("cannot read or write: " + e.getMessage());
      return REFUSED;
    }
  }

  private int usage() {
    err.println(HELP);
    return USAGE;
  }

  private int check(String packs) {
    Rulebook rulebook = load(packs);
    out.printf(
        "good: %s for %s, version %s%ndigest %s%n",
        count(rulebook.rules().size(), "rule"),
        count(rulebook.jurisdictions().size(), "jurisdiction"),
        rulebook.version(),
        rulebook.digest());
    return GOOD;
  }

  private int test(String packs, List<String> files) {
    Rulebook rulebook = load(packs);
    var cases = new ArrayList<WorkedCase>();
    for (String file : files) {
      cases.addAll(WorkedCases.read(Path.of(file)));
    }
    List<Difference> differences =
        cases.stream().map(one -> one.differenceUnder(rulebook)).flatMap(Optional::stream).toList();
    if (!differences.isEmpty()) {
      out.print(DifferenceTable.of(differences));
    }
    out.printf(
        "%d of %s as expected, rulebook %s%n",
        cases.size() - differences.size(), count(cases.size(), "case"), rulebook.version());
    return differences.isEmpty() ? GOOD : CASES_FAILED;
  }

  private int claims(String folder) {
    Claims claims =
        folder.equals("shipped") ? ClaimsLoader.shipped() : ClaimsLoader.load(Path.of(folder));
    out.printf(
        "good: %s, version %s, as of %s%n",
        count(claims.offers().size(), "offer"), claims.version(), claims.asOf());
    Map<String, List<Offer>> byProvider =
        claims.offers().stream()
            .collect(
                Collectors.groupingBy(Offer::provider, LinkedHashMap::new, Collectors.toList()));
    byProvider.forEach(
        (provider, offers) -> {
          Set<PublishedClaim> said =
              offers.stream().flatMap(offer -> offer.claims().stream()).collect(Collectors.toSet());
          long superseded = said.stream().filter(PublishedClaim::superseded).count();
          out.printf(
              "  %-12s %s, %s, of which %d superseded%n",
              provider, count(offers.size(), "offer"), count(said.size(), "claim"), superseded);
        });
    out.println("digest " + claims.digest());
    return GOOD;
  }

  private int export(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (NamedText pack : ShippedFiles.packs()) {
      Files.writeString(folder.resolve(pack.name()), pack.text(), StandardOpenOption.CREATE_NEW);
    }
    out.println(count(ShippedFiles.PACKS.size(), "pack") + " in " + folder);
    return GOOD;
  }

  private static Rulebook load(String packs) {
    return packs.equals("shipped") ? RulebookLoader.shipped() : RulebookLoader.load(Path.of(packs));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
