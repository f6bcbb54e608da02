package io.onshore.gateway.app.export;

/**
 * A code of a system that is known beyond the gateway.
 *
 * @param display what the system calls it
 */
record Coding(String system, String code, String display) {
  /** What DICOM calls an event, or a part that somebody plays in it. */
  static Coding dicom(String code, String display) {
    return new Coding("http://dicom.nema.org/resources/ontology/DCM", code, display);
  }

  /** What ISO 21089 calls an event in the life of a record. */
  static Coding lifecycle(String code, String display) {
    return hl7("iso-21089-lifecycle", code, display + " Record Lifecycle Event");
  }

  /** A code of HL7's own. */
  static Coding hl7(String system, String code, String display) {
    return new Coding("http://terminology.hl7.org/CodeSystem/" + system, code, display);
  }
}
