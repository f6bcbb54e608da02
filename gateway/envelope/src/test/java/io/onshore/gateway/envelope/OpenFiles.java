package io.onshore.gateway.envelope;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * The corpus of readable files, made by code: real ones where the JDK can write them, and else the
 * structure that the format prescribes with a body that is as random as a good codec's.
 */
final class OpenFiles {
  private OpenFiles() {}

  /** A readable file. */
  static final class OpenFile {
    private final String name;
    private final String words;
    private final byte[] content;

    OpenFile(String name, String words, byte[] content) {
      this.name = name;
      this.words = words;
      this.content = content;
    }

    byte[] content() {
      return content.clone();
    }

    /** What it must be called; empty if it must only be refused. */
    String words() {
      return words;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Collects the corpus. */
  private static final class Corpus {
    private final List<OpenFile> files = new ArrayList<>();

    void add(String name, String words, byte[] bytes) {
      files.add(new OpenFile(name, words, bytes));
    }

    /** A beginning in hexadecimal with bodies of several lengths that a good codec might give. */
    void framed(String name, String words, String beginHex) {
      byte[] begin = HexFormat.of().parseHex(beginHex.replace(" ", ""));
      for (int length : new int[] {40, 1500, 70_000}) {
        add(name + " " + length, words, Writers.join(begin, Writers.noise(length, length)));
      }
    }

    void text(String name, String words, String text) {
      add(name + " UTF-8", words, text.getBytes(StandardCharsets.UTF_8));
      add(name + " UTF-16LE", words, text.getBytes(StandardCharsets.UTF_16LE));
      add(name + " UTF-16BE marked", words, ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE));
      add(name + " ISO-8859-1", words, text.getBytes(StandardCharsets.ISO_8859_1));
      add(
          name + " long",
          words,
          (text + "\n").repeat(70_000 / text.length() + 1).getBytes(StandardCharsets.UTF_8));
    }
  }

  static List<OpenFile> corpus() {
    Corpus corpus = new Corpus();
    pictures(corpus);
    medicine(corpus);
    archives(corpus);
    soundAndFilm(corpus);
    programsAndData(corpus);
    texts(corpus);
    return corpus.files;
  }

  private static void pictures(Corpus corpus) {
    for (int size : new int[] {1, 64, 400, 900}) {
      corpus.add("JPEG " + size, "a JPEG photo", picture("jpeg", size));
      corpus.add("PNG " + size, "a PNG picture", picture("png", size));
      corpus.add("GIF " + size, "a GIF picture", picture("gif", size));
      corpus.add("BMP " + size, "a BMP picture", picture("bmp", size));
      corpus.add("TIFF " + size, "a TIFF picture", picture("tiff", size));
    }
    corpus.framed("JPEG with Exif", "a JPEG photo", "ffd8ffe1 0040 457869660000 4d4d002a00000008");
    corpus.framed("JPEG tables first", "a JPEG photo", "ffd8ffdb0043");
    corpus.framed("HEIC", "an HEIC photo", "00000018 66747970 68656963 00000000 6d696631 68656963");
    corpus.framed("HEIF", "an HEIC photo", "0000001c 66747970 6d696631 00000000 6d696631");
    corpus.framed("AVIF", "an AVIF photo", "0000001c 66747970 61766966 00000000 61766966");
    corpus.framed("WebP", "a WebP picture", "52494646 00010000 57454250 56503820");
    corpus.framed("JPEG 2000", "a JPEG 2000 picture", "0000000c6a5020200d0a870a00000014");
    corpus.framed("JPEG XL", "a JPEG XL picture", "0000000c4a584c200d0a870a");
    corpus.framed("Photoshop", "a Photoshop picture", "38425053 0001 000000000000");
  }

  private static void medicine(Corpus corpus) {
    corpus.add("DICOM with preamble", "a DICOM image", dicom(true));
    corpus.add("DICOM without preamble", "a DICOM image", dicom(false));
    corpus.add(
        "DICOM implicit",
        "a DICOM image",
        Writers.join(
            HexFormat.of().parseHex("080005000a000000"),
            Writers.ascii("ISO_IR 100"),
            HexFormat.of().parseHex("080016001a000000"),
            Writers.ascii("1.2.840.10008.5.1.4.1.1.7 "),
            Writers.noise(5000, 3)));
    corpus.add(
        "DICOM with a text preamble",
        "a DICOM image",
        Writers.join(Writers.noise(128, 1), Writers.ascii("DICM"), Writers.noise(5000, 3)));
    corpus.framed("EDF", "an EDF recording", "3020202020202020 58205820582058");
    corpus.framed("HDF5", "an HDF5 file", "894844460d0a1a0a");
    corpus.framed("MATLAB", "a MATLAB file", "4d41544c414220352e30204d41542d66696c65");
  }

  private static void archives(Corpus corpus) {
    corpus.add("ZIP deflated", "a ZIP archive", zip("note.txt", true));
    corpus.add("ZIP stored", "a ZIP archive", zip("note.txt", false));
    corpus.add("docx", "a Word document", zip("[Content_Types].xml", true, "word/document.xml"));
    corpus.add("xlsx", "an Excel workbook", zip("[Content_Types].xml", true, "xl/workbook.xml"));
    corpus.add(
        "pptx",
        "a PowerPoint presentation",
        zip("[Content_Types].xml", true, "ppt/presentation.xml"));
    corpus.add(
        "odt",
        "an OpenDocument file",
        Writers.join(
            HexFormat.of().parseHex("504b03040a00000000000000210000000000270000002700000008000000"),
            Writers.ascii("mimetypeapplication/vnd.oasis.opendocument.text"),
            Writers.noise(4000, 1)));
    corpus.add(
        "ZIP empty", "an empty ZIP archive", HexFormat.of().parseHex("504b0506" + "00".repeat(18)));
    corpus.framed("encrypted ZIP", "a ZIP archive", "504b0304 3300 0100 6300 00002100");
    corpus.add("gzip", "a gzip archive", gzip(Writers.text(100_000)));
    corpus.add("gzip of noise", "a gzip archive", gzip(Writers.noise(80_000, 2)));
    corpus.add("zlib", "", deflate(mixed(90_000), false));
    corpus.add("zlib of text", "", deflate(Writers.text(90_000), false));
    corpus.add("raw deflate", "", deflate(mixed(90_000), true));
    corpus.framed("7-Zip", "a 7-Zip archive", "377abcaf271c0004");
    corpus.framed("RAR 4", "a RAR archive", "526172211a0700");
    corpus.framed("RAR 5", "a RAR archive", "526172211a070100");
    corpus.framed("XZ", "an XZ archive", "fd377a585a0000");
    corpus.framed("Zstandard", "a Zstandard archive", "28b52ffd");
    corpus.framed("LZ4", "an LZ4 archive", "04224d18");
    corpus.framed("bzip2", "a bzip2 archive", "425a6839314159265359");
    corpus.framed("LZMA", "an LZMA archive", "5d00008000ffffffffffffffff");
    corpus.framed("CAB", "a CAB archive", "4d53434600000000");
    byte[] tar = new byte[10_240];
    System.arraycopy(Writers.ascii("note.txt"), 0, tar, 0, 8);
    System.arraycopy(Writers.ascii("ustar"), 0, tar, 257, 5);
    corpus.add("TAR", "a TAR archive", tar);
  }

  private static void soundAndFilm(Corpus corpus) {
    corpus.framed("MP4", "an MP4 film", "00000020 66747970 69736f6d 00000200 69736f6d");
    corpus.framed("QuickTime", "a QuickTime film", "00000014 66747970 71742020 00000000 71742020");
    corpus.framed("QuickTime without a type", "a QuickTime film", "00000008 77696465 00001000");
    corpus.framed("M4A", "an MPEG-4 recording", "00000020 66747970 4d344120 00000000");
    corpus.framed("Matroska", "a Matroska film", "1a45dfa3 9f4286810142f7810142f281");
    corpus.framed("AVI", "an AVI film", "52494646 00010000 41564920 4c495354");
    corpus.framed("WAV", "a WAV recording", "52494646 00010000 57415645 666d7420");
    corpus.framed("Ogg", "an Ogg recording", "4f6767530002");
    corpus.framed("FLAC", "a FLAC recording", "664c6143 00000022");
    corpus.framed("MP3 with tags", "an MP3 recording", "494433 0300000000");
    corpus.framed("AMR", "an AMR recording", "2321414d520a");
    corpus.framed("AIFF", "an AIFF recording", "464f524d 00010000 41494646");
    corpus.framed("Windows Media", "a Windows Media film", "3026b2758e66cf11a6d900aa0062ce6c");
    corpus.framed("MPEG", "an MPEG film", "000001ba44");
    byte[] transport = Writers.noise(188 * 40, 5);
    for (int at = 0; at < transport.length; at += 188) {
      transport[at] = 0x47;
    }
    corpus.add("MPEG transport stream", "an MPEG film", transport);
  }

  private static void programsAndData(Corpus corpus) {
    corpus.framed("ELF", "a program", "7f454c46020101000000000000000000");
    corpus.framed("Mach-O", "a program", "cffaedfe07000001");
    corpus.framed("Java class", "a program", "cafebabe00000041");
    corpus.framed("WebAssembly", "a program", "0061736d01000000");
    byte[] windows = new byte[4096];
    System.arraycopy(Writers.ascii("MZ"), 0, windows, 0, 2);
    windows[60] = (byte) 0x80;
    System.arraycopy(Writers.ascii("PE\0\0"), 0, windows, 0x80, 4);
    corpus.add("Windows program", "a program", windows);
    corpus.framed("SQLite", "an SQLite database", "53514c69746520666f726d6174203300");
    corpus.framed("Access", "an Access database", "000100005374616e64617264204a657420444200");
    corpus.framed("old Word", "an old Microsoft Office document", "d0cf11e0a1b11ae1");
    corpus.framed("Parquet", "a Parquet file", "50415231");
    corpus.framed("property list", "a property list", "62706c6973743030");
    corpus.framed("serialised Java", "serialised Java objects", "aced000573720011");
    corpus.framed("Java key store", "a Java key store", "feedfeed0000000200000001");
    corpus.framed("network capture", "a network capture", "d4c3b2a1020004000000000000000000");
    corpus.add("zeros", "", new byte[5000]);
    corpus.add("one zero", "", new byte[1]);
    corpus.add("counter", "", counter());
    corpus.add("little-endian samples", "", samples());
    corpus.add("CSV packed in bytes", "", mixed(5000));
    corpus.framed("database table of 1900", "", "0301" + "00".repeat(60));
  }

  private static void texts(Corpus corpus) {
    corpus.text("plain text", "plain text", "The patient reports pain in the left knee.");
    corpus.text("notes with accents", "plain text", "Señor Núñez, née Müller: fièvre, toux — non.");
    corpus.text("XML", "an XML document", "<?xml version=\"1.0\"?><note><to>Jane</to></note>");
    corpus.text("CDA", "an XML document", "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><id/>");
    corpus.text("HTML", "an HTML page", "<!DOCTYPE html><html><body>Hello</body></html>");
    corpus.text("JSON", "a JSON document", "{\"name\": \"Jane\", \"born\": 1970}");
    corpus.text("JSON array", "a JSON document", "[\"Jane\", \"John\"]");
    corpus.text("FHIR", "a FHIR resource", "{\"resourceType\": \"Patient\", \"id\": \"1\"}");
    corpus.text("JSON like JWE", "a JSON document", "{\"protected\": \"e30\", \"note\": \"rash\"}");
    corpus.text("CSV", "a table in CSV", "name,born\nJane,1970\nJohn,1980\nJoan,1990\n");
    corpus.text("HL7", "an HL7 message", "MSH|^~\\&|LAB|X|EHR|Y|20261122||ORU^R01|1|P|2.5\rPID|1");
    corpus.text("vCard", "a contact card", "BEGIN:VCARD\nVERSION:3.0\nFN:Jane\nEND:VCARD");
    corpus.text("calendar", "a calendar", "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR");
    corpus.text("e-mail", "an e-mail message", "Received: from a by b\nSubject: results\n\nHello");
    corpus.text("base64", "plain text", "VGhlIHBhdGllbnQgcmVwb3J0cyBwYWluLiBUaGUgcGF0aWVudA==");
    corpus.text("private key", "a private key", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END");
    corpus.add("RTF", "an RTF document", Writers.ascii("{\\rtf1\\ansi Dear colleague}"));
    corpus.add("PDF", "a PDF document", pdf());
    corpus.add(
        "PDF after rubbish", "a PDF document", Writers.join(Writers.ascii("\nrubbish\n"), pdf()));
    corpus.add(
        "PDF encrypted",
        "a PDF document",
        Writers.join(Writers.ascii("%PDF-1.7\n"), Writers.ciphertext(60_000, 3)));
    corpus.add("PostScript", "a PostScript document", Writers.ascii("%!PS-Adobe-3.0\nshow"));
    corpus.add(
        "SVG", "an SVG picture", Writers.ascii("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"));
    corpus.add(
        "Shift-JIS", "", "患者は左膝の痛みを訴えている。".repeat(40).getBytes(Charset.forName("Shift_JIS")));
    corpus.add("GB18030", "", "患者主诉左膝疼痛。".repeat(40).getBytes(Charset.forName("GB18030")));
    corpus.add(
        "KOI8-R",
        "",
        "Пациент жалуется на боль в колене. ".repeat(20).getBytes(Charset.forName("KOI8-R")));
    corpus.add(
        "UTF-32", "", "The patient reports pain.".repeat(20).getBytes(Charset.forName("UTF-32LE")));
    corpus.add(
        "EBCDIC", "", "The patient reports pain.".repeat(20).getBytes(Charset.forName("IBM037")));
    corpus.add(
        "half a JWE",
        "",
        Writers.ascii(Writers.base64Url("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "..AAAA"));
    corpus.add(
        "an age header in a sentence",
        "plain text",
        Writers.ascii("see age-encryption.org/v1 for the format"));
  }

  static byte[] picture(String format, int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Random random = new Random(size);
    for (int i = 0; i < 200; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillOval(random.nextInt(size), random.nextInt(size), size / 5, size / 7);
    }
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException(format);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  static byte[] pdf() {
    return Writers.join(
        Writers.ascii(
            "%PDF-1.7\n%\u00e2\n1 0 obj\n<< /Length 3000 /Filter /FlateDecode >>\nstream\n"),
        deflate(Writers.noise(3000, 1), false),
        Writers.ascii("\nendstream\nendobj\ntrailer\n<< >>\n%%EOF\n"));
  }

  static byte[] dicom(boolean preamble) {
    byte[] start = preamble ? Writers.join(new byte[128], Writers.ascii("DICM")) : new byte[0];
    return Writers.join(
        start,
        HexFormat.of().parseHex("02000000554c0400c0000000020001004f42000002000000000102000200"),
        Writers.ascii("UI\u001a\u0000" + "1.2.840.10008.5.1.4.1.1.7\0"),
        Writers.noise(20_000, 9));
  }

  private static byte[] zip(String first, boolean deflated, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(deflated ? Deflater.BEST_COMPRESSION : Deflater.NO_COMPRESSION);
      zip.putNextEntry(new ZipEntry(first));
      zip.write(Writers.text(900));
      for (String name : more) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(mixed(30_000));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(9, raw);
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, deflater)) {
      deflate.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  /** Records with a little noise, as a device writes them. */
  private static byte[] mixed(int length) {
    byte[] bytes = Writers.noise(length, 12);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 7 == 0 ? i : bytes[i] & 0x1f);
    }
    return bytes;
  }

  private static byte[] counter() {
    ByteBuffer buffer = ByteBuffer.allocate(8000);
    while (buffer.hasRemaining()) {
      buffer.putInt(buffer.position());
    }
    return buffer.array();
  }

  private static byte[] samples() {
    ByteBuffer buffer = ByteBuffer.allocate(60_000).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(3);
    while (buffer.hasRemaining()) {
      double wave = Math.sin(buffer.position() / 50.0) * 3000;
      buffer.putShort((short) (wave + random.nextInt(40)));
    }
    return buffer.array();
  }
}
