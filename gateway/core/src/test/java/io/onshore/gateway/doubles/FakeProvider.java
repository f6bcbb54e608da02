package io.onshore.gateway.doubles;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorCard;
import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorCard.Scope;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Discard;
import io.onshore.connector.Failure;
import io.onshore.connector.Limits;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.PartRule;
import io.onshore.connector.ProviderId;
import io.onshore.connector.Quota;
import io.onshore.connector.ReadBack;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.Settings;
import io.onshore.connector.Space;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.GrantLife;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A provider in memory that outlives the process, with a connector that keeps the SPI's contract.
 * Parts have 1,000 bytes and go in order, unless {@link #parallel} says otherwise. What goes wrong
 * is written down beforehand as {@link Fault}s. Safe for several threads.
 */
public final class FakeProvider implements ConnectorFactory {
  public static final ProviderId ID = new ProviderId("fake");
  public static final int PART = 1_000;

  private final Power power;
  private final Clock clock;
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, Upload> uploads = new TreeMap<>();
  private final List<Held> objects = new ArrayList<>();
  private Runnable beforeCall = () -> {};
  private String beforeWhich = "";
  private int corruptUploads;
  private int digestlessAnswers;
  private int opened;
  private int abandoned;

  /** Which digests it reports. */
  public volatile Set<DigestAlgorithm> reports = EnumSet.of(DigestAlgorithm.SHA1);

  /** Whether the last part stays with the connector until commit. */
  public volatile boolean holdsLastPartBack;

  /** How many parts may be on their way at once. */
  public volatile int parallel = 1;

  /** Runs in each call of {@code send}, before it does anything. */
  public volatile Runnable whileSending = () -> {};

  /** Whether stored bytes can be read. */
  public volatile boolean readsBack;

  /** Whether stored objects can be deleted. */
  public volatile boolean discards = true;

  /** Whether it keeps what it says that it deleted. */
  public volatile boolean keepsDiscarded;

  /** How many objects it has ever stored. */
  private int stored;

  /** Whether it notices at commit that bytes changed on the way. */
  public volatile boolean comparesAtCommit = true;

  /** Where it says that files and backups rest; nothing is said if empty. */
  public volatile Set<String> places = Set.of("AU");

  public volatile Strength strength = Strength.REPORTED;

  /** Who it says is behind the destination. */
  public volatile DestinationIdentity identity = DestinationIdentity.UNTOLD;

  public volatile long maxBytes = 1L << 40;

  /** Where a person consents; without one it acts as the application. */
  public volatile Optional<FakeSignIn> signIn = Optional.empty();

  /** How long it lets a grant live that nobody uses. */
  public volatile Optional<GrantLife> grantLife = Optional.empty();

  /** How much room it says there is; it does not tell if empty. */
  public volatile Optional<Space> space = Optional.empty();

  public FakeProvider(Power power, Clock clock) {
    this.power = power;
    this.clock = clock;
  }

  /**
   * Something that goes wrong.
   *
   * @param call which call, such as {@code send}
   * @param nth the first call of this name, counted from now, that it hits; 1 is the next
   * @param times how many in a row
   * @param arrived whether the call does its work before the answer is lost
   */
  public record Fault(String call, int nth, int times, boolean arrived, Failure failure) {}

  private static final class Upload {
    private final ObjectName name;
    private final byte[] content;
    private Confirmed confirmed = Confirmed.upTo(0);

    Upload(ObjectName name, int size) {
      this.name = name;
      this.content = new byte[size];
    }

    void has(int offset, int length) {
      if (length > 0) {
        List<Confirmed.Range> ranges = new ArrayList<>(confirmed.ranges());
        ranges.add(new Confirmed.Range(offset, offset + length));
        confirmed = new Confirmed(ranges);
      }
    }
  }

  /** A stored object. */
  private static final class Held {
    private final String id;
    private final ObjectName name;
    private final byte[] content;

    Held(String id, ObjectName name, byte[] content) {
      this.id = id;
      this.name = name;
      this.content = content;
    }

    String id() {
      return id;
    }

    ObjectName name() {
      return name;
    }

    byte[] content() {
      return content;
    }
  }

  public void fail(String call, int nth, int times, boolean arrived, Failure failure) {
    synchronized (this) {
      int before = (int) calls.stream().filter(call::equals).count();
      faults.add(new Fault(call, before + nth, times, arrived, failure));
    }
  }

  public void fail(String call, Failure failure) {
    fail(call, 1, 1, false, failure);
  }

  public void alwaysFail(String call, Failure failure) {
    fail(call, 1, Integer.MAX_VALUE / 2, false, failure);
  }

  public synchronized void heal() {
    faults.clear();
  }

  /** Runs once, just before the next call of this name. */
  public synchronized void beforeNext(String call, Runnable action) {
    beforeWhich = call;
    beforeCall = action;
  }

  /** The next uploads arrive changed. */
  public synchronized void corrupt(int times) {
    corruptUploads = times;
  }

  /** The next answers about objects tell no digest. */
  public synchronized void hideDigests(int times) {
    digestlessAnswers = times;
  }

  /** The provider forgets every unfinished upload. */
  public synchronized void forgetUploads() {
    uploads.clear();
  }

  /** Somebody else's object. */
  public synchronized void plant(ObjectName name, byte[] content) {
    objects.add(new Held("planted-" + objects.size(), name, content.clone()));
  }

  public synchronized List<byte[]> objects() {
    return objects.stream().map(Held::content).toList();
  }

  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  public synchronized long calls(String name) {
    return calls.stream().filter(name::equals).count();
  }

  /** Uploads that were opened and neither finished nor abandoned. */
  public synchronized int unfinished() {
    return uploads.size();
  }

  public synchronized int abandoned() {
    return abandoned;
  }

  private interface Work<T> {
    T run() throws ConnectorException;
  }

  private <T> T call(String name, Work<T> work) throws ConnectorException {
    int nth;
    Runnable first = () -> {};
    Optional<Fault> fault;
    synchronized (this) {
      power.pass("provider " + name + " asked");
      calls.add(name);
      nth = (int) calls.stream().filter(name::equals).count();
      if (name.equals(beforeWhich)) {
        first = beforeCall;
        beforeWhich = "";
      }
      fault =
          faults.stream()
              .filter(each -> each.call().equals(name))
              .filter(each -> nth >= each.nth() && nth < each.nth() + each.times())
              .findFirst();
    }
    first.run();
    if (fault.isPresent() && !fault.get().arrived()) {
      throw new ConnectorException(fault.get().failure(), "planned failure of " + name);
    }
    T answer;
    synchronized (this) {
      answer = work.run();
      power.pass("provider " + name + " done");
    }
    if (fault.isPresent()) {
      throw new ConnectorException(fault.get().failure(), "planned loss of the answer of " + name);
    }
    return answer;
  }

  private static ConnectorException plain(Failure.Kind kind) {
    return new ConnectorException(Failure.permanent(kind), "the fake says " + kind);
  }

  private StoredObject described(Held held) {
    Set<DigestAlgorithm> told = reports;
    if (digestlessAnswers > 0) {
      digestlessAnswers--;
      told = Set.of();
    }
    return new StoredObject(
        held.id(), held.name(), held.content().length, digests(held, told), Optional.of("v1"));
  }

  private static Digests digests(Held held, Set<DigestAlgorithm> algorithms) {
    try {
      return RunningDigests.of(algorithms, new ByteArrayInputStream(held.content()));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public ProviderId provider() {
    return ID;
  }

  @Override
  public Optional<GrantLife> grantLife() {
    return grantLife;
  }

  @Override
  public ConnectorCard card() {
    return new ConnectorCard(
        ID,
        "Fake",
        new Limits(maxBytes, 255, reports),
        new PartRule.Fixed(PART, 1),
        Optional.empty(),
        Set.of(Aspect.CONTENT),
        Set.of(),
        List.of(
            new Scope("store", ActsAs.PERSON, true, "Storing files."),
            new Scope("offline_access", ActsAs.PERSON, true, "Staying connected."),
            new Scope("look", ActsAs.PERSON, false, "Looking where files rest.")));
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of();
  }

  @Override
  public Connector open(Settings settings, ConnectorContext context) throws ConnectorException {
    call("open", () -> "");
    return new FakeConnector();
  }

  private final class FakeConnector implements Connector {
    @Override
    public Optional<Authorization> authorization() {
      return signIn.map(Authorization.class::cast);
    }

    @Override
    public ProviderId provider() {
      return ID;
    }

    @Override
    public Limits limits() {
      return new Limits(maxBytes, 255, reports);
    }

    @Override
    public void check(Destination destination) throws ConnectorException {
      call("check", () -> "");
    }

    @Override
    public UploadSession begin(UploadRequest request) throws ConnectorException {
      return call(
          "begin",
          () -> {
            String id = "upload-" + opened++;
            uploads.put(id, new Upload(request.name(), (int) request.size()));
            return new FakeSession(id, (int) request.size());
          });
    }

    @Override
    public UploadSession resume(ResumeToken token) {
      String[] parts = token.reveal().split(" ", -1);
      return new FakeSession(parts[0], Integer.parseInt(parts[1]));
    }

    @Override
    public Optional<StoredObject> find(ObjectName name, Destination destination)
        throws ConnectorException {
      return call(
          "find",
          () ->
              objects.stream()
                  .filter(held -> held.name().equals(name))
                  .findFirst()
                  .map(FakeProvider.this::described));
    }

    @Override
    public ResidencyEvidence probeResidency(Destination destination) throws ConnectorException {
      return call(
          "probe",
          () -> {
            List<Observation> observations = new ArrayList<>();
            if (!places.isEmpty()) {
              for (Aspect aspect : List.of(Aspect.CONTENT, Aspect.BACKUP)) {
                observations.add(new Observation(aspect, places, strength, "fake.place", "label"));
              }
            }
            return new ResidencyEvidence(clock.instant(), observations, identity, List.of());
          });
    }

    @Override
    public Optional<Quota> quota() {
      return Optional.of(destination -> call("space", () -> space));
    }

    @Override
    public Optional<ReadBack> readBack() {
      return readsBack
          ? Optional.of(
              (object, destination) ->
                  call(
                      "read",
                      () ->
                          objects.stream()
                              .filter(held -> held.id().equals(object.id()))
                              .findFirst()
                              .<InputStream>map(held -> new ByteArrayInputStream(held.content()))
                              .orElseThrow(() -> plain(Failure.Kind.OBJECT_MISSING))))
          : Optional.empty();
    }

    @Override
    public Optional<Discard> discard() {
      return discards
          ? Optional.of(
              (object, destination) ->
                  call(
                      "discard",
                      () ->
                          !keepsDiscarded
                              && objects.removeIf(held -> held.id().equals(object.id()))))
          : Optional.empty();
    }

    @Override
    public void close() {}
  }

  private final class FakeSession implements UploadSession {
    private final String id;
    private final int size;
    private byte[] last = new byte[0];
    private Optional<Held> done = Optional.empty();

    FakeSession(String id, int size) {
      this.id = id;
      this.size = size;
    }

    private Upload upload() throws ConnectorException {
      Upload upload = uploads.get(id);
      if (upload == null) {
        throw plain(Failure.Kind.SESSION_LOST);
      }
      return upload;
    }

    @Override
    public ResumeToken token() {
      return new ResumeToken(ID, id + " " + size);
    }

    @Override
    public PartRule partRule() {
      return new PartRule.Fixed(PART, parallel);
    }

    @Override
    public Optional<Instant> expiresAt() {
      return Optional.empty();
    }

    @Override
    public Confirmed confirmed() throws ConnectorException {
      return call("confirmed", () -> upload().confirmed);
    }

    @Override
    public void send(Part part) throws ConnectorException {
      whileSending.run();
      call(
          "send",
          () -> {
            Upload upload = upload();
            byte[] bytes;
            try (InputStream in = part.source().open()) {
              bytes = in.readAllBytes();
            } catch (IOException unreadable) {
              throw plain(Failure.Kind.SOURCE_FAILED);
            }
            if (bytes.length != part.length()) {
              throw plain(Failure.Kind.SOURCE_FAILED);
            }
            if (parallel == 1 && part.offset() > upload.confirmed.contiguous()) {
              throw plain(Failure.Kind.OFFSET_MISMATCH);
            }
            if (holdsLastPartBack && part.end() == size) {
              last = bytes;
              return "";
            }
            take(upload, (int) part.offset(), bytes);
            return "";
          });
    }

    private void take(Upload upload, int offset, byte[] bytes) {
      // Half a part is there first, and may be all that ever arrives.
      int half = bytes.length / 2;
      System.arraycopy(bytes, 0, upload.content, offset, half);
      upload.has(offset, half);
      power.pass("provider has half a part");
      System.arraycopy(bytes, 0, upload.content, offset, bytes.length);
      upload.has(offset, bytes.length);
    }

    @Override
    public StoredObject commit(Digests whole) throws ConnectorException {
      return call(
          "commit",
          () -> {
            if (done.isPresent()) {
              return described(done.get());
            }
            Upload upload = upload();
            if (last.length > 0) {
              take(upload, size - last.length, last);
            }
            if (upload.confirmed.contiguous() < size) {
              throw plain(Failure.Kind.INCOMPLETE);
            }
            if (objects.stream().anyMatch(held -> held.name().equals(upload.name))) {
              throw plain(Failure.Kind.NAME_TAKEN);
            }
            byte[] content = upload.content.clone();
            if (corruptUploads > 0) {
              corruptUploads--;
              content[content.length / 2] ^= 1;
            }
            Held held = new Held("object-" + stored++, upload.name, content);
            Digests own =
                digests(held, reports.isEmpty() ? EnumSet.of(DigestAlgorithm.SHA256) : reports);
            if (comparesAtCommit && whole.match(own) == Digests.Match.DIFFERS) {
              throw plain(Failure.Kind.DIGEST_MISMATCH);
            }
            objects.add(held);
            uploads.remove(id);
            done = Optional.of(held);
            return described(held);
          });
    }

    @Override
    public void abandon() throws ConnectorException {
      call(
          "abandon",
          () -> {
            if (uploads.remove(id) != null) {
              abandoned++;
            }
            return "";
          });
    }

    @Override
    public void close() {
      Arrays.fill(last, (byte) 0);
    }
  }
}
