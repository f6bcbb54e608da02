package io.onshore.gateway.app.report;

import io.onshore.gateway.report.MonthReport;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values in the words of a document. */
final class Words {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private Words() {}

  static String moment(Instant at) {
    return MOMENT.format(at);
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** When a document was made, and by whom. */
  static String made(MonthReport.Made made) {
    return moment(made.at()) + " by " + made.by();
  }

  /** What a document leaves out. */
  static String leftOut(MonthReport.Made made) {
    return made.withheld().isEmpty()
        ? "nothing"
        : "values of these kinds, at the request of who had it made: " + made.withheld();
  }

  /** A number and what is counted, such as {@code 1 send} and {@code 1,200 sends}. */
  static String count(long number, String one) {
    return count(number, one, one + "s");
  }

  static String count(long number, String one, String many) {
    return "%s %s".formatted(number(number), number == 1 ? one : many);
  }

  static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  static String share(double value) {
    return String.format(Locale.ENGLISH, "%.1f", value);
  }

  /** Names of an enumeration in small letters, such as {@code evidence changed}. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String places(Collection<Place> places) {
    return places.isEmpty()
        ? "unknown"
        : places.stream().sorted().map(Words::place).collect(Collectors.joining(", "));
  }

  static String place(Place place) {
    if (!place.known()) {
      return "unknown";
    }
    String country = Locale.of("", place.country()).getDisplayCountry(Locale.ENGLISH);
    return country.equals(place.code()) ? country : country + " (" + place.code() + ")";
  }

  static String grade(EvidenceGrade grade) {
    return switch (grade) {
      case TENANT_MEASURED -> "read from the account itself";
      case CONTRACT -> "term of a signed contract";
      case VENDOR_DOC -> "the provider's published document";
      case ADMIN_ATTESTATION -> "attested by an admin";
      case VENDOR_STATEMENT -> "the provider's word";
      case THIRD_PARTY -> "somebody else's word";
      case UNKNOWN -> "no evidence";
    };
  }
}
