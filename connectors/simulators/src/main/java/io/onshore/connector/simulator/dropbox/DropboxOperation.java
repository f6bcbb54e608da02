package io.onshore.connector.simulator.dropbox;

import java.util.EnumSet;
import java.util.Set;

/** What a request to the double asks for. */
public enum DropboxOperation {
  /** Tokens. */
  TOKEN,
  /** The consent page. */
  CONSENT,
  /** Ending a grant. */
  REVOKE,
  /** The account of whoever asks. */
  ACCOUNT,
  /** How full that account is. */
  SPACE,
  /** The team of the app that asks. */
  TEAM_INFO,
  /** A team's audit log. */
  EVENTS,
  /** Who owns a shared folder. */
  SHARED_FOLDER,
  /** What a file or folder is. */
  METADATA,
  /** Storing a whole file. */
  UPLOAD,
  /** Opening an upload session. */
  START,
  /** Bytes for an upload session. */
  APPEND,
  /** Making the file of an upload session visible. */
  FINISH,
  /** A file's bytes. */
  DOWNLOAD,
  /** Deleting a file or folder. */
  DELETE,
  /** Anything else. */
  OTHER;

  /** Every operation that is not a sign-in. */
  public static Set<DropboxOperation> allButSignIn() {
    return EnumSet.complementOf(EnumSet.of(TOKEN, CONSENT));
  }

  /** The operations that carry an object's bytes. */
  public static Set<DropboxOperation> carryingBytes() {
    return EnumSet.of(UPLOAD, APPEND);
  }

  /** The operations that make an object visible. */
  public static Set<DropboxOperation> committing() {
    return EnumSet.of(UPLOAD, FINISH);
  }

  /** Of a path such as {@code /2/files/upload}. */
  static DropboxOperation of(String path) {
    return switch (path) {
      case "/oauth2/token" -> TOKEN;
      case "/oauth2/authorize" -> CONSENT;
      case "/2/auth/token/revoke" -> REVOKE;
      case "/2/users/get_current_account" -> ACCOUNT;
      case "/2/users/get_space_usage" -> SPACE;
      case "/2/team/get_info" -> TEAM_INFO;
      case "/2/team_log/get_events", "/2/team_log/get_events/continue" -> EVENTS;
      case "/2/sharing/get_folder_metadata" -> SHARED_FOLDER;
      case "/2/files/get_metadata" -> METADATA;
      case "/2/files/upload" -> UPLOAD;
      case "/2/files/upload_session/start" -> START;
      case "/2/files/upload_session/append_v2" -> APPEND;
      case "/2/files/upload_session/finish" -> FINISH;
      case "/2/files/download" -> DOWNLOAD;
      case "/2/files/delete_v2" -> DELETE;
      default -> OTHER;
    };
  }
}
