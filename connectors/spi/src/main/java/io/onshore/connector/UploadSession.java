package io.onshore.connector;

import java.time.Instant;
import java.util.Optional;

/**
 * One upload under way at the provider. The session is the unit, because every provider has one and
 * rules its part size.
 *
 * <p>Not safe for several threads, except {@link #send} where {@link #partRule} allows parallel
 * parts. {@link #close} frees local resources only and keeps the upload resumable; {@link #abandon}
 * ends it at the provider.
 */
public interface UploadSession extends AutoCloseable {
  /**
   * What {@link Connector#resume} needs. To be journalled before the first byte is sent. A secret:
   * some providers' session addresses work without a login.
   */
  ResumeToken token();

  /** How the object has to be cut. */
  PartRule partRule();

  /** When the provider forgets the upload at the latest; empty if it never does. */
  Optional<Instant> expiresAt();

  /**
   * Asks the provider which bytes it has. Its answer is the truth, whatever was sent.
   *
   * @throws ConnectorException {@link Failure.Kind#SESSION_LOST} if the provider no longer knows
   *     the upload, which is also what it answers when the upload was committed: {@link
   *     Connector#find} tells the two apart
   */
  Confirmed confirmed() throws ConnectorException;

  /**
   * Hands over one part. The source is opened as often as needed and never held whole. Repeating a
   * part is harmless.
   *
   * <p>A connector may hold the last part back until {@link #commit} where the provider shows the
   * object as soon as all bytes are there; {@link #confirmed} then does not count it.
   *
   * @throws ConnectorException {@link Failure.Kind#OFFSET_MISMATCH} if the part leaves a gap or
   *     breaks the rule; {@link Failure.Kind#SOURCE_FAILED} if the source is shorter than the part
   *     or fails, in which case nothing of it is stored and the session stays usable
   */
  void send(Part part) throws ConnectorException;

  /**
   * Makes the object visible. Repeating a commit that succeeded gives the same object.
   *
   * @param whole digests of the whole object, at least one for each algorithm in {@link
   *     Limits#digests}; the provider's own digest is compared with them
   * @throws ConnectorException {@link Failure.Kind#INCOMPLETE} if bytes are missing; {@link
   *     Failure.Kind#NAME_TAKEN} if another object has the name, which is never overwritten; {@link
   *     Failure.Kind#DIGEST_MISMATCH} if what the provider stored is not what was sent; any kind
   *     with {@link Failure.Effect#UNKNOWN} if the answer was lost
   */
  StoredObject commit(Digests whole) throws ConnectorException;

  /** Ends the upload and leaves nothing behind at the provider. Abandoning twice is harmless. */
  void abandon() throws ConnectorException;

  @Override
  void close();
}
