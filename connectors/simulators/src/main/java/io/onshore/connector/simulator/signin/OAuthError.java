package io.onshore.connector.simulator.signin;

/**
 * Why a token request is refused.
 *
 * @param error a code of RFC 6749, or one of the provider's own
 */
public record OAuthError(int status, String error, String description) {}
