package io.onshore.gateway.destination;

import io.onshore.connector.ProviderId;
import io.onshore.connector.Settings;
import io.onshore.gateway.practice.PracticeId;

/**
 * A practice's account at a provider.
 *
 * @param id unique within the practice
 * @param settings hold secrets; their {@code toString} shows none
 */
public record Connection(String id, PracticeId practice, ProviderId provider, Settings settings) {}
