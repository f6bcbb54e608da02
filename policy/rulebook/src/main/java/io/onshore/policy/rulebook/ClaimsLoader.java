package io.onshore.policy.rulebook;

import io.onshore.policy.claim.Claims;
import io.onshore.policy.rulebook.Schemas.Shape;
import io.onshore.policy.rulebook.ShippedFiles.NamedText;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the dataset of what is publicly said of where providers keep data, one file for each
 * provider. All or nothing: half a dataset would let a claim stand without the one that contradicts
 * it.
 */
public final class ClaimsLoader {
  private ClaimsLoader() {}

  /**
   * The dataset that comes with this module. Facts as read on {@link Claims#asOf}, not advice.
   *
   * @throws RulebookRefused if the module was built with a bad dataset
   */
  public static Claims shipped() {
    return of(shippedTexts());
  }

  /** The text about each provider that comes with this module, by the provider's name. */
  public static Map<String, String> shippedTexts() {
    return TextFiles.byName(ShippedFiles.claims());
  }

  /**
   * The text about each provider of a folder, by the file's name without {@code .yaml}.
   *
   * @throws RulebookRefused if there is none, or one is not UTF-8
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static Map<String, String> texts(Path folder) {
    return TextFiles.byName(TextFiles.of(folder, "claims file"));
  }

  /**
   * The dataset of a folder: every {@code *.yaml} in it is about one provider.
   *
   * @throws RulebookRefused with everything that is wrong in any file, or if there is none
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static Claims load(Path folder) {
    return of(texts(folder));
  }

  /**
   * The dataset of texts that are in no folder.
   *
   * @param texts the YAML about each provider by the provider's name, such as {@code google-drive}
   * @throws RulebookRefused with everything that is wrong in any text, or if there is none
   */
  public static Claims of(Map<String, String> texts) {
    var problems = new ArrayList<Problem>();
    var schemas = new Schemas();
    var files = new ArrayList<Pack>();
    for (NamedText text : TextFiles.named(texts)) {
      RulebookLoader.pack(text, Shape.CLAIMS, "provider", schemas, problems).ifPresent(files::add);
    }
    if (texts.isEmpty()) {
      problems.add(
          new Problem(
              "claims", 1, Optional.empty(), "there is no file of claims", Optional.empty()));
    }
    ClaimsChecks.check(List.copyOf(files), problems);
    if (!problems.isEmpty()) {
      throw new RulebookRefused(problems);
    }
    return ClaimsReader.claims(files);
  }
}
