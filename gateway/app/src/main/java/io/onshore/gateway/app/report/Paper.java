package io.onshore.gateway.app.report;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Lays headings, sentences, tables and bars on A4 pages from top to bottom, each tagged for who
 * hears the document instead of seeing it. The same input gives the same bytes. Used by one thread.
 */
final class Paper implements AutoCloseable {
  private static final float LEFT = 56;
  private static final float RIGHT = PDRectangle.A4.getWidth() - 56;
  private static final float TOP = PDRectangle.A4.getHeight() - 76;
  private static final float BOTTOM = 68;
  private static final float PAD = 4;

  private static final Color INK = new Color(0x1F2933);
  private static final Color GREY = new Color(0x52606D);
  private static final Color RULE = new Color(0xCBD2D9);
  private static final Color SHADE = new Color(0xF1F4F7);
  private static final Color ACCENT = new Color(0x0B4F6C);
  private static final Color ALARM = new Color(0x9B1C1C);

  /** From calm to grave, each also of another lightness. */
  private static final List<Color> BARS =
      List.of(
          new Color(0x2A7F62),
          new Color(0x9BC8B4),
          new Color(0xE9B44C),
          new Color(0xB5651D),
          new Color(0x6B1D1D));

  private final PDDocument document = new PDDocument();
  private final Front front;
  private final Typeface regular;
  private final Typeface strong;
  private final PDStructureElement body;
  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final List<COSArray> parents = new ArrayList<>();
  private PDPage page = new PDPage();
  private PDPageContentStream content;
  private float y;

  /**
   * What stands on every page.
   *
   * @param title of the document
   * @param practice its name
   * @param madeBy for people to read
   */
  record Front(String title, String practice, Instant madeAt, String madeBy) {}

  /**
   * A column of a table.
   *
   * @param weight how wide, beside the others
   * @param number whether its cells stand at the right
   */
  record Column(String head, float weight, boolean number) {
    static Column text(String head, float weight) {
      return new Column(head, weight, false);
    }

    static Column number(String head, float weight) {
      return new Column(head, weight, true);
    }
  }

  /** A bar: its name, and how much of each kind. */
  record Bar(String name, List<Long> parts) {
    Bar {
      parts = List.copyOf(parts);
    }

    private long sum() {
      return parts.stream().mapToLong(Long::longValue).sum();
    }
  }

  private record Style(Typeface face, float size, Color color, float lead) {}

  Paper(Front front) throws IOException {
    this.front = front;
    document.setDocumentId(front.madeAt().toEpochMilli());
    regular = Typeface.of(document, "NotoSans-Regular.ttf");
    strong = Typeface.of(document, "NotoSans-SemiBold.ttf");
    root.setRoleMap(Map.of());
    document.getDocumentCatalog().setStructureTreeRoot(root);
    body = child(root, "Document");
    content = turn();
    text(child(body, "H1"), front.title(), new Style(strong, 20, ACCENT, 27), LEFT, RIGHT - LEFT);
    text(child(body, "P"), front.practice(), new Style(regular, 12, INK, 18), LEFT, RIGHT - LEFT);
    y -= 6;
  }

  private static PDStructureElement child(PDStructureNode parent, String kind) {
    PDStructureElement element = new PDStructureElement(kind, parent);
    parent.appendKid(element);
    return element;
  }

  private PDPageContentStream turn() throws IOException {
    page = new PDPage(PDRectangle.A4);
    page.setStructParents(parents.size());
    page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
    parents.add(new COSArray());
    document.addPage(page);
    y = TOP;
    return new PDPageContentStream(document, page);
  }

  private void room(float height) throws IOException {
    if (y - height < BOTTOM) {
      content.close();
      content = turn();
    }
  }

  /** Draws what belongs to an element of the structure. */
  private void tagged(PDStructureElement element, Drawing drawing) throws IOException {
    COSArray ofPage = parents.getLast();
    int number = ofPage.size();
    content.beginMarkedContent(COSName.getPDFName(element.getStructureType()), number);
    drawing.draw();
    content.endMarkedContent();
    PDMarkedContentReference reference = new PDMarkedContentReference();
    reference.setPage(page);
    reference.setMCID(number);
    element.appendKid(reference);
    ofPage.add(element);
  }

  /** Draws what is there for the eye only. */
  private void ornament(Drawing drawing) throws IOException {
    content.beginMarkedContent(COSName.ARTIFACT);
    drawing.draw();
    content.endMarkedContent();
  }

  @FunctionalInterface
  private interface Drawing {
    void draw() throws IOException;
  }

  private void line(String shown, Style style, float x, float base) throws IOException {
    content.beginText();
    content.setFont(style.face().font(), style.size());
    content.setNonStrokingColor(style.color());
    content.newLineAtOffset(x, base);
    content.showText(shown);
    content.endText();
  }

  private void box(Color color, float x, float base, float width, float height) throws IOException {
    content.setNonStrokingColor(color);
    content.addRect(x, base, width, height);
    content.fill();
  }

  private void text(PDStructureElement element, String text, Style style, float x, float width)
      throws IOException {
    for (String each : style.face().lines(text, style.size(), width)) {
      room(style.lead());
      y -= style.lead();
      float base = y + (style.lead() - style.size()) / 2 + 1;
      tagged(element, () -> line(each, style, x, base));
    }
  }

  /** A heading; what follows it begins on the same page. */
  void section(String title) throws IOException {
    room(150);
    y -= 14;
    text(child(body, "H2"), title, new Style(strong, 12.5f, ACCENT, 19), LEFT, RIGHT - LEFT);
    y -= 1;
  }

  /** A smaller heading. */
  void part(String title) throws IOException {
    room(90);
    y -= 6;
    text(child(body, "H3"), title, new Style(strong, 10, INK, 15), LEFT, RIGHT - LEFT);
  }

  /** Sentences. */
  void say(String text) throws IOException {
    text(child(body, "P"), text, new Style(regular, 9.5f, INK, 14), LEFT, RIGHT - LEFT);
    y -= 4;
  }

  /** Sentences of less weight. */
  void note(String text) throws IOException {
    text(child(body, "P"), text, new Style(regular, 8, GREY, 11.5f), LEFT, RIGHT - LEFT);
    y -= 4;
  }

  /** A sentence that nobody may overlook. */
  void alarm(String text) throws IOException {
    Style style = new Style(strong, 10, ALARM, 15);
    float height = strong.lines(text, style.size(), RIGHT - LEFT - 20).size() * style.lead() + 10;
    room(height + 6);
    float foot = y - height;
    ornament(
        () -> {
          box(new Color(0xFDECEC), LEFT, foot, RIGHT - LEFT, height);
          box(ALARM, LEFT, foot, 4, height);
        });
    y -= 5;
    text(child(body, "P"), text, style, LEFT + 14, RIGHT - LEFT - 20);
    y = foot - 8;
  }

  /** A table; its head stands on each page that it reaches. Cells wrap. Without rows, nothing. */
  void table(List<Column> columns, List<List<String>> rows) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    Grid grid = new Grid(columns, child(body, "Table"));
    room(70);
    grid.head();
    for (List<String> row : rows) {
      grid.row(row);
    }
    y -= 10;
  }

  /** Names and values, as a table without a head. */
  void facts(List<Map.Entry<String, String>> facts) throws IOException {
    Grid grid = new Grid(List.of(Column.text("", 1), Column.text("", 3.2f)), child(body, "Table"));
    for (Map.Entry<String, String> fact : facts) {
      grid.row(List.of(fact.getKey(), fact.getValue()));
    }
    y -= 10;
  }

  private final class Grid {
    private final List<Column> columns;
    private final PDStructureElement table;
    private final float unit;
    private final Style head = new Style(strong, 8, INK, 11.5f);
    private final Style cell = new Style(regular, 8.5f, INK, 12);
    private final boolean headed;

    Grid(List<Column> columns, PDStructureElement table) {
      this.columns = columns;
      this.table = table;
      this.headed = columns.stream().anyMatch(each -> !each.head().isEmpty());
      double sum = columns.stream().mapToDouble(Column::weight).sum();
      this.unit = (float) ((RIGHT - LEFT) / sum);
    }

    private List<List<String>> wrapped(List<String> row, Style style) {
      List<List<String>> cells = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Style own = style(i, style);
        cells.add(
            own.face().lines(row.get(i), own.size(), columns.get(i).weight() * unit - 2 * PAD));
      }
      return cells;
    }

    private Style style(int column, Style style) {
      return !headed && column == 0 ? new Style(strong, 8.5f, INK, style.lead()) : style;
    }

    void head() throws IOException {
      List<List<String>> cells = wrapped(columns.stream().map(Column::head).toList(), head);
      float height = height(cells, head);
      float foot = y - height;
      ornament(() -> box(SHADE, LEFT, foot, RIGHT - LEFT, height));
      PDStructureElement row = child(table, "TR");
      List<PDStructureElement> elements = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        elements.add(titled(child(row, "TH"), PDTableAttributeObject.SCOPE_COLUMN));
      }
      draw(cells, elements, head, 0, Integer.MAX_VALUE);
    }

    private static PDStructureElement titled(PDStructureElement element, String scope) {
      PDTableAttributeObject attribute = new PDTableAttributeObject();
      attribute.setScope(scope);
      element.addAttribute(attribute);
      return element;
    }

    private float height(List<List<String>> cells, Style style) {
      return most(cells) * style.lead() + 2 * PAD;
    }

    private static int most(List<List<String>> cells) {
      return cells.stream().mapToInt(List::size).max().orElse(1);
    }

    void row(List<String> row) throws IOException {
      List<List<String>> cells = wrapped(row, cell);
      if (y - height(cells, cell) < BOTTOM && height(cells, cell) < (TOP - BOTTOM) / 2) {
        next();
      }
      PDStructureElement element = child(table, "TR");
      List<PDStructureElement> elements = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        elements.add(
            !headed && i == 0
                ? titled(child(element, "TH"), PDTableAttributeObject.SCOPE_ROW)
                : child(element, "TD"));
      }
      int drawn = 0;
      while (drawn < most(cells)) {
        int fits = (int) ((y - BOTTOM - 2 * PAD) / cell.lead());
        if (fits < 1) {
          next();
        } else {
          draw(cells, elements, cell, drawn, fits);
          drawn += fits;
        }
      }
    }

    private void next() throws IOException {
      content.close();
      content = turn();
      if (headed) {
        head();
      }
    }

    /** Draws some lines of a row, and a rule under them. */
    private void draw(
        List<List<String>> cells,
        List<PDStructureElement> elements,
        Style style,
        int from,
        int atMost)
        throws IOException {
      float top = y - PAD;
      float x = LEFT;
      int lines = Math.min(atMost, most(cells) - from);
      for (int i = 0; i < cells.size(); i++) {
        float width = columns.get(i).weight() * unit;
        Style own = style(i, style);
        for (int k = from; k < Math.min(from + lines, cells.get(i).size()); k++) {
          String shown = cells.get(i).get(k);
          float left =
              columns.get(i).number()
                  ? x + width - PAD - own.face().width(shown, own.size())
                  : x + PAD;
          float base = top - (k - from + 1) * own.lead() + (own.lead() - own.size()) / 2 + 1;
          if (!shown.isEmpty()) {
            tagged(elements.get(i), () -> line(shown, own, left, base));
          }
        }
        x += width;
      }
      y -= lines * style.lead() + 2 * PAD;
      float foot = y;
      ornament(() -> box(RULE, LEFT, foot, RIGHT - LEFT, 0.5f));
    }
  }

  /**
   * Stacked bars, one under the other, with what the colours mean. The same stands in a table.
   *
   * @param spoken what the picture says, for who hears it
   */
  void bars(List<String> kinds, List<Bar> bars, String spoken) throws IOException {
    long most = Math.max(1, bars.stream().mapToLong(Bar::sum).max().orElse(1));
    room(bars.size() * 17 + 30);
    PDStructureElement figure = child(body, "Figure");
    figure.setAlternateDescription(spoken);
    Style label = new Style(regular, 8, INK, 12);
    float start = LEFT + 92;
    float wide = RIGHT - 40 - start;
    tagged(
        figure,
        () -> {
          float x = start;
          for (int i = 0; i < kinds.size(); i++) {
            box(BARS.get(i % BARS.size()), x, y - 10, 8, 8);
            line(kinds.get(i), label, x + 11, y - 9);
            x += 11 + regular.width(kinds.get(i), label.size()) + 14;
          }
          y -= 20;
          for (Bar bar : bars) {
            line(regular.shown(bar.name()), label, LEFT + PAD, y - 9);
            float from = start;
            for (int i = 0; i < bar.parts().size(); i++) {
              float length = wide * bar.parts().get(i) / most;
              box(BARS.get(i % BARS.size()), from, y - 11, length, 10);
              from += length;
            }
            line(Long.toString(bar.sum()), label, from + 5, y - 9);
            y -= 17;
          }
        });
    y -= 8;
  }

  /** The document; nothing is added afterwards. */
  byte[] finished() throws IOException {
    content.close();
    int last = document.getNumberOfPages();
    for (int i = 0; i < last; i++) {
      margins(document.getPage(i), i + 1, last);
    }
    describe();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private void margins(PDPage of, int number, int last) throws IOException {
    Style small = new Style(regular, 7.5f, GREY, 10);
    String place = number + " of " + last;
    try (PDPageContentStream over =
        new PDPageContentStream(document, of, AppendMode.APPEND, true, true)) {
      content = over;
      ornament(
          () -> {
            box(RULE, LEFT, BOTTOM - 16, RIGHT - LEFT, 0.5f);
            line(
                cut("Made " + Words.moment(front.madeAt()) + " by " + front.madeBy(), small, 70),
                small,
                LEFT,
                BOTTOM - 28);
            line(place, small, RIGHT - regular.width(place, small.size()), BOTTOM - 28);
            if (number > 1) {
              line(
                  cut(front.title() + "  |  " + front.practice(), small, 0), small, LEFT, TOP + 24);
              box(RULE, LEFT, TOP + 16, RIGHT - LEFT, 0.5f);
            }
          });
    }
  }

  /** The first line of a text, and a sign that there is more. */
  private String cut(String text, Style style, float less) {
    List<String> lines = style.face().lines(text, style.size(), RIGHT - LEFT - less - 10);
    return lines.size() == 1 ? lines.getFirst() : lines.getFirst() + "\u2026";
  }

  private void describe() throws IOException {
    PDNumberTreeNode tree = new PDNumberTreeNode(PDParentTreeValue.class);
    Map<Integer, PDParentTreeValue> numbers = new HashMap<>();
    for (int i = 0; i < parents.size(); i++) {
      numbers.put(i, new PDParentTreeValue(parents.get(i)));
    }
    tree.setNumbers(numbers);
    root.setParentTree(tree);
    root.setParentTreeNextKey(parents.size());

    Calendar made = GregorianCalendar.from(front.madeAt().atZone(ZoneOffset.UTC));
    made.setTimeZone(TimeZone.getTimeZone("UTC"));
    document.getDocumentInformation().setTitle(title());
    document.getDocumentInformation().setAuthor(author());
    document.getDocumentInformation().setProducer("Onshore");
    document.getDocumentInformation().setCreationDate(made);
    document.getDocumentInformation().setModificationDate(made);
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    catalog.setLanguage("en");
    PDMarkInfo marked = new PDMarkInfo();
    marked.setMarked(true);
    catalog.setMarkInfo(marked);
    PDViewerPreferences shown = new PDViewerPreferences(catalog.getCOSObject());
    shown.setDisplayDocTitle(true);
    catalog.setViewerPreferences(shown);
    PDMetadata metadata = new PDMetadata(document);
    metadata.importXMPMetadata(
        """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
        <dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
        <dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="r"?>
        """
            .formatted(escaped(title()), escaped(author()))
            .getBytes(StandardCharsets.UTF_8));
    catalog.setMetadata(metadata);
  }

  private String title() {
    return front.title() + ", " + front.practice();
  }

  private String author() {
    return "Onshore for " + front.practice();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public void close() {
    try {
      document.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
