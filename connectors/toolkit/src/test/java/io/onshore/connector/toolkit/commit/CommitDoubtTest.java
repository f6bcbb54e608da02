package io.onshore.connector.toolkit.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommitDoubtTest {
  private static ConnectorException refused(Failure failure) {
    return new ConnectorException(failure, "refused", new IllegalStateException("cause"));
  }

  private static ConnectorException refused(Kind kind) {
    return refused(Failure.permanent(kind));
  }

  @ParameterizedTest
  @EnumSource(names = {"SESSION_LOST", "NAME_TAKEN"})
  void aFirstRefusalIsWhatItSays(Kind kind) {
    ConnectorException first = refused(kind);
    assertThat(new CommitDoubt(false).told(first)).isSameAs(first);
  }

  @ParameterizedTest
  @EnumSource(names = {"SESSION_LOST", "NAME_TAKEN"})
  void afterALostAnswerTheSameRefusalMayMeanThatItWorked(Kind kind) {
    CommitDoubt doubt = new CommitDoubt(false);
    ConnectorException lost = refused(Failure.passing(Kind.UNAVAILABLE).withEffect(Effect.UNKNOWN));
    assertThat(doubt.told(lost)).isSameAs(lost);

    ConnectorException told = doubt.told(refused(kind));
    assertThat(told.failure()).isEqualTo(Failure.permanent(kind).withEffect(Effect.UNKNOWN));
    assertThat(told).hasMessage("refused").hasRootCauseMessage("cause");
  }

  @Test
  void aResumedUploadMayHaveBeenCommittedBefore() {
    assertThat(new CommitDoubt(true).told(refused(Kind.NAME_TAKEN)).failure().effect())
        .isEqualTo(Effect.UNKNOWN);
  }

  @Test
  void otherRefusalsStayAsTheyAre() {
    ConnectorException full = refused(Kind.QUOTA_EXHAUSTED);
    assertThat(new CommitDoubt(true).told(full)).isSameAs(full);
  }
}
