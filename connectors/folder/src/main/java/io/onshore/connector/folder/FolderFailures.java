package io.onshore.connector.folder;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.function.Supplier;

/**
 * What a disk's failure means: the only place that looks at its exceptions. Goes by type and by how
 * the disk is afterwards, never by words.
 */
final class FolderFailures {
  private FolderFailures() {}

  /**
   * The failure as data.
   *
   * @param missing what it means if a file is not there although the disk is
   * @param bytes how many bytes were to be written, 0 if none
   * @param health how the disk is now; asked only if the type does not tell enough
   */
  static Failure failure(
      Exception thrown, Kind missing, long bytes, Supplier<FolderApi.Health> health) {
    return switch (thrown) {
      case ClosedByInterruptException ignored -> Failure.permanent(Kind.CANCELLED);
      case AccessDeniedException ignored -> Failure.permanent(Kind.FORBIDDEN);
      case FileAlreadyExistsException ignored -> Failure.permanent(Kind.NAME_TAKEN);
      case NoSuchFileException ignored -> gone(missing, health.get());
      case NotDirectoryException ignored -> gone(missing, health.get());
      case IOException other -> unexplained(other, bytes, health.get());
      case Exception other -> Failure.permanent(Kind.UNCLASSIFIED);
    };
  }

  /** The failure as the SPI's exception. The cause is kept without its words. */
  static ConnectorException exception(Failure failure, Throwable cause) {
    return new ConnectorException(failure, text(failure.kind()), ForeignCause.of(cause));
  }

  /** The failure of a part's source, which is not the disk's. */
  static ConnectorException sourceFailed(Exception cause) {
    return exception(Failure.permanent(Kind.SOURCE_FAILED), cause);
  }

  /** A failure that no exception of the disk stands behind. */
  static ConnectorException plain(Kind kind) {
    return new ConnectorException(Failure.permanent(kind), text(kind));
  }

  /** The disk did not answer in time, or not before the caller was interrupted. */
  static ConnectorException unanswered(Kind kind, Effect effect) {
    Failure failure = kind == Kind.UNAVAILABLE ? Failure.passing(kind) : Failure.permanent(kind);
    return new ConnectorException(failure.withEffect(effect), text(kind));
  }

  private static Failure gone(Kind missing, FolderApi.Health health) {
    return health.there() ? Failure.permanent(missing) : Failure.passing(Kind.UNAVAILABLE);
  }

  private static Failure unexplained(IOException thrown, long bytes, FolderApi.Health health) {
    if (!health.there()) {
      return Failure.passing(Kind.UNAVAILABLE);
    }
    if (health.readOnly()) {
      return Failure.permanent(Kind.FORBIDDEN);
    }
    if (health.usableBytes() < bytes) {
      return Failure.permanent(Kind.QUOTA_EXHAUSTED);
    }
    // A file system that has something to say throws a FileSystemException; the bare type is what
    // channels throw when the device below fails.
    return thrown instanceof FileSystemException
        ? Failure.permanent(Kind.UNCLASSIFIED)
        : Failure.passing(Kind.UNAVAILABLE);
  }

  private static String text(Kind kind) {
    return switch (kind) {
      case UNAVAILABLE -> "the disk is not there or does not answer";
      case FORBIDDEN -> "the folder may not be written to";
      case DESTINATION_MISSING -> "the folder does not exist";
      case OBJECT_MISSING -> "the object does not exist";
      case NAME_TAKEN -> "another object has the name";
      case NAME_REFUSED -> "the name is too long for a disk";
      case TOO_LARGE -> "the object is too large for a disk";
      case QUOTA_EXHAUSTED -> "the disk is full";
      case SESSION_LOST -> "the upload is not known, or no longer";
      case OFFSET_MISMATCH -> "the part breaks the rule for parts";
      case INCOMPLETE -> "not all bytes were sent";
      case DIGEST_MISMATCH -> "the bytes on the disk are not those sent";
      case SOURCE_FAILED -> "the source failed, or had too few or too many bytes";
      case CANCELLED -> "the call was interrupted";
      case CLOSED -> "the connector is closed";
      case MISCONFIGURED -> "a setting or the destination cannot be right";
      case THROTTLED, REAUTHORISE, UNCLASSIFIED -> "the disk failed in a way that no rule covers";
    };
  }
}
