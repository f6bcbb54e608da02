package io.onshore.gateway.app.export;

import java.util.Locale;

/** The profiles of IHE BALP for requests where no patient is known. */
enum Balp {
  CREATE("Create", "C"),
  READ("Read", "R"),
  UPDATE("Update", "U"),
  DELETE("Delete", "D");

  private static final String BASE =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

  private final String name;
  private final String action;

  Balp(String name, String action) {
    this.name = name;
    this.action = action;
  }

  String profile() {
    return BASE + name;
  }

  Coding interaction() {
    String code = name.toLowerCase(Locale.ROOT);
    return new Coding("http://hl7.org/fhir/restful-interaction", code, code);
  }

  /** Whether an event may be called by further names beside the interaction. */
  boolean furtherNames() {
    return this != DELETE;
  }

  String action() {
    return action;
  }

  /** What BALP calls the program that asked; what is read flows back to it. */
  Coding client() {
    return switch (this) {
      case CREATE, UPDATE -> Part.SOURCE;
      case READ -> Part.DESTINATION;
      case DELETE -> Part.APPLICATION;
    };
  }

  /** What BALP calls the program that was asked. */
  Coding server() {
    return switch (this) {
      case CREATE, UPDATE -> Part.DESTINATION;
      case READ -> Part.SOURCE;
      case DELETE -> Part.CUSTODIAN;
    };
  }

  /** What BALP calls the person for whom it was asked. */
  Coding user() {
    return this == READ ? Part.RECIPIENT : Part.AUTHOR;
  }

  /** The parts that somebody plays in an event. */
  static final class Part {
    static final Coding APPLICATION = Coding.dicom("110150", "Application");
    static final Coding SOURCE = Coding.dicom("110153", "Source Role ID");
    static final Coding DESTINATION = Coding.dicom("110152", "Destination Role ID");
    static final Coding CUSTODIAN =
        Coding.hl7("provenance-participant-type", "custodian", "Custodian");
    static final Coding AUTHOR = Coding.hl7("v3-ParticipationType", "AUT", "author (originator)");
    static final Coding RECIPIENT =
        Coding.hl7("v3-ParticipationType", "IRCP", "information recipient");

    private Part() {}
  }
}
