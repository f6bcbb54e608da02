package io.onshore.gateway.store.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Texts as versions of the store wrote them. They never change. */
public final class Golden {
  private Golden() {}

  /**
   * The text in a file.
   *
   * @param name such as {@code decision-v1.json}
   */
  public static String text(String name) {
    try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
