package io.onshore.gateway.store.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import io.onshore.gateway.receipt.Receipt;
import io.onshore.gateway.receipt.ReceiptText;

/**
 * Receipts as JSON for others to read: apart from what is stored, whose form may change from
 * version to version. Safe for several threads.
 */
public final class JsonReceiptText implements ReceiptText {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  @Override
  public String json(Receipt receipt) {
    try {
      return MAPPER.writeValueAsString(receipt);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException(
          "a receipt could not be written as JSON", ForeignCause.of(failure));
    }
  }
}
