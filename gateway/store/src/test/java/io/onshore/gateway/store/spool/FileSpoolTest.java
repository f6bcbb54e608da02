package io.onshore.gateway.store.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.TransferId;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSpoolTest {
  private final TransferId id = TransferId.fresh();
  private final Path temporary;
  private final Path folder;
  private Spool spool;

  FileSpoolTest(@TempDir Path temporary) throws IOException {
    this.temporary = temporary;
    this.folder = temporary.resolve("a/spool");
    this.spool = new FileSpool(folder, 1000);
  }

  private void append(long offset, int length, int fill) throws IOException {
    byte[] bytes = new byte[length + 2];
    Arrays.fill(bytes, (byte) fill);
    try (Spool.Appender appender = spool.append(id, offset, length)) {
      appender.write(bytes, 1, length);
      appender.force();
    }
  }

  private byte[] read(long offset, long length) throws IOException {
    try (InputStream in = spool.slice(id, offset, length).open()) {
      return in.readAllBytes();
    }
  }

  @Test
  void givesBackWhatWasAppended() throws IOException {
    append(0, 100, 1);
    append(100, 50, 2);
    assertThat(read(0, 150)).startsWith(1, 1).endsWith(2, 2).hasSize(150);
    assertThat(read(99, 2)).containsExactly(1, 2);
    try (SeekableByteChannel channel = spool.open(id)) {
      assertThat(channel.size()).isEqualTo(150);
    }
    assertThat(spool.holds(id)).isTrue();
    assertThat(spool.holds(TransferId.fresh())).isFalse();
  }

  @Test
  void cutsOffWhatACrashLeftBeyondTheDurableBytes() throws IOException {
    append(0, 100, 1);
    append(40, 10, 2);
    assertThat(read(0, 1000)).hasSize(50).endsWith(1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
  }

  @Test
  void refusesToGoOnWhereBytesAreMissing() throws IOException {
    assertThatThrownBy(() -> append(1, 10, 1)).isInstanceOf(IOException.class);
    assertThat(spool.holds(id)).isFalse();
    append(0, 10, 1);
    assertThatThrownBy(() -> append(11, 10, 1))
        .isInstanceOf(IOException.class)
        .hasMessage("the spool holds 10 bytes where 11 should be");
    assertThat(read(0, 100)).hasSize(10);
  }

  @Test
  void writesOnWhenItsThreadIsInterrupted() throws IOException {
    try (Spool.Appender appender = spool.append(id, 0, 20)) {
      appender.write(new byte[10], 0, 10);
      Thread.currentThread().interrupt();
      appender.write(new byte[10], 0, 10);
      appender.force();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(read(0, 100)).hasSize(20);
  }

  @Test
  void refusesMoreThanThereIsRoomFor() throws IOException {
    append(0, 600, 1);
    TransferId second = TransferId.fresh();
    assertThatThrownBy(() -> spool.append(second, 0, 401))
        .isInstanceOf(Spool.SpoolFullException.class);
    assertThat(spool.holds(second)).isFalse();
    spool.append(second, 0, 400).close();
    append(600, 400, 1);
    assertThat(read(0, 1000)).hasSize(1000);
  }

  @Test
  void keepsRoomForWhatIsStillComing() throws IOException {
    try (Spool.Appender first = spool.append(id, 0, 700)) {
      first.write(new byte[200], 0, 200);
      assertThatThrownBy(() -> spool.append(TransferId.fresh(), 0, 301))
          .isInstanceOf(Spool.SpoolFullException.class);
      spool.append(TransferId.fresh(), 0, 300).close();
    }
    spool.append(TransferId.fresh(), 0, 800).close();
  }

  @Test
  void countsTheOffsetRatherThanWhatIsCutOff() throws IOException {
    append(0, 900, 1);
    append(100, 900, 1);
    assertThat(read(0, 2000)).hasSize(1000);
  }

  @Test
  void refusesMoreThanTheDiskHasRoomFor() throws IOException {
    Spool vast = new FileSpool(folder, Long.MAX_VALUE);
    assertThatThrownBy(() -> vast.append(id, 0, Long.MAX_VALUE / 2))
        .isInstanceOf(Spool.SpoolFullException.class);
  }

  @Test
  void leavesNothingAfterShredding() throws IOException {
    append(0, 900, 7);
    Path file = folder.resolve(id.value());
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      spool.shred(id);
      byte[] seen = new byte[900];
      reader.readFully(seen);
      assertThat(seen).as("what an open reader sees").containsOnly(0);
    }
    assertThat(file).doesNotExist();
    assertThat(spool.holds(id)).isFalse();
    spool.shred(id);
  }

  @Test
  void shredsEveryByteOfALongFile() throws IOException {
    spool = new FileSpool(folder, 1_000_000);
    append(0, 200_001, 7);
    try (RandomAccessFile reader = new RandomAccessFile(folder.resolve(id.value()).toFile(), "r")) {
      spool.shred(id);
      byte[] seen = new byte[200_001];
      reader.readFully(seen);
      assertThat(seen).containsOnly(0);
      assertThat(reader.read()).isEqualTo(-1);
    }
  }

  @Test
  void letsOnlyItsOwnerIn() throws IOException {
    append(0, 1, 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(id.value()))))
        .isEqualTo("rw-------");
  }

  @Test
  void closesAFolderThatOthersCouldEnter() throws IOException {
    Path wide = Files.createDirectory(temporary.resolve("wide"));
    Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxr-xr-x"));
    new FileSpool(wide, 1).holds(id);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wide)))
        .isEqualTo("rwx------");
  }

  @Test
  void keepsItsFilesOverARestart() throws IOException {
    append(0, 10, 3);
    spool = new FileSpool(folder, 1000);
    append(10, 5, 4);
    assertThat(read(9, 2)).containsExactly(3, 4);
  }
}
