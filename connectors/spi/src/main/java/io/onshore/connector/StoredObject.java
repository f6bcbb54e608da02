package io.onshore.connector;

import java.util.Optional;

/**
 * An object as the provider describes it.
 *
 * @param id the provider's own id
 * @param size in bytes
 * @param digests what the provider reports; may be empty for a moment after storing
 * @param version the provider's version or entity tag, by which a later overwrite shows
 */
public record StoredObject(
    String id, ObjectName name, long size, Digests digests, Optional<String> version) {}
