package io.onshore.connector.simulator.box;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a request to the double asks for. */
public enum BoxOperation {
  /** An access token. */
  TOKEN("post_oauth2_token"),
  /** Ending a grant. */
  REVOKE("post_oauth2_revoke"),
  /** The consent page, and the press of a button on it. */
  PAGE(""),
  /** Whether an upload would be taken. */
  PREFLIGHT("options_files_content"),
  /** Storing a whole file in one request. */
  UPLOAD("post_files_content"),
  /** A file's properties. */
  FILE("get_files_id"),
  /** Putting a file in the trash. */
  DELETE_FILE("delete_files_id"),
  /** The redirection to a file's bytes. */
  CONTENT("get_files_id_content"),
  /** A file's bytes. */
  DOWNLOAD(""),
  /** Opening an upload session. */
  CREATE_SESSION("post_files_upload_sessions"),
  /** One part of an upload. */
  PART("put_files_upload_sessions_id"),
  /** Where an upload session stands. */
  SESSION_STATUS("get_files_upload_sessions_id"),
  /** Ending an upload session. */
  DELETE_SESSION("delete_files_upload_sessions_id"),
  /** The parts of an upload that Box has. */
  PARTS("get_files_upload_sessions_id_parts"),
  /** Making a file of the parts. */
  COMMIT("post_files_upload_sessions_id_commit"),
  /** A folder's properties. */
  FOLDER("get_folders_id"),
  /** The user that the token stands for. */
  ME("get_users_me"),
  /** Another user. */
  USER("get_users_id"),
  /** A zone by its id. */
  STORAGE_POLICY("get_storage_policies_id"),
  /** The zone of a user. */
  STORAGE_POLICY_ASSIGNMENTS("get_storage_policy_assignments"),
  /** Anything else. */
  OTHER("");

  private final String published;

  BoxOperation(String published) {
    this.published = published;
  }

  /** Its name in the published description; empty text if it is not there. */
  String published() {
    return published;
  }

  static Optional<BoxOperation> ofPublished(String name) {
    return Arrays.stream(values())
        .filter(operation -> operation.published.equals(name))
        .findFirst();
  }

  /** Every operation that is not a sign-in. */
  public static Set<BoxOperation> allButSignIn() {
    return EnumSet.complementOf(EnumSet.of(TOKEN, REVOKE, PAGE));
  }

  /** The operations that carry an object's bytes. */
  public static Set<BoxOperation> carryingBytes() {
    return EnumSet.of(UPLOAD, PART);
  }

  /** The operations that make an object visible. */
  public static Set<BoxOperation> committing() {
    return EnumSet.of(UPLOAD, COMMIT);
  }
}
