package io.onshore.gateway.envelope;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The signatures of readable files. All that stand here are so long, or so bound to what follows
 * them, that random bytes look like one less than once in ten million times.
 */
final class Signatures {
  private Signatures() {}

  /** Bytes that stand at an offset in every file of a kind. */
  private static final class Signature {
    private final int offset;
    private final byte[] bytes;
    private final String words;

    Signature(int offset, String hex, String words) {
      this.offset = offset;
      this.bytes = HexFormat.of().parseHex(hex);
      this.words = words;
    }
  }

  private static final List<Signature> KNOWN =
      List.of(
          // Pictures.
          new Signature(0, "89504e470d0a1a0a", "a PNG picture"),
          new Signature(0, "474946383761", "a GIF picture"),
          new Signature(0, "474946383961", "a GIF picture"),
          new Signature(0, "49492a00", "a TIFF picture"),
          new Signature(0, "4d4d002a", "a TIFF picture"),
          new Signature(0, "49492b0008000000", "a TIFF picture"),
          new Signature(0, "4d4d002b00080000", "a TIFF picture"),
          new Signature(0, "0000000c6a5020200d0a870a", "a JPEG 2000 picture"),
          new Signature(0, "ff4fff51", "a JPEG 2000 picture"),
          new Signature(0, "0000000c4a584c200d0a870a", "a JPEG XL picture"),
          new Signature(0, "38425053", "a Photoshop picture"),
          new Signature(0, "0000010001", "an icon"),
          // Medicine and science.
          new Signature(128, "4449434d", "a DICOM image"),
          new Signature(344, "6e2b3100", "a NIfTI scan"),
          new Signature(344, "6e693100", "a NIfTI scan"),
          new Signature(0, "4e525244303030", "an NRRD scan"),
          new Signature(0, "3020202020202020", "an EDF recording"),
          new Signature(0, "ff42494f53454d49", "a BDF recording"),
          new Signature(0, "4d41544c414220352e30", "a MATLAB file"),
          new Signature(0, "894844460d0a1a0a", "an HDF5 file"),
          // Documents.
          new Signature(0, "255044462d", "a PDF document"),
          new Signature(0, "efbbbf255044462d", "a PDF document"),
          new Signature(0, "252150532d", "a PostScript document"),
          new Signature(0, "7b5c727466", "an RTF document"),
          new Signature(0, "d0cf11e0a1b11ae1", "an old Microsoft Office document"),
          // Archives.
          new Signature(0, "504b0506", "an empty ZIP archive"),
          new Signature(0, "504b0708", "a ZIP archive"),
          new Signature(0, "504b3030504b0304", "a ZIP archive"),
          new Signature(0, "377abcaf271c", "a 7-Zip archive"),
          new Signature(0, "526172211a07", "a RAR archive"),
          new Signature(0, "fd377a585a00", "an XZ archive"),
          new Signature(0, "28b52ffd", "a Zstandard archive"),
          new Signature(0, "04224d18", "an LZ4 archive"),
          new Signature(0, "4c5a495001", "an LZIP archive"),
          new Signature(0, "5d00008000ffffffff", "an LZMA archive"),
          new Signature(0, "5d00000004ffffffff", "an LZMA archive"),
          new Signature(257, "7573746172", "a TAR archive"),
          new Signature(0, "4d53434600000000", "a CAB archive"),
          new Signature(0, "213c617263683e0a", "an AR archive"),
          new Signature(0, "5041434b00000002", "a Git pack"),
          new Signature(0, "edabeedb", "an RPM package"),
          // Sound and film.
          new Signature(0, "4f67675300", "an Ogg recording"),
          new Signature(0, "664c614300", "a FLAC recording"),
          new Signature(0, "49443302", "an MP3 recording"),
          new Signature(0, "49443303", "an MP3 recording"),
          new Signature(0, "49443304", "an MP3 recording"),
          new Signature(0, "2321414d52", "an AMR recording"),
          new Signature(0, "4d546864", "a MIDI file"),
          new Signature(0, "3026b2758e66cf11", "a Windows Media film"),
          new Signature(0, "464c560100", "a Flash film"),
          new Signature(0, "1a45dfa3", "a Matroska film"),
          new Signature(0, "000001ba", "an MPEG film"),
          new Signature(0, "000001b3", "an MPEG film"),
          // Data.
          new Signature(0, "53514c69746520666f726d6174203300", "an SQLite database"),
          new Signature(0, "000100005374616e64617264", "an Access database"),
          new Signature(0, "50415231", "a Parquet file"),
          new Signature(0, "62706c6973743030", "a property list"),
          new Signature(0, "aced0005", "serialised Java objects"),
          new Signature(0, "feedfeed00000002", "a Java key store"),
          new Signature(0, "d4c3b2a102000400", "a network capture"),
          new Signature(0, "a1b2c3d400020004", "a network capture"),
          new Signature(0, "0a0d0d0a", "a network capture"),
          // Programs.
          new Signature(0, "7f454c46", "a program"),
          new Signature(0, "feedface", "a program"),
          new Signature(0, "feedfacf", "a program"),
          new Signature(0, "cefaedfe", "a program"),
          new Signature(0, "cffaedfe", "a program"),
          new Signature(0, "cafebabe", "a program"),
          new Signature(0, "0061736d01000000", "a program"),
          new Signature(0, "6465780a303335", "a program"),
          new Signature(0, "774f4646", "a font"),
          new Signature(0, "774f4632", "a font"),
          new Signature(0, "4f54544f00", "a font"),
          new Signature(0, "0001000000", "a font"));

  /** Long enough to be sought at every offset of 64 KiB. */
  private static final List<Signature> ANYWHERE =
      List.of(
          new Signature(0, "89504e470d0a1a0a", "a PNG picture"),
          new Signature(0, "ffd8ffe000104a464946", "a JPEG photo"),
          new Signature(0, "457869660000", "a JPEG photo"),
          new Signature(0, "255044462d312e", "a PDF document"),
          new Signature(0, "504b030414000000", "a ZIP archive"),
          new Signature(0, "504b030414000800", "a ZIP archive"),
          new Signature(0, "504b03041400080808", "a ZIP archive"),
          new Signature(0, "504b030414000600", "a ZIP archive"),
          new Signature(0, "504b03040a000000", "a ZIP archive"),
          new Signature(0, "504b01021403140000", "a ZIP archive"),
          new Signature(0, "4449434d02000000554c", "a DICOM image"),
          new Signature(0, "6674797068656963", "an HEIC photo"),
          new Signature(0, "6674797069736f6d", "an MP4 film"),
          new Signature(0, "667479706d703432", "an MP4 film"),
          new Signature(0, "667479707174202020", "a QuickTime film"),
          new Signature(0, "377abcaf271c0004", "a 7-Zip archive"));

  /** The readable file that begins at an offset, if one does. */
  static Optional<String> at(byte[] bytes, int offset) {
    for (Signature signature : KNOWN) {
      if (Ascii.at(bytes, offset + signature.offset, signature.bytes)) {
        return Optional.of(signature.words);
      }
    }
    return bound(bytes, offset);
  }

  /**
   * The readable file that stands in what should be ciphertext: at its beginning, behind a nonce of
   * 16 bytes, or, if its signature is long, anywhere.
   */
  static Optional<String> within(byte[] bytes) {
    Optional<String> first = at(bytes, 0).or(() -> at(bytes, 16));
    if (first.isPresent()) {
      return first;
    }
    for (Signature signature : ANYWHERE) {
      byte start = signature.bytes[0];
      for (int i = 0; i <= bytes.length - signature.bytes.length; i++) {
        if (bytes[i] == start && Ascii.at(bytes, i, signature.bytes)) {
          return Optional.of(signature.words);
        }
      }
    }
    return Optional.empty();
  }

  /** Short signatures together with something that must follow. */
  private static Optional<String> bound(byte[] bytes, int offset) {
    if (jpeg(bytes, offset)) {
      return Optional.of("a JPEG photo");
    }
    if (Ascii.at(bytes, offset, "PK\3\4") && one(bytes, offset + 5) == 0) {
      return Optional.of(zip(bytes));
    }
    if (Ascii.at(bytes, offset + 4, "ftyp")) {
      return Optional.of(film(bytes, offset + 8));
    }
    if (Ascii.at(bytes, offset, "RIFF")) {
      return riff(bytes, offset + 8);
    }
    if (Ascii.at(bytes, offset, "FORM") && Ascii.at(bytes, offset + 8, "AIF")) {
      return Optional.of("an AIFF recording");
    }
    if (bitmap(bytes, offset)) {
      return Optional.of("a BMP picture");
    }
    if (one(bytes, offset) == 0x1f
        && one(bytes, offset + 1) == 0x8b
        && one(bytes, offset + 2) == 8
        && (one(bytes, offset + 3) & 0xe0) == 0) {
      return Optional.of("a gzip archive");
    }
    if (Ascii.at(bytes, offset, "BZh") && Ascii.at(bytes, offset + 4, "1AY&SY")) {
      return Optional.of("a bzip2 archive");
    }
    if (windowsProgram(bytes, offset)) {
      return Optional.of("a program");
    }
    if (transportStream(bytes, offset)) {
      return Optional.of("an MPEG film");
    }
    if (dicomWithoutPreamble(bytes, offset)) {
      return Optional.of("a DICOM image");
    }
    if (moovOrMdat(bytes, offset)) {
      return Optional.of("a QuickTime film");
    }
    return openPgp(bytes, offset);
  }

  private static boolean jpeg(byte[] bytes, int offset) {
    int marker = one(bytes, offset + 3);
    return one(bytes, offset) == 0xff
        && one(bytes, offset + 1) == 0xd8
        && one(bytes, offset + 2) == 0xff
        && (marker >= 0xe0 || (marker >= 0xc0 && marker <= 0xc4) || marker == 0xdb)
        // The length of the first segment is short in all that cameras write.
        && marker != 0xff;
  }

  private static String zip(byte[] bytes) {
    if (Ascii.at(bytes, 30, "mimetypeapplication/vnd.oasis.opendocument")) {
      return "an OpenDocument file";
    }
    if (Ascii.at(bytes, 30, "mimetypeapplication/epub+zip")) {
      return "an EPUB book";
    }
    String text =
        new String(bytes, 0, Math.min(bytes.length, 16 * 1024), StandardCharsets.ISO_8859_1);
    if (text.contains("[Content_Types].xml") || text.contains("_rels/.rels")) {
      return text.contains("word/")
          ? "a Word document"
          : text.contains("xl/")
              ? "an Excel workbook"
              : text.contains("ppt/") ? "a PowerPoint presentation" : "a Microsoft Office document";
    }
    return "a ZIP archive";
  }

  private static String film(byte[] bytes, int brand) {
    for (String photo : List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1")) {
      if (Ascii.at(bytes, brand, photo)) {
        return "an HEIC photo";
      }
    }
    if (Ascii.at(bytes, brand, "avif") || Ascii.at(bytes, brand, "avis")) {
      return "an AVIF photo";
    }
    if (Ascii.at(bytes, brand, "M4A ")) {
      return "an MPEG-4 recording";
    }
    return Ascii.at(bytes, brand, "qt  ") ? "a QuickTime film" : "an MP4 film";
  }

  private static Optional<String> riff(byte[] bytes, int form) {
    if (Ascii.at(bytes, form, "WEBP")) {
      return Optional.of("a WebP picture");
    }
    if (Ascii.at(bytes, form, "WAVE")) {
      return Optional.of("a WAV recording");
    }
    return Ascii.at(bytes, form, "AVI ") ? Optional.of("an AVI film") : Optional.empty();
  }

  /** Reserved zeros, a data offset and a known size of the second header. */
  private static boolean bitmap(byte[] bytes, int offset) {
    return Ascii.at(bytes, offset, "BM")
        && littleEndian(bytes, offset + 6) == 0
        && List.of(12L, 40L, 52L, 56L, 64L, 108L, 124L).contains(littleEndian(bytes, offset + 14));
  }

  private static boolean windowsProgram(byte[] bytes, int offset) {
    if (!Ascii.at(bytes, offset, "MZ")) {
      return false;
    }
    long header = littleEndian(bytes, offset + 60);
    return header > 0 && header < bytes.length && Ascii.at(bytes, offset + (int) header, "PE\0\0");
  }

  /** Packets of 188 bytes, each with the same first byte. */
  private static boolean transportStream(byte[] bytes, int offset) {
    for (int i = 0; i < 5; i++) {
      if (one(bytes, offset + i * 188) != 0x47) {
        return false;
      }
    }
    return true;
  }

  /** Group 2 or 8 with an element that such files begin with, and a plausible value type. */
  private static boolean dicomWithoutPreamble(byte[] bytes, int offset) {
    int group = one(bytes, offset) | one(bytes, offset + 1) << 8;
    int element = one(bytes, offset + 2) | one(bytes, offset + 3) << 8;
    if (one(bytes, offset + 7) < 0) {
      return false;
    }
    if (group == 2 || group == 8) {
      boolean known = element <= 0x18 && element != 0x17;
      boolean explicit = false;
      for (String type : List.of("UL", "CS", "UI", "OB", "DA", "TM", "SH")) {
        explicit |= Ascii.at(bytes, offset + 4, type) && one(bytes, offset + 7) == 0;
      }
      boolean implicit = littleEndian(bytes, offset + 4) <= 64 && one(bytes, offset + 4) % 2 == 0;
      return known && (explicit || implicit);
    }
    return Ascii.at(bytes, offset, "\0\10\0\5CS\0") || Ascii.at(bytes, offset, "\0\10\0\0UL\0");
  }

  /** QuickTime files without a type: an atom with a plausible length. */
  private static boolean moovOrMdat(byte[] bytes, int offset) {
    return one(bytes, offset) == 0
        && (Ascii.at(bytes, offset + 4, "moov")
            || Ascii.at(bytes, offset + 4, "mdat")
            || Ascii.at(bytes, offset + 4, "wide"));
  }

  /** Signatures and keys of version 4, by the fields at their beginning. */
  private static Optional<String> openPgp(byte[] bytes, int offset) {
    int first = one(bytes, offset);
    boolean old = (first & 0xc0) == 0x80;
    int tag = old ? first >> 2 & 0x0f : first & 0x3f;
    int lengthBytes = old ? 1 << (first & 3) : one(bytes, offset + 1) < 192 ? 1 : 2;
    if (first < 0x80 || lengthBytes > 2 || one(bytes, offset + 1 + lengthBytes) != 4) {
      return Optional.empty();
    }
    int body = offset + 2 + lengthBytes;
    List<Integer> algorithms = List.of(1, 16, 17, 18, 19, 22, 25, 27);
    if (tag == 2
        && List.of(0, 1, 2).contains(one(bytes, body))
        && algorithms.contains(one(bytes, body + 1))
        && one(bytes, body + 2) >= 1
        && one(bytes, body + 2) <= 14
        && one(bytes, body + 3) == 0) {
      return Optional.of("an OpenPGP signature");
    }
    boolean dated = one(bytes, body) >= 0x25 && one(bytes, body) < 0xa0;
    if ((tag == 5 || tag == 6)
        && dated
        && algorithms.contains(one(bytes, body + 4))
        && one(bytes, body + 5) <= 0x20) {
      return Optional.of(tag == 5 ? "an OpenPGP secret key" : "an OpenPGP public key");
    }
    return Optional.empty();
  }

  private static int one(byte[] bytes, int position) {
    return position < bytes.length ? bytes[position] & 0xff : -1;
  }

  /** Four bytes; -1 if they are not there. */
  private static long littleEndian(byte[] bytes, int position) {
    if (position > bytes.length - 4) {
      return -1;
    }
    return one(bytes, position)
        | one(bytes, position + 1) << 8
        | one(bytes, position + 2) << 16
        | (long) one(bytes, position + 3) << 24;
  }
}
