package io.onshore.connector.simulator.googledrive;

import io.onshore.connector.simulator.Call;
import java.util.EnumSet;
import java.util.Set;

/** What a request to the double asks for. */
public enum DriveOperation {
  /** The consent page. */
  CONSENT,
  /** A token. */
  TOKEN,
  /** Ending a grant. */
  REVOKE,
  /** The account itself. */
  ABOUT,
  /** A shared drive's own properties. */
  SHARED_DRIVE,
  /** Ids for files to be. */
  GENERATE_IDS,
  /** The files that a query finds. */
  LIST,
  /** A file or folder by id. */
  FILE,
  /** A file's bytes. */
  DOWNLOAD,
  /** Deleting a file. */
  DELETE_FILE,
  /** Storing a whole small file. */
  CREATE,
  /** Opening an upload session. */
  START_SESSION,
  /** A chunk that does not complete its upload. */
  CHUNK,
  /** The chunk that completes its upload. */
  LAST_CHUNK,
  /** Where an upload session stands. */
  SESSION_STATUS,
  /** The organisation's policies. */
  POLICIES,
  /** Anything else. */
  OTHER;

  private static final String FILES = "/drive/v3/files";
  private static final String UPLOAD = "/upload" + FILES;

  /** What this request asks for. */
  static DriveOperation of(Call call) {
    return switch (call.method() + " " + call.path()) {
      case "GET " + Oauth.PAGE, "POST " + Oauth.PAGE -> CONSENT;
      case "POST /token" -> TOKEN;
      case "POST /revoke" -> REVOKE;
      case "GET /drive/v3/about" -> ABOUT;
      case "GET " + FILES + "/generateIds" -> GENERATE_IDS;
      case "GET " + FILES -> LIST;
      case "GET /v1/policies" -> POLICIES;
      case "POST " + UPLOAD -> creating(call);
      case "PUT " + UPLOAD -> uploading(call);
      default -> byId(call);
    };
  }

  private static DriveOperation creating(Call call) {
    return switch (call.queryValue("uploadType").orElse("")) {
      case "multipart" -> CREATE;
      case "resumable" -> START_SESSION;
      default -> OTHER;
    };
  }

  private static DriveOperation uploading(Call call) {
    String range = call.header("content-range").orElse("");
    if (range.matches("(bytes )?\\*/\\d+")) {
      return SESSION_STATUS;
    }
    return Uploads.Range.parse(range).filter(Uploads.Range::last).isPresent() ? LAST_CHUNK : CHUNK;
  }

  private static DriveOperation byId(Call call) {
    boolean file = call.path().startsWith(FILES + "/");
    if (file && call.method().equals("DELETE")) {
      return DELETE_FILE;
    }
    if (file && call.method().equals("GET")) {
      return call.queryValue("alt").filter("media"::equals).isPresent() ? DOWNLOAD : FILE;
    }
    return call.method().equals("GET") && call.path().startsWith("/drive/v3/drives/")
        ? SHARED_DRIVE
        : OTHER;
  }

  /** Every operation that is not a sign-in. */
  public static Set<DriveOperation> allButSignIn() {
    return EnumSet.complementOf(EnumSet.of(CONSENT, TOKEN, REVOKE));
  }

  /** The operations that carry an object's bytes. */
  public static Set<DriveOperation> carryingBytes() {
    return EnumSet.of(CREATE, CHUNK, LAST_CHUNK);
  }

  /** The operations that make an object visible. */
  public static Set<DriveOperation> committing() {
    return EnumSet.of(CREATE, LAST_CHUNK);
  }
}
