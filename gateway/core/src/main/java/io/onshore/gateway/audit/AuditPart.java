package io.onshore.gateway.audit;

/**
 * One value of an event. It enters the event's hash by its digest alone, so that an export may
 * leave the value out and the chain still holds. The digest is salted: who has it cannot try out
 * which value it is of.
 */
public sealed interface AuditPart {
  /** Which value it is: {@code actor}, {@code target}, {@code destination}, {@code detail.x}. */
  String name();

  /** The digest by which it enters the event's hash, in lower-case hexadecimal digits. */
  String digest();

  /**
   * A value that is there to read.
   *
   * @param salt of this part, 64 lower-case hexadecimal digits
   */
  record Shown(String name, String value, String salt) implements AuditPart {
    @Override
    public String digest() {
      return AuditChain.digest(this);
    }

    /** The same part without its value. */
    public Withheld withheld() {
      return new Withheld(name, digest());
    }
  }

  /** A value that was left out. */
  record Withheld(String name, String digest) implements AuditPart {}
}
