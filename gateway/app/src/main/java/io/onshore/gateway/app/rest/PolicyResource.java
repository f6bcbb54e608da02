package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.wiring.FilesInForce;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.residency.Verdict;
import io.onshore.gateway.rules.InForce;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.policy.ConsentKind;
import io.onshore.policy.Finding;
import io.onshore.policy.Hold;
import io.onshore.policy.Jurisdiction;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Rulebook;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.claim.Matrix;
import io.onshore.policy.claim.Offer;
import io.onshore.policy.claim.PublishedClaim;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The rules and the claims in force. Not legal advice. */
@Path("/api/v1/policy")
@RunOnVirtualThread
@RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
public class PolicyResource {
  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;
  private final ResidencyDesk desk;
  private final FilesInForce.Files files;
  private final Supplier<Claims> claims;
  private final Clock clock;

  PolicyResource(
      CurrentCaller caller,
      Supplier<SetUp> setUp,
      ResidencyDesk desk,
      FilesInForce.Files files,
      Supplier<Claims> claims,
      Clock clock) {
    this.caller = caller;
    this.setUp = setUp;
    this.desk = desk;
    this.files = files;
    this.claims = claims;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "The rules that the practice is judged by, and what they rest on")
  public PolicyView policy() {
    Practice practice = setUp.get().practice(caller.get().practice()).orElseThrow();
    Rulebook rulebook = desk.rulebook(practice.id());
    return new PolicyView(
        rulebook.version(),
        rulebook.asOf(),
        "sha256:" + rulebook.digest(),
        claims.get().version(),
        desk.gatewayPlaces(practice).stream().map(Place::code).sorted().toList(),
        files.refused().entrySet().stream().map(RefusedView::of).toList(),
        rulebook.rules().stream()
            .map(
                rule ->
                    new RuleView(
                        rule.id(),
                        rule.jurisdiction().value(),
                        rule.severity().name(),
                        rule.text()))
            .toList());
  }

  @GET
  @Path("/consent-kinds")
  @RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
  @Operation(summary = "The kinds of consent, and what the patient must have been told for each")
  public KindList kinds() {
    return new KindList(
        desk.rulebook(caller.get().practice()).consentKinds().stream().map(KindView::of).toList());
  }

  @GET
  @Path("/matrix")
  @Operation(summary = "What the law says to each provider's offer, by what is publicly said of it")
  public MatrixView matrix(
      @QueryParam("jurisdictions") @Nullable String jurisdictions,
      @QueryParam("provider") @Nullable String provider,
      @QueryParam("contracts") @Nullable String contracts) {
    List<JurisdictionId> asked =
        jurisdictions == null || jurisdictions.isBlank()
            ? desk.rulebook().jurisdictions().stream().map(Jurisdiction::id).toList()
            : Stream.of(jurisdictions.split(",", -1))
                .map(String::strip)
                .map(Requests::jurisdiction)
                .toList();
    boolean signed =
        switch (contracts == null ? "signed" : contracts) {
          case "signed" -> true;
          case "none" -> false;
          default ->
              throw Requests.invalid("`contracts` cannot be understood", "send `signed` or `none`");
        };
    Matrix.Assumptions usual = Matrix.Assumptions.usual();
    Matrix matrix =
        Matrix.of(
            desk.rulebook(),
            claims.get(),
            asked,
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
            signed ? usual : new Matrix.Assumptions(false, usual.roles()));
    return new MatrixView(
        desk.rulebook().version(),
        claims.get().version(),
        matrix.day(),
        signed,
        matrix.assumptions().roles(),
        matrix.cells().stream()
            .filter(cell -> provider == null || cell.offer().provider().equals(provider))
            .map(CellView::of)
            .toList());
  }

  @GET
  @Path("/claims")
  @Operation(summary = "The public claims dataset in force: what is said of each offer, and where")
  public ClaimsView claims() {
    Claims inForce = claims.get();
    return new ClaimsView(
        inForce.version(),
        inForce.asOf(),
        "sha256:" + inForce.digest(),
        inForce.offers().stream().map(OfferView::of).toList());
  }

  /**
   * The rules in force.
   *
   * @param gatewayPlaces where the gateway that serves the practice runs; empty if nobody said
   * @param refused files that lie there and are not in force, with everything that is wrong
   */
  public record PolicyView(
      String version,
      LocalDate asOf,
      String digest,
      String claims,
      List<String> gatewayPlaces,
      List<RefusedView> refused,
      List<RuleView> rules) {}

  /** Files that were refused; the last good ones stay in force. */
  public record RefusedView(String what, Instant at, List<RulesRefused.Problem> problems) {
    static RefusedView of(Map.Entry<String, InForce.Refused> refused) {
      return new RefusedView(
          refused.getKey(), refused.getValue().at(), refused.getValue().problems());
    }
  }

  /** One rule. */
  public record RuleView(String id, String jurisdiction, String severity, String text) {}

  /** The kinds. */
  public record KindList(List<KindView> kinds) {}

  /**
   * A kind of consent.
   *
   * @param statements what the patient must have been told; all of it
   * @param statutory those of them that the statute itself asks for
   * @param lifts the rules whose holds such a consent lifts, by id
   */
  public record KindView(
      String id,
      String law,
      List<String> scopes,
      Set<String> statements,
      Set<String> statutory,
      List<String> lifts) {
    static KindView of(ConsentKind kind) {
      return new KindView(
          kind.id(),
          kind.law(),
          kind.scopes().stream().map(scope -> scope.name().toLowerCase(Locale.ROOT)).toList(),
          kind.mustState(),
          kind.statutoryCore(),
          kind.lifts());
    }
  }

  /**
   * The matrix.
   *
   * @param contractsSigned whether it assumes that the contracts on offer are signed
   * @param roles what it assumes the practice to be in law
   */
  public record MatrixView(
      String rulebook,
      String claims,
      LocalDate day,
      boolean contractsSigned,
      Set<String> roles,
      List<CellView> cells) {}

  /**
   * One offer under one jurisdiction's law.
   *
   * @param reason the most severe finding; absent if nothing was found
   * @param freshest the statement behind it that was verified last
   */
  public record CellView(
      String offer,
      String provider,
      String product,
      String plan,
      Optional<String> regionSetting,
      String jurisdiction,
      String word,
      String outcome,
      String headline,
      List<String> holds,
      Optional<ReasonView> reason,
      Optional<DecisionView.EvidenceView> freshest) {
    static CellView of(Matrix.Cell cell) {
      Verdict verdict = Verdict.of(cell.decision());
      return new CellView(
          cell.offer().id(),
          cell.offer().provider(),
          cell.offer().product(),
          cell.offer().plan(),
          cell.offer().regionSetting(),
          cell.jurisdiction().value(),
          verdict.word().name().toLowerCase(Locale.ROOT),
          cell.decision().outcome().name(),
          verdict.headline(),
          cell.holds().stream().map(Hold::toString).toList(),
          cell.reason().map(ReasonView::of),
          cell.freshest()
              .map(line -> DecisionView.EvidenceView.of(line, cell.decision().evaluatedOn())));
    }
  }

  /** Why, and what to do. */
  public record ReasonView(String rule, String text, String fix) {
    static ReasonView of(Finding finding) {
      return new ReasonView(finding.ruleId(), finding.text(), finding.fix());
    }
  }

  /** The dataset. */
  public record ClaimsView(String version, LocalDate asOf, String digest, List<OfferView> offers) {}

  /** One product on one plan with one region setting. */
  public record OfferView(
      String id,
      String provider,
      String product,
      String plan,
      Optional<String> regionSetting,
      String account,
      Set<String> contractsOnOffer,
      Set<String> certifications,
      List<String> conditions,
      List<ClaimView> claims) {
    static OfferView of(Offer offer) {
      return new OfferView(
          offer.id(),
          offer.provider(),
          offer.product(),
          offer.plan(),
          offer.regionSetting(),
          offer.account().name().toLowerCase(Locale.ROOT),
          offer.contractsOnOffer(),
          offer.certifications(),
          offer.conditions(),
          offer.claims().stream().map(ClaimView::of).toList());
    }
  }

  /** What is said of an offer, by whom, where and when. */
  public record ClaimView(
      String id,
      String about,
      List<String> places,
      String grade,
      String publisher,
      String title,
      String url,
      Optional<LocalDate> published,
      String reading,
      Optional<String> quoteSha256,
      LocalDate verifiedOn,
      Optional<LocalDate> supersededOn,
      Optional<String> note) {
    static ClaimView of(PublishedClaim claim) {
      return new ClaimView(
          claim.id(),
          claim.about().name(),
          claim.places().stream().map(Place::code).sorted().toList(),
          claim.grade().name(),
          claim.origin().publisher(),
          claim.origin().title(),
          claim.origin().url(),
          claim.origin().published(),
          claim.origin().reading(),
          claim.origin().quoteSha256(),
          claim.verifiedOn(),
          claim.supersededOn(),
          claim.note());
    }
  }
}
