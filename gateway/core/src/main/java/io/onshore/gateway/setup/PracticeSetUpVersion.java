package io.onshore.gateway.setup;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;

/**
 * One version of what a practice set up by itself; the one with the greatest number counts.
 *
 * @param number from 1, without a gap
 * @param madeBy the subject of who changed it
 */
public record PracticeSetUpVersion(
    PracticeId practice, int number, PracticeSetUp setUp, String madeBy, Instant madeAt) {}
