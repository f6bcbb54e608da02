package io.onshore.connector.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.toolkit.http.TransportException.Reason;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransportFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "SOURCE_FAILED,SOURCE_FAILED,false",
    "NOT_SENT,UNAVAILABLE,true",
    "CUT_SHORT,UNAVAILABLE,true",
    "ANSWER_LOST,UNAVAILABLE,true",
    "TIMEOUT,UNAVAILABLE,true",
    "CANCELLED,CANCELLED,false",
    "CLOSED,CLOSED,false",
    "ANSWER_UNUSABLE,UNCLASSIFIED,false"
  })
  void everyReasonHasItsKind(Reason reason, Kind kind, boolean retryable) {
    Failure failure =
        TransportFailures.toFailure(new TransportException(reason, false, null), true);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.retryable()).isEqualTo(retryable);
    assertThat(failure.effect()).isEqualTo(Effect.NONE);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void theEffectIsUnknownOnlyIfACallThatStoresMayHaveArrived(Reason reason) {
    TransportException arrived = new TransportException(reason, true, null);

    assertThat(TransportFailures.toFailure(arrived, true).effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(TransportFailures.toFailure(arrived, false).effect()).isEqualTo(Effect.NONE);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void theCauseIsKeptWithoutItsWords(Reason reason) {
    ConnectorException exception =
        TransportFailures.toException(
            new TransportException(reason, true, new IOException("hunter2")), true);

    assertThat(exception).hasMessageNotContaining("hunter2");
    assertThat(exception.getCause()).isInstanceOf(TransportException.class);
    assertThat(exception)
        .rootCause()
        .hasMessageContaining("java.io.IOException")
        .hasMessageNotContaining("hunter2");
  }
}
