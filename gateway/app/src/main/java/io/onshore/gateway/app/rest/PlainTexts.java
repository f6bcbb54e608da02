package io.onshore.gateway.app.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Refuses texts in requests that would be taken for something else: a NUL, which PostgreSQL keeps
 * none of and no person writes, and an empty text where a day, a number or a word of a list is due,
 * which would count as not sent.
 */
@Singleton
public class PlainTexts implements ObjectMapperCustomizer {
  @Override
  public void customize(ObjectMapper mapper) {
    mapper
        .coercionConfigDefaults()
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    mapper.registerModule(
        new SimpleModule("onshore-plain-texts").addDeserializer(String.class, new PlainText()));
  }

  private static final class PlainText extends StringDeserializer {
    private static final long serialVersionUID = 1;

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = super.deserialize(json, context);
      if (text != null && text.indexOf('\0') >= 0) {
        // The text stays out of the message.
        throw InvalidFormatException.from(json, "a text holds a NUL", "", String.class);
      }
      return text;
    }
  }
}
