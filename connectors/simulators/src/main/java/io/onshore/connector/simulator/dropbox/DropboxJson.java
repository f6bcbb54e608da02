package io.onshore.connector.simulator.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Room;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Dropbox's answers in its own words. */
final class DropboxJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DropboxJson() {}

  /**
   * A file or folder.
   *
   * @param prefix what the asker does not see of the path
   */
  static ObjectNode metadata(
      Entry entry, String prefix, Optional<Namespace.Shared> shared, boolean tagged) {
    ObjectNode json = JSON.createObjectNode();
    if (tagged) {
      json.put(".tag", entry.isFolder() ? "folder" : "file");
    }
    String path = entry.path().substring(prefix.length());
    json.put("name", entry.name())
        .put("path_lower", path.toLowerCase(Locale.ROOT))
        .put("path_display", path)
        .put("id", entry.id());
    entry.content().ifPresent(content -> file(json, entry, content));
    shared.ifPresent(
        how -> {
          ObjectNode sharing = json.putObject("sharing_info").put("read_only", how.readOnly());
          if (how.is(entry)) {
            sharing.put("shared_folder_id", how.id());
          } else {
            sharing.put("parent_shared_folder_id", how.id());
          }
          if (entry.isFolder()) {
            sharing.put("traverse_only", false).put("no_access", false);
          }
        });
    return json;
  }

  private static void file(ObjectNode json, Entry entry, Blob content) {
    String time = entry.modifiedAt().truncatedTo(ChronoUnit.SECONDS).toString();
    json.put("client_modified", time)
        .put("server_modified", time)
        .put("rev", entry.rev())
        .put("size", content.size())
        .put("is_downloadable", true)
        .put("content_hash", content.digest(DigestAlgorithm.DROPBOX_CONTENT_HASH).hex());
  }

  static ObjectNode account(Account account) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("account_id", accountId(account))
            .put("email", account.id() + "@example.com")
            .put("email_verified", true)
            .put("disabled", false)
            .put("country", account.country())
            .put("locale", "en")
            .put("referral_link", "https://db.tt/double")
            .put("is_paired", false);
    json.putObject("name")
        .put("given_name", account.id())
        .put("surname", "Double")
        .put("familiar_name", account.id())
        .put("display_name", account.id() + " Double")
        .put("abbreviated_name", "D");
    json.putObject("account_type").put(".tag", account.type().word());
    json.set("root_info", rootInfo(account));
    account
        .team()
        .ifPresent(
            team -> {
              json.put("team_member_id", "dbmid:" + account.id());
              json.set("team", team(team));
            });
    return json;
  }

  static ObjectNode space(Account account, Room.Limited room) {
    ObjectNode json = JSON.createObjectNode().put("used", room.used());
    ObjectNode allocation = json.putObject("allocation");
    if (account.team().isPresent()) {
      allocation
          .put(".tag", "team")
          .put("used", room.used())
          .put("allocated", room.total())
          .put("user_within_team_space_allocated", 0)
          .put("user_within_team_space_used_cached", 0)
          .putObject("user_within_team_space_limit_type")
          .put(".tag", "off");
    } else {
      allocation.put(".tag", "individual").put("allocated", room.total());
    }
    return json;
  }

  /** Of 40 characters, which the SDK insists on. */
  private static String accountId(Account account) {
    return ("dbid:" + account.id() + "-".repeat(40)).substring(0, 40);
  }

  static ObjectNode rootInfo(Account account) {
    boolean space = !account.root().equals(account.home());
    ObjectNode json =
        JSON.createObjectNode()
            .put(".tag", space ? "team" : "user")
            .put("root_namespace_id", account.root())
            .put("home_namespace_id", account.home());
    return space ? json.put("home_path", "/" + account.id()) : json;
  }

  private static ObjectNode team(Team team) {
    ObjectNode json = JSON.createObjectNode().put("id", team.id()).put("name", team.name());
    ObjectNode sharing = json.putObject("sharing_policies");
    sharing.putObject("shared_folder_member_policy").put(".tag", "team");
    sharing.putObject("shared_folder_join_policy").put(".tag", "from_anyone");
    sharing.putObject("shared_link_create_policy").put(".tag", "team_only");
    sharing.putObject("group_creation_policy").put(".tag", "admins_only");
    sharing.putObject("shared_folder_link_restriction_policy").put(".tag", "members");
    sharing.putObject("enforce_link_password_policy").put(".tag", "optional");
    sharing.putObject("default_link_expiration_days_policy").put(".tag", "none");
    sharing.putObject("shared_link_default_permissions_policy").put(".tag", "default");
    json.putObject("office_addin_policy").put(".tag", "disabled");
    json.putObject("top_level_content_policy").put(".tag", "admin_only");
    return json;
  }

  static ObjectNode teamInfo(Team team) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("name", team.name())
            .put("team_id", team.id())
            .put("num_licensed_users", 10)
            .put("num_provisioned_users", 1)
            .put("num_used_licenses", 1);
    ObjectNode policies = json.putObject("policies");
    policies.set("sharing", team(team).path("sharing_policies"));
    policies.putObject("emm_state").put(".tag", "disabled");
    policies.putObject("office_addin").put(".tag", "disabled");
    policies.putObject("suggest_members_policy").put(".tag", "disabled");
    policies.putObject("top_level_content_policy").put(".tag", "admin_only");
    return json;
  }

  static ObjectNode sharedFolder(Namespace.Shared how) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("is_inside_team_folder", false)
            .put("is_team_folder", !how.ownerTeam().isEmpty())
            .put("name", "shared")
            .put("preview_url", "https://www.dropbox.com/scl/fo/double")
            .put("shared_folder_id", how.id())
            .put("time_invited", "2026-01-20T00:00:00Z");
    json.putObject("access_type").put(".tag", how.readOnly() ? "viewer" : "editor");
    json.putObject("access_inheritance").put(".tag", "inherit");
    ObjectNode policy = json.putObject("policy");
    policy.putObject("acl_update_policy").put(".tag", "owner");
    policy.putObject("shared_link_policy").put(".tag", "members");
    policy.putObject("member_policy").put(".tag", "team");
    policy.putObject("resolved_member_policy").put(".tag", "team");
    if (!how.ownerTeam().isEmpty()) {
      json.putObject("owner_team").put("id", how.ownerTeam()).put("name", "owner");
    }
    return json;
  }
}
