package io.onshore.policy;

/**
 * Tells whether a law about location is in play in a jurisdiction. Weak evidence then holds a push
 * instead of warning.
 *
 * @param conditionText the condition as written, for people and for the digest
 */
public record LocalisationGate(
    JurisdictionId jurisdiction, Condition condition, String conditionText) {}
