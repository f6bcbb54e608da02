package io.onshore.connector.simulator.onedrive;

import io.onshore.connector.simulator.Call;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a request goes. */
sealed interface Route {
  Pattern SIGN_IN = Pattern.compile("/([^/]+)/oauth2/v2\\.0/(token|authorize)");
  Pattern DRIVE = Pattern.compile("/v1\\.0/(?:me/drive|drives/(?<drive>[^/]+))(?<rest>/.*)?");
  Pattern SITE_DRIVE = Pattern.compile("/v1\\.0/sites/(?<site>[^/]+)/drive");
  Pattern SITE = Pattern.compile("/v1\\.0/sites/(?<site>[^/]+)");

  /**
   * {@code /items/ID}, {@code /root} or {@code /special/approot}, each with {@code :/path:}, then
   * what to do with it.
   */
  Pattern ITEM =
      Pattern.compile(
          "/(?:root|items/(?<id>[^/:]+)|special/(?<special>approot))"
              + "(?:(?::/(?<path>[^:]*))(?::(?:/(?<action>\\w+))?)?|/(?<direct>\\w+))?");

  /** What it asks for. */
  GraphOperation operation();

  record Token(String tenantId) implements Route {
    @Override
    public GraphOperation operation() {
      return GraphOperation.TOKEN;
    }
  }

  record Consent(String tenantId) implements Route {
    @Override
    public GraphOperation operation() {
      return GraphOperation.CONSENT;
    }
  }

  /** Something of Graph's, which wants an access token. */
  sealed interface Resource extends Route {}

  /**
   * @param driveId empty for the user's own
   */
  record OfDrive(Optional<String> driveId) implements Resource {
    @Override
    public GraphOperation operation() {
      return GraphOperation.DRIVE;
    }
  }

  /**
   * @param id of the item that the path starts at
   * @param path empty text if the item itself is meant
   */
  record OfItem(GraphOperation operation, Optional<String> driveId, String id, String path)
      implements Resource {}

  record SiteList() implements Resource {
    @Override
    public GraphOperation operation() {
      return GraphOperation.SITES;
    }
  }

  record OfSite(String id) implements Resource {
    @Override
    public GraphOperation operation() {
      return GraphOperation.SITE;
    }
  }

  record DriveOfSite(String id) implements Resource {
    @Override
    public GraphOperation operation() {
      return GraphOperation.DRIVE;
    }
  }

  record Organization() implements Resource {
    @Override
    public GraphOperation operation() {
      return GraphOperation.ORGANIZATION;
    }
  }

  record Nowhere() implements Route {
    @Override
    public GraphOperation operation() {
      return GraphOperation.OTHER;
    }
  }

  /** Reads it from method and decoded path. */
  static Route of(Call call) {
    Matcher signIn = SIGN_IN.matcher(call.path());
    if (signIn.matches()) {
      return ofSignIn(call.method(), signIn.group(1), signIn.group(2));
    }
    Matcher drive = DRIVE.matcher(call.path());
    if (drive.matches()) {
      return ofDrive(
          call.method(),
          Optional.ofNullable(drive.group("drive")),
          Optional.ofNullable(drive.group("rest")).orElse(""));
    }
    if (!call.method().equals("GET")) {
      return new Nowhere();
    }
    if (call.path().equals("/v1.0/sites")) {
      return new SiteList();
    }
    if (call.path().equals("/v1.0/organization")) {
      return new Organization();
    }
    Matcher siteDrive = SITE_DRIVE.matcher(call.path());
    if (siteDrive.matches()) {
      return new DriveOfSite(siteDrive.group("site"));
    }
    Matcher site = SITE.matcher(call.path());
    return site.matches() ? new OfSite(site.group("site")) : new Nowhere();
  }

  private static Route ofSignIn(String method, String tenantId, String what) {
    return switch (method + " " + what) {
      case "POST token" -> new Token(tenantId);
      case "GET authorize", "POST authorize" -> new Consent(tenantId);
      default -> new Nowhere();
    };
  }

  private static Route ofDrive(String method, Optional<String> driveId, String rest) {
    if (rest.isEmpty()) {
      return method.equals("GET") ? new OfDrive(driveId) : new Nowhere();
    }
    Matcher item = ITEM.matcher(rest);
    if (!item.matches()) {
      return new Nowhere();
    }
    String action =
        Optional.ofNullable(item.group("action"))
            .or(() -> Optional.ofNullable(item.group("direct")))
            .orElse("");
    return new OfItem(
        operation(method + " " + action),
        driveId,
        Optional.ofNullable(item.group("id"))
            .or(() -> Optional.ofNullable(item.group("special")))
            .orElse("root"),
        Optional.ofNullable(item.group("path")).orElse(""));
  }

  private static GraphOperation operation(String methodAndAction) {
    return switch (methodAndAction) {
      case "GET " -> GraphOperation.ITEM;
      case "DELETE " -> GraphOperation.DELETE_ITEM;
      case "GET children" -> GraphOperation.CHILDREN;
      case "GET content" -> GraphOperation.CONTENT;
      case "PUT content" -> GraphOperation.PUT_CONTENT;
      case "POST createUploadSession" -> GraphOperation.CREATE_SESSION;
      default -> GraphOperation.OTHER;
    };
  }
}
