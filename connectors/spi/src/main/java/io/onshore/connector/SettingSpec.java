package io.onshore.connector;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One setting of a connection, as data: the form, the set-up file, redaction and documentation all
 * come from it.
 *
 * @param name kebab-case, stable
 * @param help what it is and where the admin finds it; one or two sentences
 * @param secret whether the value must never be shown or logged
 * @param fallback the value when none is given; never for a secret
 * @param operators whether only who runs the gateway may fill it in, because it says where on the
 *     network or on the disk the gateway goes
 */
public record SettingSpec(
    String name,
    String help,
    boolean required,
    boolean secret,
    Optional<String> fallback,
    boolean operators) {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * @throws IllegalArgumentException if the name is not kebab-case, the help is blank, or a secret
   *     or required setting has a fallback
   */
  public SettingSpec {
    if (!GRAMMAR.matcher(name).matches()) {
      throw new IllegalArgumentException("a setting's name is kebab-case");
    }
    if (help.isBlank()) {
      throw new IllegalArgumentException("setting `" + name + "` has no help");
    }
    if (fallback.isPresent() && (required || secret)) {
      throw new IllegalArgumentException(
          "setting `" + name + "` is required or secret and so has no fallback");
    }
  }

  /** A setting that any admin may fill in. */
  public SettingSpec(
      String name, String help, boolean required, boolean secret, Optional<String> fallback) {
    this(name, help, required, secret, fallback, false);
  }

  /** The same setting, for who runs the gateway to fill in and nobody else. */
  public SettingSpec ofOperator() {
    return new SettingSpec(name, help, required, secret, fallback, true);
  }

  /** A setting without which the connection cannot be opened. */
  public static SettingSpec required(String name, String help) {
    return new SettingSpec(name, help, true, false, Optional.empty());
  }

  /** A required setting that is never shown. */
  public static SettingSpec secret(String name, String help) {
    return new SettingSpec(name, help, true, true, Optional.empty());
  }

  /** A setting that may be left out and then has this value. */
  public static SettingSpec optional(String name, String help, String fallback) {
    return new SettingSpec(name, help, false, false, Optional.of(fallback));
  }

  /** A setting that may be left out. */
  public static SettingSpec optional(String name, String help) {
    return new SettingSpec(name, help, false, false, Optional.empty());
  }
}
