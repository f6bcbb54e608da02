package io.onshore.gateway.envelope;

/**
 * What an inspection found. Only {@link Sealed} may travel. All texts are for a person: lower case,
 * no full stop, and never a part of the inspected content.
 */
public sealed interface Inspection {

  /**
   * The content is an encrypted envelope.
   *
   * @param label what a person calls it, such as "an age file for 2 recipients"
   */
  record Sealed(EnvelopeKind kind, Certainty certainty, String label) implements Inspection {}

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
