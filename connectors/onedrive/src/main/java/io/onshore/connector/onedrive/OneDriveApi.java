package io.onshore.connector.onedrive;

import com.microsoft.graph.BaseGraphServiceClient;
import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.models.Drive;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import com.microsoft.graph.models.OrganizationCollectionResponse;
import com.microsoft.graph.models.Site;
import com.microsoft.graph.models.SiteCollectionResponse;
import com.microsoft.kiota.ApiClientBuilder;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.JsonSerializationWriterFactory;
import com.microsoft.kiota.serialization.KiotaJsonSerialization;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.onedrive.OneDriveFailures.About;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.OkHttpSeam;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.http.TransportException;
import io.onshore.connector.toolkit.http.TransportFailures;
import io.onshore.connector.toolkit.oauth.BearerCalls;
import io.onshore.connector.toolkit.oauth.CodeFlow;
import io.onshore.connector.toolkit.oauth.Grant;
import io.onshore.connector.toolkit.oauth.OAuthTokens;
import io.onshore.connector.toolkit.oauth.TokenEndpoint;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls to Microsoft that the connector makes, each one request. The SDK builds the requests
 * for metadata and reads the answers; every byte goes through the toolkit's seam. The access token
 * goes to Graph's host and to no other. Safe for several threads.
 */
final class OneDriveApi implements AutoCloseable {
  private static final String FAIL_IF_TAKEN = "@microsoft.graph.conflictBehavior";

  private final OneDriveSettings settings;
  private final ConnectorContext context;
  private final OneDriveFailures failures;
  private final HttpSeam seam;
  private final ResourceUnits units;
  private final BearerCalls calls;
  private final Optional<Authorization> authorization;

  OneDriveApi(OneDriveSettings settings, ConnectorContext context) {
    // The SDK registers these only when its client is made, and a process that takes an upload up
    // again reads Microsoft's answer before it asks through that client.
    ApiClientBuilder.registerDefaultDeserializer(JsonParseNodeFactory::new);
    ApiClientBuilder.registerDefaultSerializer(JsonSerializationWriterFactory::new);
    this.settings = settings;
    this.context = context;
    this.failures = new OneDriveFailures(context.clock());
    this.seam = OkHttpSeam.of(context);
    this.units = new ResourceUnits(settings.unitsPerMinute(), context.clock());
    TokenEndpoint endpoint =
        new TokenEndpoint(
            settings.tokenAddress(),
            Optional.of(settings.clientId()),
            Optional.of(settings.clientSecret()),
            settings.scopes(),
            Map.of());
    this.calls =
        new BearerCalls(
            seam,
            new OAuthTokens(
                seam,
                endpoint,
                switch (settings.actsAs()) {
                  case PERSON -> new Grant.RefreshToken();
                  case APPLICATION -> new Grant.ClientCredentials();
                },
                context));
    // Microsoft has no request by which a program ends a grant: the person or an admin does it.
    this.authorization =
        settings.actsAs() == ActsAs.PERSON
            ? Optional.of(
                new CodeFlow(
                    seam,
                    context,
                    settings.authorizeAddress(),
                    Map.of("response_mode", "query"),
                    endpoint,
                    Optional.empty()))
            : Optional.empty();
  }

  Optional<Authorization> authorization() {
    return authorization;
  }

  Drive drive(String drive) throws ConnectorException {
    String address = drive + "?$select=id,driveType,owner,sharePointIds";
    return ask(About.DESTINATION, graph -> graph.drives().byDriveId("-").withUrl(address).get());
  }

  Drive quota(String drive) throws ConnectorException {
    String address = drive + "?$select=quota";
    return ask(About.DESTINATION, graph -> graph.drives().byDriveId("-").withUrl(address).get());
  }

  /** A folder as far as it says what it is, and where; whoever made it is not asked for. */
  DriveItem folder(String folder) throws ConnectorException {
    return item(folder + "?$select=id,parentReference", About.DESTINATION);
  }

  Site site(String id) throws ConnectorException {
    return ask(
        About.DESTINATION,
        graph ->
            graph
                .sites()
                .bySiteId(id)
                .get(
                    asked -> asked.queryParameters.select = new String[] {"id", "siteCollection"}));
  }

  SiteCollectionResponse rootSites() throws ConnectorException {
    return ask(
        About.DESTINATION,
        graph ->
            graph
                .sites()
                .get(
                    asked -> {
                      asked.queryParameters.filter = "siteCollection/root ne null";
                      asked.queryParameters.select = new String[] {"webUrl", "siteCollection"};
                    }));
  }

  OrganizationCollectionResponse organization() throws ConnectorException {
    return ask(
        About.DESTINATION,
        graph ->
            graph
                .organization()
                .get(
                    asked ->
                        asked.queryParameters.select = new String[] {"id", "countryLetterCode"}));
  }

  DriveItem item(String item, About about) throws ConnectorException {
    return ask(
        about,
        graph -> graph.drives().byDriveId("-").items().byDriveItemId("-").withUrl(item).get());
  }

  void delete(String item) throws ConnectorException {
    ask(
        About.OBJECT,
        graph -> {
          graph.drives().byDriveId("-").items().byDriveItemId("-").withUrl(item).delete();
          return item;
        });
  }

  /** Opens an upload session for a name that must be free when it completes. */
  com.microsoft.graph.models.UploadSession createUploadSession(String item, ObjectName name)
      throws ConnectorException {
    DriveItemUploadableProperties properties = new DriveItemUploadableProperties();
    properties.setName(name.value());
    properties.getAdditionalData().put(FAIL_IF_TAKEN, "fail");
    CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
    body.setItem(properties);
    return ask(
        About.DESTINATION,
        graph ->
            graph
                .drives()
                .byDriveId("-")
                .items()
                .byDriveItemId("-")
                .createUploadSession()
                .withUrl(item + ":/createUploadSession")
                .post(body));
  }

  /** Stores a whole object under a name that must be free. */
  DriveItem put(String item, Part whole) throws ConnectorException {
    URI address = URI.create(item + ":/content?" + FAIL_IF_TAKEN + "=fail");
    HttpAnswer answer =
        authorised(
            HttpCall.of("PUT", address, context.callTimeout())
                .with("Accept", "application/json")
                .with(Body.of(whole)),
            About.STORING);
    return read(answer, DriveItem::createFromDiscriminatorValue, About.STORING);
  }

  /** The answer to a fragment. */
  sealed interface Fragment {
    /** More is to come. */
    record Taken(com.microsoft.graph.models.UploadSession progress) implements Fragment {}

    /** The object is stored. */
    record Stored(DriveItem item) implements Fragment {}
  }

  /**
   * Sends a fragment to an upload's address, without credentials.
   *
   * @param total the object's size in bytes
   */
  Fragment fragment(URI upload, Part part, long total, About about) throws ConnectorException {
    HttpAnswer answer =
        plain(
            HttpCall.of("PUT", upload, context.callTimeout())
                .with("Accept", "application/json")
                .with(
                    "Content-Range",
                    "bytes " + part.offset() + "-" + (part.end() - 1) + "/" + total)
                .with(Body.of(part)),
            about);
    return answer.status() == 202
        ? new Fragment.Taken(read(answer, SESSION, about))
        : new Fragment.Stored(read(answer, DriveItem::createFromDiscriminatorValue, about));
  }

  private static final ParsableFactory<com.microsoft.graph.models.UploadSession> SESSION =
      com.microsoft.graph.models.UploadSession::createFromDiscriminatorValue;

  /** Where an upload stands, asked without credentials. */
  com.microsoft.graph.models.UploadSession progress(URI upload) throws ConnectorException {
    HttpAnswer answer =
        plain(
            HttpCall.of("GET", upload, context.callTimeout()).with("Accept", "application/json"),
            About.UPLOAD);
    return read(answer, SESSION, About.UPLOAD);
  }

  /** Ends an upload, asked without credentials. */
  void cancel(URI upload) throws ConnectorException {
    plain(HttpCall.of("DELETE", upload, context.callTimeout()), About.UPLOAD);
  }

  /** Opens an item's bytes: Graph names another host, which is called without credentials. */
  StreamingAnswer content(String item) throws ConnectorException {
    URI address = URI.create(item + "/content");
    HttpAnswer redirection =
        authorised(HttpCall.of("GET", address, context.callTimeout()), About.OBJECT);
    URI bytes =
        redirection
            .headers()
            .first("Location")
            .flatMap(OneDriveApi::parse)
            .filter(settings::allowsBytesAt)
            .orElseThrow(
                () ->
                    new ConnectorException(
                        Failure.permanent(Failure.Kind.UNCLASSIFIED),
                        "Microsoft names no download address on a known host"));
    StreamingAnswer answer = open(HttpCall.of("GET", bytes, context.callTimeout()));
    if (answer.ok()) {
      return answer;
    }
    throw refusal(whole(answer), About.OBJECT);
  }

  private StreamingAnswer open(HttpCall call) throws ConnectorException {
    units.spend(call);
    try {
      StreamingAnswer answer = seam.open(call);
      units.note(answer.headers());
      return answer;
    } catch (TransportException e) {
      throw TransportFailures.toException(e, false);
    }
  }

  private static HttpAnswer whole(StreamingAnswer answer) throws ConnectorException {
    try {
      return answer.readWhole();
    } catch (TransportException e) {
      throw TransportFailures.toException(e, false);
    }
  }

  /** The address of an upload if bytes may go there. */
  Optional<URI> uploadAddress(String text) {
    return parse(text).filter(settings::allowsBytesAt);
  }

  private static Optional<URI> parse(String text) {
    try {
      URI address = new URI(text);
      String scheme =
          address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
      return scheme.equals("http") || scheme.equals("https")
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    seam.close();
  }

  @Override
  public String toString() {
    return "OneDriveApi[" + settings.graphUrl().getHost() + "]";
  }

  /** A request that carries the access token; an expired one is renewed once. */
  private HttpAnswer authorised(HttpCall call, About about) throws ConnectorException {
    HttpAnswer answer = send(calls::send, call, about);
    if (answer.status() >= 400) {
      throw refusal(answer, about);
    }
    return answer;
  }

  private HttpAnswer plain(HttpCall call, About about) throws ConnectorException {
    HttpAnswer answer = send(seam::send, call, about);
    if (!answer.ok()) {
      throw refusal(answer, about);
    }
    return answer;
  }

  private interface Way {
    HttpAnswer send(HttpCall call) throws ConnectorException, TransportException;
  }

  private HttpAnswer send(Way way, HttpCall call, About about) throws ConnectorException {
    units.spend(call);
    try {
      HttpAnswer answer = way.send(call);
      units.note(answer.headers());
      return answer;
    } catch (TransportException e) {
      throw TransportFailures.toException(e, about.mayStore());
    }
  }

  private ConnectorException refusal(HttpAnswer answer, About about) {
    return units.heed(failures.of(answer, about));
  }

  private <T extends Parsable> T read(HttpAnswer answer, ParsableFactory<T> model, About about)
      throws ConnectorException {
    if (!answer.ok()) {
      throw refusal(answer, about);
    }
    try {
      return KiotaJsonSerialization.deserialize(new ByteArrayInputStream(answer.body()), model);
    } catch (RuntimeException e) {
      throw OneDriveFailures.unreadable(about, e);
    }
  }

  private interface Question<T> {
    @Nullable T ask(BaseGraphServiceClient graph);
  }

  /** One request built by the SDK. */
  private <T> T ask(About about, Question<T> question) throws ConnectorException {
    GraphRequests requests = new GraphRequests(new ThroughSeam(about), settings.graphBase());
    try {
      T answer = question.ask(new BaseGraphServiceClient(requests, null));
      if (answer == null) {
        throw new IllegalStateException("the answer is empty");
      }
      return answer;
    } catch (Carried carried) {
      throw carried.failure;
    } catch (RuntimeException e) {
      throw OneDriveFailures.unreadable(about, e);
    }
  }

  /** The SDK's requests, sent through the seam with the access token. */
  private final class ThroughSeam implements GraphRequests.Way {
    private final About about;

    ThroughSeam(About about) {
      this.about = about;
    }

    @Override
    public <T extends Parsable> T send(RequestInformation request, ParsableFactory<T> model) {
      try {
        return read(authorised(call(request), about), model, about);
      } catch (ConnectorException e) {
        throw new Carried(e);
      }
    }

    @Override
    public void send(RequestInformation request) {
      try {
        authorised(call(request), about);
      } catch (ConnectorException e) {
        throw new Carried(e);
      }
    }

    private HttpCall call(RequestInformation request) throws ConnectorException {
      try {
        URI address = Objects.requireNonNull(request.getUri(), "a request has an address");
        HttpCall call =
            HttpCall.of(request.httpMethod.name(), address, context.callTimeout())
                .with("Accept", "application/json");
        if (request.content == null) {
          return call;
        }
        return call.with(Body.of(request.content.readAllBytes(), "application/json"));
      } catch (URISyntaxException | IOException e) {
        throw new ConnectorException(
            Failure.permanent(Failure.Kind.MISCONFIGURED),
            "the request to Microsoft cannot be built",
            ForeignCause.of(e));
      }
    }
  }

  /** Carries the SPI's exception through the SDK, whose methods declare none. */
  private static final class Carried extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ConnectorException failure;

    Carried(ConnectorException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
