package io.onshore.connector.onedrive;

import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import com.microsoft.kiota.serialization.SerializationWriterFactory;
import com.microsoft.kiota.serialization.SerializationWriterFactoryRegistry;
import com.microsoft.kiota.serialization.ValuedEnumParser;
import com.microsoft.kiota.store.BackingStoreFactory;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's way out, narrowed to what the connector calls: one answer, read as one model, or none.
 * The SDK's own HTTP stack retries, sleeps and follows redirects, so it is not on the class path.
 * Safe for several threads.
 */
@SuppressWarnings({"NonApiType", "TypeParameterUnusedInFormals"}) // the shapes are those of the SDK
final class GraphRequests implements RequestAdapter {
  private final Way way;
  private String baseUrl;

  GraphRequests(Way way, String baseUrl) {
    this.way = way;
    this.baseUrl = baseUrl;
  }

  /** Where the requests of the SDK really go. */
  interface Way {
    /** Sends it and reads the answer as a model; the SDK lets through what is thrown. */
    <T extends Parsable> T send(RequestInformation request, ParsableFactory<T> model);

    /** Sends it and reads no answer. */
    void send(RequestInformation request);
  }

  @Override
  public void enableBackingStore(@Nullable BackingStoreFactory factory) {
    // Models are read once and written once; no change has to be tracked.
  }

  @Override
  public SerializationWriterFactory getSerializationWriterFactory() {
    return SerializationWriterFactoryRegistry.defaultInstance;
  }

  @Override
  public <T extends Parsable> T send(
      RequestInformation request,
      @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errors,
      ParsableFactory<T> model) {
    return way.send(request, model);
  }

  @Override
  public <T> @Nullable T sendPrimitive(
      RequestInformation request,
      @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errors,
      Class<T> type) {
    if (type != Void.class) {
      throw unused();
    }
    way.send(request);
    return null;
  }

  @Override
  public <T extends Parsable> List<T> sendCollection(
      RequestInformation request,
      @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errors,
      ParsableFactory<T> model) {
    throw unused();
  }

  @Override
  public <T> List<T> sendPrimitiveCollection(
      RequestInformation request,
      @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errors,
      Class<T> type) {
    throw unused();
  }

  @Override
  public <T extends Enum<T>> T sendEnum(
      RequestInformation request,
      @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errors,
      ValuedEnumParser<T> parser) {
    throw unused();
  }

  @Override
  public <T extends Enum<T>> List<T> sendEnumCollection(
      RequestInformation request,
      @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errors,
      ValuedEnumParser<T> parser) {
    throw unused();
  }

  @Override
  public void setBaseUrl(String url) {
    this.baseUrl = url;
  }

  @Override
  public String getBaseUrl() {
    return baseUrl;
  }

  @Override
  public <T> T convertToNativeRequest(RequestInformation request) {
    throw unused();
  }

  private static IllegalStateException unused() {
    return new IllegalStateException("the connector makes no call of this shape");
  }
}
