package io.onshore.connector.simulator;

import java.util.Map;

/**
 * A request that a double has seen.
 *
 * @param operation what it asked for, by the double's own name
 * @param authority host and port, as the client named them
 * @param target path and query, decoded
 * @param headers by lower-case name
 * @param body the first bytes of the body
 * @param bodySize of the whole body
 */
@SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
public record Seen(
    String operation,
    String method,
    String authority,
    String target,
    Map<String, String> headers,
    byte[] body,
    long bodySize) {}
