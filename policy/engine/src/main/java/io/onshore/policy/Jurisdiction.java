package io.onshore.policy;

import java.util.Optional;

/**
 * A body of law.
 *
 * @param parent whose rules apply as well
 * @param members the {@link PlaceGroup} whose countries are under this law although the rulebook
 *     has no entry of their own for them
 */
public record Jurisdiction(
    JurisdictionId id,
    String name,
    Optional<JurisdictionId> parent,
    Optional<String> regulator,
    String law,
    Optional<String> members) {}
