package io.onshore.gateway.envelope;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** One reading of one file as one format. Used once, by one thread. */
abstract class Reading {
  private final EnvelopeKind kind;
  private final Certainty certainty;
  private final Randomness randomness = new Randomness();
  private final Randomness keyMaterial = new Randomness();
  private Optional<String> label = Optional.empty();

  Reading(EnvelopeKind kind, Certainty certainty) {
    this.kind = kind;
    this.certainty = certainty;
  }

  /**
   * Reads from the first byte to the last.
   *
   * @throws Halt if the content is not a sealed file of this format, or not all of it is known
   */
  abstract void read() throws IOException, Halt;

  /**
   * The hosts that what was read so far names as the places of its keys, and {@link
   * Inspection.Sealed#UNKNOWN_SERVER} for an address that cannot be read. Most formats have no room
   * for any.
   */
  Set<String> keyServers() {
    return Set.of();
  }

  /** Said once the header is right and ciphertext follows. */
  final void ciphertextFollows(String whatItIs) {
    label = Optional.of(whatItIs);
  }

  /** Takes the ciphertext. */
  final Randomness randomness() {
    return randomness;
  }

  /** Takes the encrypted keys in the header, which have to look random as well. */
  final Randomness keyMaterial() {
    return keyMaterial;
  }

  /** What the reading found; empty if the content is of another format. */
  final Optional<Inspection> inspection() throws IOException {
    try {
      read();
      return Optional.of(sealed());
    } catch (Halt halt) {
      return switch (halt) {
        case Halt.Broken broken ->
            Optional.of(openOr(new Inspection.Damaged(kind, broken.words())));
        case Halt.CutOff cutOff ->
            Optional.of(openOr(new Inspection.Truncated(kind, cutOff.words())));
        case Halt.HeadEnds ignored -> Optional.of(sealed());
        case Halt.Open open -> Optional.of(new Inspection.Readable(open.words()));
        case Halt.NotThis ignored -> Optional.empty();
      };
    }
  }

  private Inspection sealed() {
    if (label.isEmpty()) {
      return new Inspection.Damaged(kind, "its header is longer than any that is accepted");
    }
    return openOr(new Inspection.Sealed(kind, certainty, label.get(), keyServers()));
  }

  /** Readable content behind a header is named before any fault of the header. */
  private Inspection openOr(Inspection otherwise) {
    return randomness
        .objection()
        .or(keyMaterial::objection)
        .<Inspection>map(
            seen -> new Inspection.Readable(seen + " behind the header of " + kind.words()))
        .orElse(otherwise);
  }
}
