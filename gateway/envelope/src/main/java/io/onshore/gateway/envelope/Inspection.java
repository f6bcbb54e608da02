package io.onshore.gateway.envelope;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an inspection found. Only {@link Sealed} may travel. All texts are for a person: lower case,
 * no full stop, and never a part of the inspected content. The one thing that is told of the
 * content is where an envelope says that its key is: {@link Sealed#keyServers}.
 */
public sealed interface Inspection {

  /**
   * The content is an encrypted envelope.
   *
   * <p>The key servers are what the envelope itself says, readable by anybody and not proven: a
   * hint to who holds the keys. An envelope that names none says nothing about where its key is.
   * Only JWE can name any, for each recipient by the first of these header parameters: {@code jku}
   * (RFC 7515, 4.1.2; RFC 7516, 4.1.4), {@code x5u} (RFC 7515, 4.1.5; RFC 7516, 4.1.7), or a {@code
   * kid} (RFC 7515, 4.1.4; RFC 7516, 4.1.6) that is written as an {@code https} address. The first
   * two publish the recipient's public key, by which its holder finds the private one.
   *
   * @param label what a person calls it, such as "an age file for 2 recipients"
   * @param keyServers the hosts from which the envelope says that its keys are to be fetched, those
   *     of all recipients; in order, immutable, empty if it names none. Each is a host name in
   *     lower case of at most 253 characters, an IPv4 address, an IPv6 address in brackets, or
   *     {@link #UNKNOWN_SERVER}; never user info, port, path or query
   */
  record Sealed(EnvelopeKind kind, Certainty certainty, String label, Set<String> keyServers)
      implements Inspection {
    /**
     * Stands among the key servers for an address that cannot be read: no {@code https} address, or
     * none whose host all readers agree on. The key is at a place that nobody can tell, which is
     * not the same as no place named.
     */
    public static final String UNKNOWN_SERVER = "?";

    /** Copies the key servers and refuses what is no host. */
    public Sealed {
      keyServers = Collections.unmodifiableSortedSet(new TreeSet<>(keyServers));
      for (String server : keyServers) {
        if (!server.equals(UNKNOWN_SERVER) && !KeyAddress.isHost(server)) {
          throw new IllegalArgumentException("a key server must be a host in lower case");
        }
      }
    }

    /** An envelope that names no key server. */
    public Sealed(EnvelopeKind kind, Certainty certainty, String label) {
      this(kind, certainty, label, Set.of());
    }
  }

  /**
   * The content can be read by anybody.
   *
   * @param looksLike what it looks like, with its article where it takes one, such as "a JPEG
   *     photo" or "plain text"
   */
  // The plain word is the right one; it is always written with its enclosing type.
  @SuppressWarnings("AvoidCommonTypeNames")
  record Readable(String looksLike) implements Inspection {}

  /**
   * The content begins as an envelope of this kind but breaks its rules.
   *
   * @param problem which rule, in words
   */
  record Damaged(EnvelopeKind kind, String problem) implements Inspection {}

  /**
   * The content is an envelope of this kind that ends too early.
   *
   * @param problem what is missing, in words
   */
  record Truncated(EnvelopeKind kind, String problem) implements Inspection {}

  /**
   * The content is neither a known envelope nor a known readable file.
   *
   * @param reason why it cannot be told, in words
   */
  record Unknown(String reason) implements Inspection {}
}
