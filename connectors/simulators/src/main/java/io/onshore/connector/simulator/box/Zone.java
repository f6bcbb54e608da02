package io.onshore.connector.simulator.box;

/**
 * A place where content rests: a storage policy.
 *
 * @param name as Box shows it, free text
 */
public record Zone(String id, String name) {}
