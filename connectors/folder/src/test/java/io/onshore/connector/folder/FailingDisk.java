package io.onshore.connector.folder;

import io.onshore.connector.testkit.Fault;
import io.onshore.connector.testkit.Operation;
import io.onshore.connector.testkit.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The real disk, seen and disturbed: it notes each operation, and fails as it is told, with the
 * exceptions that the JDK throws for such a disk. Asking for its health is not noted, because that
 * is part of understanding a failure. Safe for several threads.
 */
final class FailingDisk implements FolderApi {
  private static final long NO_CUT = -1;

  private final FolderApi disk = FolderApi.onDisk();
  private final Path root;
  private final Path readOnly;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final AtomicReference<Optional<Fault>> fault = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Operation>> lost = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Path>> lastLinked =
      new AtomicReference<>(Optional.empty());
  private final AtomicLong cutAfter = new AtomicLong(NO_CUT);
  private final Semaphore held = new Semaphore(0);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile String forbidden = "";
  private volatile long usable = Long.MAX_VALUE;
  private volatile Health health = new Health(true, false, usable);

  FailingDisk(Path root, Path readOnly) {
    this.root = root;
    this.readOnly = readOnly;
  }

  void fail(Fault next) {
    fault.set(Optional.of(next));
  }

  void lose(Operation next) {
    lost.set(Optional.of(next));
  }

  /** Forbids an operation from now on. */
  void forbid(String method) {
    forbidden = method;
  }

  void cut(long bytes) {
    cutAfter.set(bytes);
  }

  void awaitHeld() throws InterruptedException {
    if (!held.tryAcquire(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no operation came to be held");
    }
  }

  void release() {
    released.countDown();
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  Optional<Path> lastLinked() {
    return lastLinked.get();
  }

  @Override
  public BasicFileAttributes attributes(Path path) throws IOException {
    read("attributes", path);
    return disk.attributes(path);
  }

  @Override
  public Path realPath(Path path) throws IOException {
    read("realPath", path);
    return disk.realPath(path);
  }

  @Override
  public boolean writable(Path folder) throws IOException {
    read("writable", folder);
    return !folder.equals(readOnly) && disk.writable(folder);
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    change("createFolders", folder);
    disk.createFolders(folder);
  }

  @Override
  public void createFile(Path file) throws IOException {
    change("createFile", file);
    disk.createFile(file);
    lose(Operation.BEGIN, file.endsWith("parts"));
  }

  @Override
  public SeekableByteChannel openToWrite(Path file) throws IOException {
    try {
      meet("openToWrite");
    } catch (IOException refused) {
      note(Seen.Purpose.CHANGE, "write", path(file), 0, "");
      throw refused;
    }
    return new FailingChannel(disk.openToWrite(file), path(file));
  }

  @Override
  public void append(Path file, String text) throws IOException {
    note(Seen.Purpose.CHANGE, "append", path(file), 0, text);
    meet("append");
    disk.append(file, text);
    lose(Operation.SEND, true);
  }

  @Override
  public InputStream openToRead(Path file) throws IOException {
    read("openToRead", file);
    return disk.openToRead(file);
  }

  @Override
  public String readText(Path file) throws IOException {
    read("readText", file);
    return disk.readText(file);
  }

  @Override
  public void sync(Path fileOrFolder) throws IOException {
    read("sync", fileOrFolder);
    disk.sync(fileOrFolder);
  }

  @Override
  public void link(Path file, Path secondName) throws IOException {
    change("link", secondName);
    if (take(Fault.OUTAGE_ON_COMMIT)) {
      throw gone();
    }
    disk.link(file, secondName);
    lastLinked.set(Optional.of(secondName));
    lose(Operation.COMMIT, true);
  }

  @Override
  public boolean same(Path one, Path other) throws IOException {
    read("same", other);
    return disk.same(one, other);
  }

  @Override
  public void delete(Path path) throws IOException {
    change("delete", path);
    disk.delete(path);
  }

  /** How many bytes it takes from now on, as far as it says. */
  void usable(long bytes) {
    usable = bytes;
  }

  @Override
  public Health health(Path path) {
    return health;
  }

  private void read(String method, Path path) throws IOException {
    note(Seen.Purpose.READ, method, path(path), 0, "");
    meet(method);
  }

  private void change(String method, Path path) throws IOException {
    note(Seen.Purpose.CHANGE, method, path(path), 0, "");
    meet(method);
  }

  private void note(
      Seen.Purpose purpose, String method, String path, long contentBytes, String body) {
    seen.add(new Seen(purpose, method, "", path, Map.of(), false, false, contentBytes, body));
  }

  /** Plays the faults that strike any operation. */
  private void meet(String method) throws IOException {
    health = new Health(true, false, usable);
    if (take(Fault.OUTAGE)) {
      throw gone();
    }
    if (take(Fault.FORBIDDEN) || method.equals(forbidden)) {
      throw new AccessDeniedException(root.toString());
    }
    if (take(Fault.UNCLASSIFIED)) {
      throw new FileSystemException(root.toString(), null, "Exchange full");
    }
    if (take(Fault.NO_ANSWER)) {
      held.release();
      try {
        released.await();
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        throw new ClosedByInterruptException();
      }
      throw new IOException(method + " was held until the end");
    }
  }

  private IOException gone() {
    health = new Health(false, false, 0);
    return new NoSuchFileException(root.toString());
  }

  private boolean take(Fault wanted) {
    Optional<Fault> next = fault.get();
    return next.equals(Optional.of(wanted)) && fault.compareAndSet(next, Optional.empty());
  }

  private void lose(Operation done, boolean completed) throws IOException {
    if (completed && lost.get().equals(Optional.of(done))) {
      lost.set(Optional.empty());
      throw new IOException("Input/output error");
    }
  }

  private String path(Path path) {
    return path.startsWith(root) ? "/" + root.relativize(path) : path.toString();
  }

  /** Writes to the disk, unless it is full, cut or corrupting. */
  private final class FailingChannel implements SeekableByteChannel {
    private final SeekableByteChannel channel;
    private final String path;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    FailingChannel(SeekableByteChannel channel, String path) {
      this.channel = channel;
      this.path = path;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (take(Fault.QUOTA_EXHAUSTED)) {
        health = new Health(true, false, 0);
        throw new IOException("No space left on device");
      }
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      if (take(Fault.CORRUPTED_IN_TRANSIT)) {
        bytes[bytes.length / 2] ^= 0x10;
      }
      long whole = cutAfter.get();
      int most = whole == NO_CUT ? bytes.length : (int) Math.min(bytes.length, whole);
      ByteBuffer passed = ByteBuffer.wrap(bytes, 0, most);
      while (passed.hasRemaining()) {
        channel.write(passed);
      }
      written.write(bytes, 0, most);
      if (whole != NO_CUT && most < bytes.length) {
        cutAfter.set(NO_CUT);
        throw new IOException("Input/output error");
      }
      if (whole != NO_CUT) {
        cutAfter.set(whole - most);
      }
      return bytes.length;
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        note(
            Seen.Purpose.CHANGE,
            "write",
            path,
            written.size(),
            written.size() > Seen.MAX_BODY
                ? written.toString(StandardCharsets.ISO_8859_1).substring(0, Seen.MAX_BODY)
                : written.toString(StandardCharsets.ISO_8859_1));
      }
      channel.close();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long at) throws IOException {
      channel.position(at);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      channel.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }
  }
}
