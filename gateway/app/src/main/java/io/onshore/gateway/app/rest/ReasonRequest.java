package io.onshore.gateway.app.rest;

import org.jspecify.annotations.Nullable;

/** Why something is done; nothing about a patient. */
public record ReasonRequest(@Nullable String reason) {
  /**
   * The reason.
   *
   * @throws io.onshore.gateway.refusal.RequestRefused INVALID_REQUEST if there is none, or it
   *     cannot be kept
   */
  String given() {
    return Requests.note(Requests.required(reason, "reason"));
  }
}
