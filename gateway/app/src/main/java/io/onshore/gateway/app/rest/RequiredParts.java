package io.onshore.gateway.app.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/**
 * Says in the interface description what is always there: every part of a record but an {@code
 * Optional}, which is left out when it is empty, and a {@code @Nullable} one. Without it, programs
 * that are written from the description would have to take every part for missing.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RequiredParts implements OASFilter {
  private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
  private static final String OPTIONAL = "java.util.Optional";

  /** Two records of one simple name get a number. */
  private static final Pattern NUMBER = Pattern.compile("\\d+$");

  private final Map<String, List<ClassInfo>> records;

  public RequiredParts(IndexView index) {
    records =
        index.getKnownClasses().stream()
            .filter(ClassInfo::isRecord)
            .collect(Collectors.groupingBy(ClassInfo::simpleName));
  }

  @Override
  public void filterOpenAPI(OpenAPI description) {
    description.getComponents().getSchemas().forEach(this::mark);
  }

  private void mark(String name, Schema schema) {
    Map<String, Schema> parts = schema.getProperties();
    if (parts == null) {
      return;
    }
    records.getOrDefault(NUMBER.matcher(name).replaceFirst(""), List.of()).stream()
        .filter(each -> names(each).equals(parts.keySet()))
        .findFirst()
        .ifPresent(each -> mark(each, schema));
  }

  private static void mark(ClassInfo type, Schema schema) {
    List<String> required = new ArrayList<>();
    Map<String, Schema> parts = new LinkedHashMap<>();
    schema
        .getProperties()
        .forEach(
            (name, part) -> {
              Type kind = type.recordComponent(name).type();
              boolean optional = kind.name().toString().startsWith(OPTIONAL);
              if (!optional && !kind.hasAnnotation(NULLABLE)) {
                required.add(name);
              }
              parts.put(name, optional ? neverNull(part) : part);
            });
    schema.setProperties(parts);
    schema.setRequired(required.isEmpty() ? null : required);
  }

  /** What is left out when it is empty is never {@code null}. */
  private static Schema neverNull(Schema part) {
    if (part.getType() != null) {
      part.setType(part.getType().stream().filter(type -> type != Schema.SchemaType.NULL).toList());
      return part;
    }
    return part.getAnyOf() == null
        ? part
        : part.getAnyOf().stream().filter(each -> each.getRef() != null).findFirst().orElse(part);
  }

  private static Set<String> names(ClassInfo type) {
    return type.recordComponents().stream()
        .map(RecordComponentInfo::name)
        .collect(Collectors.toSet());
  }
}
