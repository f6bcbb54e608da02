package io.onshore.connector.simulator.googledrive;

/**
 * A data region policy.
 *
 * @param orgUnit the id of the organisational unit that has a setting of its own
 * @param region in Google's words: {@code US}, {@code EUROPE} or {@code ANY_REGION}
 */
public record Region(String orgUnit, String region) {}
