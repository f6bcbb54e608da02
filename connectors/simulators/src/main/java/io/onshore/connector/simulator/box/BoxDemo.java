package io.onshore.connector.simulator.box;

import java.util.List;
import java.util.Set;

/** Three practices by which the double can be tried out. */
public final class BoxDemo {
  private static final Zone AUSTRALIA = new Zone("100003", "Australia");
  private static final Zone UNITED_KINGDOM = new Zone("100009", "United Kingdom");
  private static final Zone UNITED_STATES = new Zone("100001", "United States");

  private BoxDemo() {}

  /**
   * A folder to store in.
   *
   * @param enterpriseId what goes in the connector's {@code enterprise-id}
   * @param folderId the destination's folder
   * @param says whose it is, and where it rests
   */
  public record Place(String enterpriseId, String folderId, String says) {}

  /**
   * Adds the practices, whose program is {@code onshore-demo} with the secret {@code demo-secret}.
   * A double without folders so far always gives the same folder ids.
   */
  public static List<Place> addTo(BoxSimulator box) {
    String australian = practice(box, "11001", AUSTRALIA);
    String british = practice(box, "11002", UNITED_KINGDOM);
    String american = practice(box, "11003", UNITED_STATES);
    BoxUser visitor = BoxUser.managed("110013", "Branch office of 11001", "11001", UNITED_STATES);
    box.add(visitor);
    box.add(BoxUser.personal("110041", "Somebody's own account"));
    box.add(
        App.withSecret("onshore-demo", "demo-secret", Set.of("110011", "110021", "110031"), true));
    String branch = box.createFolder(visitor.id(), "Onshore Branch");
    box.share(branch, "110011", true);
    return List.of(
        new Place("11001", australian, "Australian practice, owner in the Australia zone"),
        new Place("11002", british, "UK practice, owner in the United Kingdom zone"),
        new Place("11003", american, "US practice, owner in the United States zone"),
        new Place("11001", branch, "Australian practice, owner left in the United States zone"));
  }

  /** An enterprise with a service account, and an owner who shares a folder with it. */
  private static String practice(BoxSimulator box, String enterprise, Zone zone) {
    String service = enterprise + "1";
    String owner = enterprise + "2";
    box.add(BoxUser.managed(service, "Onshore at " + enterprise, enterprise, UNITED_STATES));
    box.add(BoxUser.managed(owner, "Practice " + enterprise, enterprise, zone));
    String folder = box.createFolder(owner, "Onshore Photos");
    box.share(folder, service, true);
    return folder;
  }
}
