package io.onshore.gateway.report;

import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.expiry.Expiry;
import io.onshore.gateway.review.Budget;
import io.onshore.gateway.review.ReviewFigures;
import io.onshore.gateway.review.RuleRate;
import io.onshore.gateway.review.Trends;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a month came to, for who has to answer for it. Counts are of the month in UTC; what rests
 * where, what is stopped and what ends soon are as they were when the report was made. Names are
 * left out already where they have to be.
 *
 * @param made when, by whom, and what was left out
 * @param from the first moment of the month
 * @param to the first moment after it
 * @param weeks that the month touches, with the month's days only
 * @param resting the places that files rest at or may be sent to
 * @param rates the rules that interrupted somebody, the noisiest first
 * @param stops what was stopped or let go on in the month, oldest first
 * @param standing what is stopped now
 * @param proofs that were made in the month, oldest first
 * @param expiries what has ended, or ends within {@link #SOON} days
 * @param rulebook the digest of everybody's rules in force now
 * @param decidedBy the rules that the month's decisions were made by
 * @param house the practice's own rules that were in force in the month, the first first
 */
public record MonthReport(
    Made made,
    String practice,
    YearMonth month,
    Instant from,
    Instant to,
    List<Trends.Week> weeks,
    List<Resting> resting,
    Budget budget,
    List<RuleRate> rates,
    List<Stopped> stops,
    List<Stopped> standing,
    List<Proven> proofs,
    List<Expiry> expiries,
    String rulebook,
    List<ReviewFigures.RulesCount> decidedBy,
    List<RulesVersion> house,
    Trail trail) {
  /** How many days ahead the report looks. */
  public static final int SOON = 90;

  public MonthReport {
    weeks = List.copyOf(weeks);
    resting = List.copyOf(resting);
    rates = List.copyOf(rates);
    stops = List.copyOf(stops);
    standing = List.copyOf(standing);
    proofs = List.copyOf(proofs);
    expiries = List.copyOf(expiries);
    decidedBy = List.copyOf(decidedBy);
    house = List.copyOf(house);
  }

  /** Whether the month was over when the report was made. */
  public boolean over() {
    return !made.at().isBefore(to);
  }

  /** The month's numbers of one kind, by word. */
  public Map<String, Long> total(Function<Trends.Week, Map<String, Long>> what) {
    Map<String, Long> total = new TreeMap<>();
    weeks.forEach(
        week -> what.apply(week).forEach((word, count) -> total.merge(word, count, Long::sum)));
    return total;
  }

  /**
   * Who had a document made.
   *
   * @param by for people to read
   * @param withheld what was left out, such as {@code actor}; empty text if nothing was
   */
  public record Made(Instant at, String by, String withheld) {}

  /**
   * A place where files rest, or may be sent to.
   *
   * @param provider empty if it is not set up any more
   * @param files how many rest there
   * @param places by class of data, as a decision would count with today; empty if it is not set up
   *     any more
   * @param grade of the weakest statement that counts about the files themselves
   * @param since the day of the oldest of those statements
   */
  public record Resting(
      String name,
      Optional<String> provider,
      long files,
      Map<DataClass, Set<Place>> places,
      EvidenceGrade grade,
      Optional<LocalDate> since) {
    public Resting {
      places = Map.copyOf(places);
    }

    /** Whether nobody committed to a place for this class of data. */
    public boolean unknown(DataClass what) {
      return !places.getOrDefault(what, Set.of(Place.UNKNOWN)).stream().allMatch(Place::known);
    }
  }

  /**
   * Sending was stopped, or went on.
   *
   * @param what such as {@code SENDING_STOPPED}; {@code STANDING} for what is stopped now
   * @param reason empty text where none was kept
   */
  public record Stopped(Instant at, String what, String target, String by, String reason) {}

  /**
   * A file that was made for the purpose was sent there and deleted.
   *
   * @param failed the step that failed, if one did
   */
  public record Proven(Instant at, String destination, String by, Optional<String> failed) {}

  /**
   * What stands of the audit trail.
   *
   * @param found by following the whole trail when the report was made
   * @param ofMonth the events of the month, if there are any
   * @param end the last event of the month, if there is one
   * @param head the newest signed head
   */
  public record Trail(
      AuditVerification.Outcome found,
      Optional<AuditLedger.Span> ofMonth,
      Optional<ChainEnd> end,
      Optional<SignedHead> head) {}
}
