package io.onshore.connector.simulator.onedrive;

import java.util.EnumSet;
import java.util.Set;

/** What a request to the double asks for. */
public enum GraphOperation {
  /** An access token from the sign-in service. */
  TOKEN,
  /** The page on which a person consents. */
  CONSENT,
  /** A drive's own properties. */
  DRIVE,
  /** An item by id or by path. */
  ITEM,
  /** The items in a folder. */
  CHILDREN,
  /** Storing a whole small file. */
  PUT_CONTENT,
  /** Opening an upload session. */
  CREATE_SESSION,
  /** A fragment that does not complete its upload. */
  FRAGMENT,
  /** The fragment that completes its upload. */
  LAST_FRAGMENT,
  /** Where an upload session stands. */
  SESSION_STATUS,
  /** Ending an upload session. */
  DELETE_SESSION,
  /** The redirection to an item's bytes. */
  CONTENT,
  /** An item's bytes. */
  DOWNLOAD,
  /** Deleting an item. */
  DELETE_ITEM,
  /** The list of sites. */
  SITES,
  /** One site. */
  SITE,
  /** The organisation. */
  ORGANIZATION,
  /** Anything else. */
  OTHER;

  /** Every operation that is not a sign-in. */
  public static Set<GraphOperation> allButSignIn() {
    return EnumSet.complementOf(EnumSet.of(TOKEN, CONSENT));
  }

  /** The operations that carry an object's bytes. */
  public static Set<GraphOperation> carryingBytes() {
    return EnumSet.of(PUT_CONTENT, FRAGMENT, LAST_FRAGMENT);
  }

  /** The operations that make an object visible. */
  public static Set<GraphOperation> committing() {
    return EnumSet.of(PUT_CONTENT, LAST_FRAGMENT);
  }
}
