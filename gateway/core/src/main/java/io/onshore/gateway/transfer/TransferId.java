package io.onshore.gateway.transfer;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.connector.ObjectName;
import java.util.Locale;
import java.util.regex.Pattern;

/** The opaque id of a transfer: {@code trf_} and 26 characters that sort by time. */
public record TransferId(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("trf_[0-9a-z]{26}");

  /**
   * @throws IllegalArgumentException if the id breaks the grammar
   */
  public TransferId {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException("a transfer id is `trf_` and 26 letters or digits");
    }
  }

  /** A new id. */
  public static TransferId fresh() {
    return new TransferId("trf_" + UlidCreator.getMonotonicUlid().toLowerCase());
  }

  /** Whether this text could be an id. */
  public static boolean isValid(String text) {
    return GRAMMAR.matcher(text).matches();
  }

  /**
   * The object's name at the provider: ours, opaque, with a suffix that makes no provider look
   * inside.
   */
  public ObjectName objectName() {
    return new ObjectName(value.substring("trf_".length()).toUpperCase(Locale.ROOT) + ".sealed");
  }

  @Override
  public String toString() {
    return value;
  }
}
