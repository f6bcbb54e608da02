package io.onshore.gateway.app.export;

import io.onshore.gateway.audit.AuditExport;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A form in which the audit trail leaves the gateway, event by event. */
public sealed interface ExportFormat permits JsonLines, Csv, FhirBundle {
  /** Every form there is. */
  List<ExportFormat> ALL = List.of(new JsonLines(), new Csv(), new FhirBundle());

  /** The name in requests, such as {@code jsonl}. */
  String id();

  /** How names of files end, without the dot. */
  String ending();

  /** The media type of answers. */
  String mediaType();

  /**
   * Writes an export as it comes. What cannot be written is an {@link
   * java.io.UncheckedIOException}.
   *
   * @param out is not closed
   */
  AuditExport to(OutputStream out);

  /** The form of this name, if there is one. */
  static Optional<ExportFormat> of(String id) {
    return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
