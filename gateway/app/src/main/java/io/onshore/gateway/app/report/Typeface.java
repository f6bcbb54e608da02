package io.onshore.gateway.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * One font of a document, embedded. A character that it does not have is shown as a replacement
 * character, so that no name makes a document impossible. Used by one thread.
 */
final class Typeface {
  private static final String REPLACEMENT = "\uFFFD";

  private final PDFont font;
  private final CmapLookup glyphs;

  private Typeface(PDFont font, CmapLookup glyphs) {
    this.font = font;
    this.glyphs = glyphs;
  }

  /** Embeds a font of this module. */
  static Typeface of(PDDocument document, String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Typeface.class.getResourceAsStream("/fonts/" + file), file)) {
      TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(in));
      // Ligatures would be found by no search.
      parsed.setEnableGsub(false);
      return new Typeface(PDType0Font.load(document, parsed, true), parsed.getUnicodeCmapLookup());
    }
  }

  PDFont font() {
    return font;
  }

  /** The text as it can be shown: on one line, each character one that the font has. */
  String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isWhitespace(point) || Character.isISOControl(point)) {
                shown.append(' ');
              } else if (glyphs.getGlyphId(point) == 0) {
                shown.append(REPLACEMENT);
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString().strip();
  }

  /** How wide a text is that {@link #shown} made. */
  float width(String shown, float size) {
    try {
      return font.getStringWidth(shown) / 1000 * size;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The text in lines of at most this width; a word that is wider by itself is broken. */
  List<String> lines(String text, float size, float width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : shown(paragraph).split(" +", -1)) {
        String rest = word;
        if (!line.isEmpty() && width(line + " " + rest, size) > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        while (line.isEmpty() && width(rest, size) > width) {
          int fits = fitting(rest, size, width);
          lines.add(rest.substring(0, fits));
          rest = rest.substring(fits);
        }
        line.append(line.isEmpty() ? "" : " ").append(rest);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** How much of a word fits; after a hyphen or a slash if there is one. */
  private int fitting(String word, float size, float width) {
    int fits = word.offsetByCodePoints(0, 1);
    while (fits < word.length()) {
      int next = word.offsetByCodePoints(fits, 1);
      if (width(word.substring(0, next), size) > width) {
        int seam = Math.max(word.lastIndexOf('-', fits - 1), word.lastIndexOf('/', fits - 1)) + 1;
        return seam > 0 ? seam : fits;
      }
      fits = next;
    }
    return fits;
  }
}
