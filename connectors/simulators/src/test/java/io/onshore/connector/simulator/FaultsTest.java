package io.onshore.connector.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Faults<Wish> faults = new Faults<>();

  private enum Wish {
    READ,
    WRITE
  }

  @Test
  void eachDisturbanceMeetsOneRequestOfItsOperation() {
    Disturbance cut = new Disturbance.CutBefore();
    faults.next(Wish.WRITE, cut);
    assertThat(faults.take(Wish.READ)).isEmpty();
    assertThat(faults.take(Wish.WRITE)).contains(cut);
    assertThat(faults.take(Wish.WRITE)).isEmpty();
  }

  @Test
  void disturbancesComeInOrderAndAsOftenAsAsked() {
    Disturbance cut = new Disturbance.CutBefore();
    Disturbance lost = new Disturbance.LoseAnswer();
    faults.next(EnumSet.allOf(Wish.class), cut, 2);
    faults.next(Wish.READ, lost);
    assertThat(faults.pending()).isEqualTo(3);
    assertThat(faults.take(Wish.READ)).contains(cut);
    assertThat(faults.take(Wish.WRITE)).contains(cut);
    assertThat(faults.take(Wish.READ)).contains(lost);
    assertThat(faults.pending()).isZero();
  }
}
