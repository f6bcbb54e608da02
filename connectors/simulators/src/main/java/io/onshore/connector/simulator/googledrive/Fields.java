package io.onshore.connector.simulator.googledrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which members of an answer a client asks for, such as {@code id,files(id,name)}.
 *
 * @param members by name, with what is asked of each; nothing more for all of it
 */
record Fields(Map<String, Fields> members) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every member's name that the double knows. */
  private static final Set<String> KNOWN =
      Set.of(
          "kind",
          "id",
          "name",
          "mimeType",
          "parents",
          "driveId",
          "trashed",
          "size",
          "md5Checksum",
          "sha1Checksum",
          "sha256Checksum",
          "headRevisionId",
          "createdTime",
          "appProperties",
          "capabilities",
          "canAddChildren",
          "canDelete",
          "files",
          "incompleteSearch",
          "nextPageToken",
          "ids",
          "space",
          "user",
          "emailAddress",
          "permissionId",
          "owners",
          "displayName",
          "storageQuota",
          "limit",
          "usage");

  static Fields parse(String text) throws DriveError {
    Reader reader = new Reader(text.replace(" ", ""));
    Fields fields = reader.list();
    reader.requireEnd();
    return fields;
  }

  /** The same object with the asked members only. */
  ObjectNode of(ObjectNode whole) {
    ObjectNode part = JSON.createObjectNode();
    members.forEach(
        (name, below) -> {
          JsonNode value = whole.get(name);
          if (value != null) {
            part.set(name, below.narrowed(value));
          }
        });
    return part;
  }

  private JsonNode narrowed(JsonNode value) {
    if (members.isEmpty()) {
      return value;
    }
    if (value instanceof ArrayNode list) {
      ArrayNode narrowed = JSON.createArrayNode();
      list.forEach(each -> narrowed.add(narrowed(each)));
      return narrowed;
    }
    return value instanceof ObjectNode object ? of(object) : value;
  }

  /** Reads names, commas and brackets. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Fields list() throws DriveError {
      Map<String, Fields> members = new LinkedHashMap<>();
      do {
        String name = name();
        Fields below = new Fields(Map.of());
        if (skip('(')) {
          below = list();
          if (!skip(')')) {
            throw wrong();
          }
        }
        members.put(name, below);
      } while (skip(','));
      return new Fields(members);
    }

    private String name() throws DriveError {
      int start = at;
      while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      String name = text.substring(start, at);
      if (!KNOWN.contains(name)) {
        throw wrong();
      }
      return name;
    }

    private boolean skip(char wanted) {
      boolean there = at < text.length() && text.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }

    void requireEnd() throws DriveError {
      if (at < text.length()) {
        throw wrong();
      }
    }

    private DriveError wrong() {
      return new DriveError(400, "invalidParameter", "Invalid field selection " + text);
    }
  }
}
