package io.onshore.connector.toolkit.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSlicesTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("spool"), "0123456789");
  }

  @ParameterizedTest
  @CsvSource({"0,10,0123456789", "0,0,''", "3,4,3456", "9,1,9", "10,0,''", "8,5,89", "20,1,''"})
  void givesTheRegionAndEndsWithTheFile(long offset, long length, String expected)
      throws IOException {
    try (InputStream in = FileSlices.source(file, offset, length).open()) {
      assertThat(text(in)).isEqualTo(expected);
    }
  }

  @Test
  void eachOpeningStartsAnewAndDoesNotDisturbOthers() throws IOException {
    Source source = FileSlices.source(file, 2, 5);
    try (InputStream first = source.open();
        InputStream second = source.open()) {
      assertThat(first.read()).isEqualTo('2');
      assertThat(second.skip(3)).isEqualTo(3);
      assertThat(text(second)).isEqualTo("56");
      assertThat(second.skip(3)).isZero();
      assertThat(text(first)).isEqualTo("3456");
    }
  }

  @Test
  void aPartOfAFileIsItsSpan() throws IOException {
    try (InputStream in = FileSlices.part(file, new Span(4, 3)).source().open()) {
      assertThat(text(in)).isEqualTo("456");
    }
  }

  @Test
  void aMissingFileFailsWhenOpened() {
    assertThatThrownBy(() -> FileSlices.source(folder.resolve("none"), 0, 1).open())
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void exactLengthGivesExactlyWhatWasPromised() throws IOException {
    try (InputStream in = exact("abc", 3)) {
      assertThat(text(in)).isEqualTo("abc");
      assertThat(in.read()).isEqualTo(-1);
    }
    try (InputStream in = exact("", 0)) {
      assertThat(in.read()).isEqualTo(-1);
    }
    try (InputStream in = exact("abc", 3)) {
      assertThat(in.skip(2)).isEqualTo(2);
      assertThat(in.read()).isEqualTo('c');
    }
  }

  @Test
  void exactLengthFailsOnAShortSource() throws IOException {
    try (InputStream in = exact("ab", 3)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void exactLengthFailsOnALongSourceBeforeItsLastByte() throws IOException {
    try (InputStream in = exact("abcd", 3)) {
      assertThat(in.read()).isEqualTo('a');
      assertThat(in.read()).isEqualTo('b');
      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }
    try (InputStream in = exact("a", 0)) {
      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void exactLengthIsNeverRewound() throws IOException {
    try (InputStream in = exact("abc", 3)) {
      in.mark(10);
      assertThat(in.markSupported()).isFalse();
      assertThatThrownBy(in::reset).isInstanceOf(IOException.class);
    }
  }

  private static InputStream exact(String content, long length) {
    return new ExactLength(
        new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII)), length);
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
  }
}
