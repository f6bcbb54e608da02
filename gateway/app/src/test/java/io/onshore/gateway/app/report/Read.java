package io.onshore.gateway.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * A document, read back.
 *
 * @param text of all pages, on one line
 * @param about its metadata
 */
record Read(String text, int pages, String about) {

  /** Reads it, and finds every letter on its page and in no other's place. */
  static Read of(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<TextPosition> letters = new ArrayList<>();
      PDFTextStripper stripper =
          new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition letter) {
              letters.add(letter);
              super.processTextPosition(letter);
            }
          };
      String text = stripper.getText(document);
      assertThat(letters)
          .isNotEmpty()
          .allSatisfy(
              letter -> {
                assertThat(letter.getX()).isGreaterThan(50);
                assertThat(letter.getX() + letter.getWidth())
                    .isLessThan(PDRectangle.A4.getWidth() - 50);
                assertThat(letter.getY()).isBetween(40f, PDRectangle.A4.getHeight() - 30);
              });
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      return new Read(
          text.replaceAll("\\s+", " "),
          document.getNumberOfPages(),
          document.getDocumentInformation().getCOSObject().toString()
              + new String(
                  document.getDocumentCatalog().getMetadata().toByteArray(),
                  StandardCharsets.UTF_8));
    }
  }
}
