package io.onshore.policy.rulebook;

import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Source;
import java.util.Optional;

/**
 * How long a jurisdiction wants records of how files were kept to be kept.
 *
 * @param years from the record on
 * @param url where to read it, or words that say what it is
 * @param quote the words of the source; empty if it was not read
 * @param note what else there is to know
 */
public record RetentionPreset(
    JurisdictionId jurisdiction,
    int years,
    Source.Grade grade,
    String url,
    Optional<String> quote,
    String note) {}
