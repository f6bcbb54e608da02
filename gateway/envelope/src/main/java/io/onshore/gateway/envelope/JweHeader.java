package io.onshore.gateway.envelope;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header parameters of a JWE that bear on its lengths, by RFC 7518, and the hosts of those that
 * say where its key is. Parameters of several headers are united; none may stand twice.
 */
final class JweHeader {
  private static final int LONGEST_TEXT = 8 * 1024;

  /** What an {@code enc} value says of lengths, in bytes. */
  private record Enc(int key, int iv, int tag, int block) {}

  private static final Map<String, Enc> ENCRYPTIONS =
      Map.of(
          "A128CBC-HS256", new Enc(32, 16, 16, 16),
          "A192CBC-HS384", new Enc(48, 16, 24, 16),
          "A256CBC-HS512", new Enc(64, 16, 32, 16),
          "A128GCM", new Enc(16, 12, 16, 1),
          "A192GCM", new Enc(24, 12, 16, 1),
          "A256GCM", new Enc(32, 12, 16, 1),
          "C20P", new Enc(32, 12, 16, 1),
          "XC20P", new Enc(32, 24, 16, 1));

  private static final Set<String> NO_KEY = Set.of("dir", "ECDH-ES");
  private static final Set<String> KEY_AS_IT_IS = Set.of("A128GCMKW", "A192GCMKW", "A256GCMKW");
  private static final Set<String> WRAPPED =
      Set.of(
          "A128KW",
          "A192KW",
          "A256KW",
          "ECDH-ES+A128KW",
          "ECDH-ES+A192KW",
          "ECDH-ES+A256KW",
          "PBES2-HS256+A128KW",
          "PBES2-HS384+A192KW",
          "PBES2-HS512+A256KW");
  private static final Set<String> RSA =
      Set.of("RSA1_5", "RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512");

  /** The parameters that may hold the address of a key; the first that does is followed. */
  private static final List<String> ADDRESSES = List.of("jku", "x5u", "kid");

  private final Map<String, String> values = new HashMap<>();

  /** Hosts by the parameter that names them; nothing else of an address is kept. */
  private final Map<String, String> servers = new HashMap<>();

  private final Set<String> names = new HashSet<>();

  /** Adds the parameters of a header object. */
  void add(JsonText json) throws IOException, Halt {
    json.object(
        256,
        name -> {
          if (!names.add(name)) {
            throw new Halt.Broken("a parameter stands twice in its header");
          }
          switch (name) {
            case "alg", "enc" -> {
              if (json.next() != '"') {
                throw new Halt.Broken("a parameter of its header has the wrong type");
              }
              values.put(name, json.string(64));
            }
            case "jku", "x5u" ->
                servers.put(
                    name,
                    text(json).map(KeyAddress::server).orElse(Inspection.Sealed.UNKNOWN_SERVER));
            // Mostly a plain name; some key services put the address of the key here.
            case "kid" ->
                text(json)
                    .filter(KeyAddress::isMeant)
                    .map(KeyAddress::server)
                    .ifPresent(server -> servers.put(name, server));
            // Names come from a file.
            default -> json.skip(LONGEST_TEXT);
          }
        });
  }

  /** A value that should be a text; empty if it is of another type. */
  private static Optional<String> text(JsonText json) throws IOException, Halt {
    if (json.next() == '"') {
      return Optional.of(json.string(LONGEST_TEXT));
    }
    json.skip(LONGEST_TEXT);
    return Optional.empty();
  }

  /** The host that a recipient is sent to by a header with the parameters of both. */
  Optional<String> keyServer(JweHeader other) {
    return ADDRESSES.stream()
        .flatMap(
            name ->
                Optional.ofNullable(servers.get(name))
                    .or(() -> Optional.ofNullable(other.servers.get(name)))
                    .stream())
        .findFirst();
  }

  /** A header with the parameters of both. */
  JweHeader with(JweHeader other) throws Halt {
    JweHeader united = new JweHeader();
    united.values.putAll(values);
    united.values.putAll(other.values);
    united.servers.putAll(servers);
    united.servers.putAll(other.servers);
    united.names.addAll(names);
    for (String name : other.names) {
      if (!united.names.add(name)) {
        throw new Halt.Broken("a parameter stands twice in its header");
      }
    }
    return united;
  }

  /** Whether this is the header of an encryption rather than of a signature. */
  boolean encrypts() {
    return names.contains("enc");
  }

  void checkKey(long bytes) throws Halt {
    String algorithm = value("alg");
    int key = enc().key;
    boolean right;
    if (NO_KEY.contains(algorithm)) {
      right = bytes == 0;
    } else if (KEY_AS_IT_IS.contains(algorithm)) {
      right = bytes == key;
    } else if (WRAPPED.contains(algorithm)) {
      right = bytes == key + 8;
    } else if (RSA.contains(algorithm)) {
      right = bytes >= 128 && bytes <= 2048;
    } else {
      throw new Halt.Broken("the algorithm for its key is unknown");
    }
    if (!right) {
      throw new Halt.Broken("its encrypted key has the wrong length");
    }
  }

  void checkIv(long bytes) throws Halt {
    if (bytes != enc().iv) {
      throw new Halt.Broken("its initialisation vector has the wrong length");
    }
  }

  void checkCiphertext(long bytes) throws Halt {
    int block = enc().block;
    if (bytes % block != 0 || (block > 1 && bytes == 0)) {
      throw new Halt.Broken("its ciphertext has an impossible length");
    }
  }

  void checkTag(long bytes) throws Halt {
    if (bytes < enc().tag) {
      throw new Halt.CutOff("its seal is too short");
    }
    if (bytes > enc().tag) {
      throw new Halt.Broken("its seal has the wrong length");
    }
  }

  private Enc enc() throws Halt {
    Optional<Enc> enc = Optional.ofNullable(ENCRYPTIONS.get(value("enc")));
    return enc.orElseThrow(() -> new Halt.Broken("its encryption is unknown"));
  }

  private String value(String name) throws Halt {
    Optional<String> value = Optional.ofNullable(values.get(name));
    return value.orElseThrow(() -> new Halt.Broken("its header does not say how it is encrypted"));
  }
}
