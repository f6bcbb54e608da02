package io.onshore.gateway.app.rest;

import io.onshore.gateway.rules.RuleReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rulebook as its authors wrote it. The same for every practice. Not legal advice. */
@Path("/api/v1/policy/packs")
@RunOnVirtualThread
@RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
public class PacksResource {
  private final RuleReader reader;

  PacksResource(RuleReader reader) {
    this.reader = reader;
  }

  @GET
  @Operation(summary = "The texts of the packs in force, by the pack's name")
  public PackList packs() {
    String digest = reader.base().digest();
    return new PackList(
        "sha256:" + digest,
        new TreeMap<>(reader.packs()).entrySet().stream().map(PackView::of).toList());
  }

  /**
   * The packs.
   *
   * @param rulebook the digest of everybody's rulebook, without the practice's own rules
   */
  public record PackList(String rulebook, List<PackView> packs) {}

  /**
   * One pack.
   *
   * @param name such as {@code AU}; the file's, without {@code .yaml}
   * @param text YAML, as the rulebook's {@code pack.schema.json} says
   */
  public record PackView(String name, String text) {
    static PackView of(Map.Entry<String, String> pack) {
      return new PackView(pack.getKey(), pack.getValue());
    }
  }
}
