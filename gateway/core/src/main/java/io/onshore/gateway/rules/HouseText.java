package io.onshore.gateway.rules;

/**
 * House rules as their authors wrote them.
 *
 * @param name of the file, without its ending
 * @param text YAML, as the rulebook's {@code house.schema.json} says
 */
public record HouseText(String name, String text, Mode mode) {
  /** Whether they count. */
  public enum Mode {
    /** What they find counts. */
    ENFORCED,
    /** What they would find is shown beside each decision, and changes none. */
    ON_TRIAL
  }
}
