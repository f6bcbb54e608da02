package io.onshore.gateway.app.rest;

import io.onshore.gateway.residency.Chooser;

/**
 * Another destination of the practice that may take the file without a warning, by what is known.
 *
 * @param headline where the file would rest, in at most six words
 */
public record AlternativeView(String id, String name, String headline) {
  static AlternativeView of(Chooser.Judged judged) {
    return new AlternativeView(
        judged.destination().id().value(),
        judged.destination().name(),
        judged.verdict().headline());
  }
}
