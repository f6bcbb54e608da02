package io.onshore.connector;

import java.util.Set;

/**
 * What an account accepts and reports.
 *
 * @param maxBytes the largest object, in bytes
 * @param maxNameLength the longest {@link ObjectName}, in characters
 * @param digests the algorithms by which the provider reports stored objects; empty if by none
 */
public record Limits(long maxBytes, int maxNameLength, Set<DigestAlgorithm> digests) {
  public Limits {
    digests = Set.copyOf(digests);
  }
}
