package io.onshore.connector.testkit;

import io.onshore.connector.Failure;

/**
 * One recorded error of the vendor and what the connector makes of it.
 *
 * @param says what the vendor says, such as {@code 507 insufficientStorage}
 * @param expected what it means, by the vendor's documentation
 * @param mapped what the connector's one mapper makes of it
 */
public record VendorExample(String says, Failure expected, Failure mapped) {}
