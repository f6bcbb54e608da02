package io.onshore.gateway.app.notice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.onshore.gateway.webhook.Notice;
import io.onshore.gateway.webhook.NoticeWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Events as CloudEvents in structured JSON. The data say which practice, which thing, and where to
 * read about it; nothing else. Safe for several threads.
 */
public final class CloudEventWriter implements NoticeWriter {
  private final JsonFormat format = new JsonFormat();
  private final String root;

  /**
   * @param publicUrl the gateway's address; without it, addresses are told as paths
   */
  public CloudEventWriter(Optional<URI> publicUrl) {
    this.root = publicUrl.map(url -> url.toString().replaceAll("/+$", "")).orElse("");
  }

  @Override
  public String write(Notice notice) {
    ObjectNode data =
        JsonNodeFactory.instance
            .objectNode()
            .put("practice", notice.practice().value())
            .put("id", notice.subject());
    notice.topic().about().path(notice.subject()).ifPresent(path -> data.put("href", root + path));
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(notice.id())
            .withSource(URI.create(root + "/practices/" + notice.practice().value()))
            .withType(notice.topic().type())
            .withSubject(notice.subject())
            .withTime(notice.at().atOffset(ZoneOffset.UTC))
            .withData("application/json", JsonCloudEventData.wrap(data))
            .build();
    return new String(format.serialize(event), StandardCharsets.UTF_8);
  }
}
