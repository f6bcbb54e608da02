package io.onshore.gateway.app.export;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * HAPI's validator with FHIR R4 and the profiles of IHE BALP, and no server for codes: what it
 * knows came with it.
 */
final class FhirValidation {
  private static final List<String> BALP =
      List.of(
          "StructureDefinition-IHE.BasicAudit.Create",
          "StructureDefinition-IHE.BasicAudit.Read",
          "StructureDefinition-IHE.BasicAudit.Update",
          "StructureDefinition-IHE.BasicAudit.Delete",
          "ValueSet-DataSources",
          "ValueSet-RestObjectRoles",
          "ValueSet-AllReadVS",
          "ValueSet-BasicAuditEntityTypesVS",
          "CodeSystem-BasicAuditEntityType");

  private final FhirValidator validator;

  FhirValidation() {
    FhirContext r4 = FhirContext.forR4();
    PrePopulatedValidationSupport balp = new PrePopulatedValidationSupport(r4);
    for (String name : BALP) {
      balp.addResource(read(r4, name));
    }
    FhirInstanceValidator instances =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                new DefaultProfileValidationSupport(r4),
                balp,
                new CommonCodeSystemsTerminologyService(r4),
                new InMemoryTerminologyServerValidationSupport(r4),
                new SnapshotGeneratingValidationSupport(r4)));
    instances.setErrorForUnknownProfiles(true);
    validator = r4.newValidator().registerValidatorModule(instances);
  }

  private static IBaseResource read(FhirContext r4, String name) {
    try (InputStream file = FhirValidation.class.getResourceAsStream("/balp/" + name + ".json")) {
      if (file == null) {
        throw new IllegalStateException(name + " is not there");
      }
      return r4.newJsonParser()
          .parseResource(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whatever the validator has to say beyond information. */
  List<Found> validate(String json) {
    return validator.validateWithResult(json).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.WARNING) >= 0)
        .map(Found::of)
        .toList();
  }

  /** Something wrong with a resource, or to be looked at. */
  record Found(boolean error, String place, String text) {
    private static Found of(SingleValidationMessage message) {
      return new Found(
          message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0,
          String.valueOf(message.getLocationString()),
          String.valueOf(message.getMessage()));
    }
  }
}
