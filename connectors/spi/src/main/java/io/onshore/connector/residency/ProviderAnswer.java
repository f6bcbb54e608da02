package io.onshore.connector.residency;

import java.util.Optional;

/**
 * What a provider answered to one question, for keeping as evidence. It holds no token and no
 * address that works without one.
 *
 * @param call what was asked, such as {@code GET /2.0/storage_policy_assignments}: the method and
 *     the path as the provider's reference writes it, ids in place of its variables
 * @param body the answer as JSON, as far as the provider's own client read it; empty if the
 *     provider refused to tell
 */
public record ProviderAnswer(String call, Optional<String> body) {}
