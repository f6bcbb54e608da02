package io.onshore.connector.dropbox;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Part;
import java.util.ArrayList;
import java.util.List;

/** Which bytes Dropbox has said it took. Safe for several threads. */
final class Acknowledged {
  private Confirmed bytes = Confirmed.upTo(0);

  synchronized void add(Part part) {
    List<Confirmed.Range> ranges = new ArrayList<>(bytes.ranges());
    ranges.add(new Confirmed.Range(part.offset(), part.end()));
    bytes = new Confirmed(ranges);
  }

  /** Dropbox says it has the first bytes up to here, and no others. */
  synchronized void standAt(long offset) {
    bytes = Confirmed.upTo(offset);
  }

  synchronized Confirmed bytes() {
    return bytes;
  }
}
