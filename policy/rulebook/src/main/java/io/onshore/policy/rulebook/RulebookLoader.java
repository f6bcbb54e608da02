package io.onshore.policy.rulebook;

import io.onshore.policy.Condition;
import io.onshore.policy.HouseRules;
import io.onshore.policy.Rulebook;
import io.onshore.policy.rulebook.Schemas.Shape;
import io.onshore.policy.rulebook.ShippedFiles.NamedText;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads rule packs. All or nothing: one bad pack and no rulebook, because a missing pack would
 * allow what it forbids. Loading takes about a second; the result is meant to be kept.
 */
public final class RulebookLoader {
  /** The house file that comes with this module; off unless a practice turns it on. */
  public static final String NO_FOREIGN_ACCESS = "no-foreign-access";

  private RulebookLoader() {}

  /**
   * The rulebook that comes with this module. Not legal advice.
   *
   * @throws RulebookRefused if the module was built with bad packs
   */
  public static Rulebook shipped() {
    return of(shippedTexts());
  }

  /**
   * The rulebook of a folder: every {@code *.yaml} in it is a pack.
   *
   * @throws RulebookRefused with everything that is wrong in any pack, or if there is none
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static Rulebook load(Path folder) {
    return of(texts(folder));
  }

  /** The text of each pack that comes with this module, by the pack's name, in their order. */
  public static Map<String, String> shippedTexts() {
    return TextFiles.byName(ShippedFiles.packs());
  }

  /**
   * The text of each pack of a folder, by the pack's name: the file's without {@code .yaml}. What
   * {@link #of} needs to make the same rulebook again once the folder has changed.
   *
   * @throws RulebookRefused if there is none, or one is not UTF-8
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static Map<String, String> texts(Path folder) {
    return TextFiles.byName(TextFiles.of(folder, "pack"));
  }

  /**
   * The rulebook of packs that are in no folder, such as drafts.
   *
   * @param texts the text of each pack by the pack's name, such as {@code AU}; their order does not
   *     matter
   * @throws RulebookRefused with everything that is wrong in any pack, or if there is none
   */
  public static Rulebook of(Map<String, String> texts) {
    return rulebook(TextFiles.named(texts));
  }

  /**
   * The shipped house rules of that name, such as {@link #NO_FOREIGN_ACCESS}. They count once
   * {@link Rulebook#tightenedBy} has put them on top.
   *
   * @throws RulebookRefused if they do not fit the rulebook
   * @throws IllegalStateException if there are none of that name
   */
  public static HouseRules shippedHouse(Rulebook rulebook, String name) {
    return houseOf(rulebook, name + ".yaml", shippedHouseText(name));
  }

  /**
   * The text of the shipped house rules of that name.
   *
   * @throws IllegalStateException if there are none of that name
   */
  public static String shippedHouseText(String name) {
    return ShippedFiles.text("house/" + name + ".yaml");
  }

  /**
   * The house rules of a file.
   *
   * @throws RulebookRefused with everything that is wrong, or does not fit the rulebook
   * @throws UncheckedIOException if the file cannot be read
   */
  public static HouseRules house(Rulebook rulebook, Path file) {
    return house(rulebook, TextFiles.read(file));
  }

  /**
   * The house rules of a text that is in no file, such as a draft.
   *
   * @param fileName what problems call it; the name it has for itself, and {@code .yaml}
   * @throws RulebookRefused with everything that is wrong, or does not fit the rulebook
   */
  public static HouseRules houseOf(Rulebook rulebook, String fileName, String text) {
    return house(rulebook, new NamedText(fileName, text));
  }

  private static Rulebook rulebook(List<NamedText> files) {
    var problems = new ArrayList<Problem>();
    var schemas = new Schemas();
    var packs = new ArrayList<Pack>();
    for (NamedText file : files) {
      pack(file, Shape.PACK, "pack", schemas, problems).ifPresent(packs::add);
    }
    Map<String, Condition> conditions = PackChecks.ofRulebook(packs, problems);
    refuseIfAny(problems);
    return build(() -> new PackReader(conditions).rulebook(packs));
  }

  private static HouseRules house(Rulebook rulebook, NamedText file) {
    var problems = new ArrayList<Problem>();
    Optional<Pack> house = pack(file, Shape.HOUSE, "house", new Schemas(), problems);
    if (house.isEmpty()) {
      throw new RulebookRefused(problems);
    }
    Map<String, Condition> conditions = PackChecks.ofHouse(house.get(), rulebook, problems);
    refuseIfAny(problems);
    return build(() -> new PackReader(conditions).house(house.get()));
  }

  /** The file, if it can be read at all; what is wrong with its shape is added to the problems. */
  static Optional<Pack> pack(
      NamedText file, Shape shape, String nameField, Schemas schemas, List<Problem> problems) {
    Optional<Tree.Fields> root = YamlReader.read(file.name(), file.text(), problems);
    root.ifPresent(
        tree -> {
          schemas.check(shape, file.name(), tree, problems);
          tree.text(nameField)
              .filter(name -> !file.name().equals(name.value() + ".yaml"))
              .ifPresent(
                  name ->
                      problems.add(
                          new Problem(
                              file.name(),
                              name.line(),
                              Optional.empty(),
                              "the file calls itself `" + name.value() + "`",
                              Optional.empty())));
        });
    return root.map(tree -> new Pack(file.name(), tree));
  }

  private static void refuseIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new RulebookRefused(problems);
    }
  }

  /** What only the whole can show, such as a jurisdiction that is its own ancestor. */
  private static <T> T build(Supplier<T> builder) {
    try {
      return builder.get();
    } catch (IllegalArgumentException e) {
      throw new RulebookRefused(
          List.of(
              new Problem(
                  "rulebook",
                  1,
                  Optional.empty(),
                  String.valueOf(e.getMessage()),
                  Optional.empty())));
    }
  }
}
