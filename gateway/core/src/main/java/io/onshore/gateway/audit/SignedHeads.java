package io.onshore.gateway.audit;

import io.onshore.gateway.practice.PracticeId;
import java.util.List;

/** The heads that were signed. Only ever added to. */
public interface SignedHeads {
  /** Keeps a head; of several at one event the first stays. */
  void keep(SignedHead head);

  /** All of a practice, oldest first. */
  List<SignedHead> all(PracticeId practice);
}
