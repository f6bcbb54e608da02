package io.onshore.gateway.app.rest;

import io.onshore.connector.Digests;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.proof.Proof;
import io.onshore.gateway.proof.ProofDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Proofs that a destination takes, keeps and gives up a file. */
@Path("/api/v1/destinations/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "set-up")
public class ProofsResource {
  private final CurrentCaller caller;
  private final ProofDesk desk;

  ProofsResource(CurrentCaller caller, ProofDesk desk) {
    this.caller = caller;
    this.desk = desk;
  }

  @POST
  @Path("/proof")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("practice-admin")
  @Operation(
      summary = "Store a file made for the purpose, compare it, delete it, and file the proof")
  public ProofView make(@PathParam("id") String id) {
    return ProofView.of(desk.make(caller.get(), Requests.destinationId(id)));
  }

  @GET
  @Path("/proofs")
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "The destination's proofs, newest first")
  public ProofList list(@PathParam("id") String id) {
    return new ProofList(
        desk.list(caller.get().practice(), Requests.destinationId(id)).stream()
            .map(ProofView::of)
            .toList());
  }

  /** The proofs. */
  public record ProofList(List<ProofView> proofs) {}

  /**
   * A proof.
   *
   * @param failedAt the step that failed first; absent if the destination is proven
   * @param sent digests of the file, by algorithm
   * @param told the digests that the provider reported, by algorithm
   * @param left the provider's id of an object that is still there
   */
  public record ProofView(
      String id,
      String destinationId,
      String provider,
      boolean proven,
      Optional<Proof.Act> failedAt,
      String madeBy,
      Instant startedAt,
      Instant endedAt,
      long size,
      Map<String, String> sent,
      Map<String, String> told,
      List<Proof.Step> steps,
      Optional<EvidenceResource.IdentityView> identity,
      List<CaseView.ObservationView> observations,
      Optional<String> left) {
    static ProofView of(Proof proof) {
      return new ProofView(
          proof.id(),
          proof.destination().value(),
          proof.provider().value(),
          proof.proven(),
          proof.failed().map(Proof.Step::act),
          proof.madeBy(),
          proof.startedAt(),
          proof.endedAt(),
          proof.size(),
          digests(proof.sent()),
          digests(proof.told()),
          proof.steps(),
          proof.evidence().map(each -> EvidenceResource.IdentityView.of(each.identity())),
          proof.evidence().stream()
              .flatMap(each -> each.observations().stream())
              .map(CaseView.ObservationView::of)
              .toList(),
          proof.left());
    }

    private static Map<String, String> digests(Digests digests) {
      Map<String, String> hex = new TreeMap<>();
      digests.values().forEach(digest -> hex.put(digest.algorithm().id(), digest.hex()));
      return hex;
    }
  }
}
