package io.onshore.policy;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Copies in one order, so that equal values also print and hash alike in every process. */
final class Sorted {
  private Sorted() {}

  static <T extends Comparable<? super T>> Set<T> copy(Set<T> values) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }

  static <K extends Comparable<? super K>, V> SortedMap<K, V> copy(Map<K, V> values) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
