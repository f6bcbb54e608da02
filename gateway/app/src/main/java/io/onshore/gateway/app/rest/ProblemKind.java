package io.onshore.gateway.app.rest;

/**
 * The kinds of problems, each with its status and the page that explains it. Every {@link
 * io.onshore.gateway.refusal.RefusalCode} is among them, by name.
 */
enum ProblemKind {
  DESTINATION_UNKNOWN(
      404,
      "There is no such destination",
      "The destination does not exist in your practice. Ask GET /api/v1/destinations for the"
          + " list."),
  TRANSFER_UNKNOWN(
      404,
      "There is no such transfer",
      "The transfer does not exist in your practice, or its id was mistyped."),
  CONNECTION_UNKNOWN(
      404,
      "There is no such connection",
      "The connection does not exist in your practice. Ask GET /api/v1/connections for the list."),
  CONNECTION_NOT_A_PERSONS(
      409,
      "Nobody has to connect this account",
      "The connection acts as the application, with credentials of its own in the set-up file. An"
          + " admin of the provider's organisation approves it there, and takes the approval back"
          + " there."),
  CONNECTION_MISCONFIGURED(
      409,
      "The connection's settings cannot be understood",
      "Correct them in the set-up file. The detail names the setting."),
  PUBLIC_ADDRESS_UNKNOWN(
      409,
      "The gateway does not know its own address",
      "Providers send a person back to an address that was registered with them. The operator sets"
          + " it as onshore.public-url, such as https://onshore.clinic.example."),
  PRACTICE_UNKNOWN(
      403,
      "Your sign-in belongs to no practice here",
      "The practice in your token is not set up at this gateway, or you are not among its members."
          + " The practice admin adds members in the set-up file or at the identity provider."),
  PRACTICE_NOT_CHOSEN(
      409,
      "Say for which practice",
      "You act for several practices, with roles of their own in each. Programs name one in the"
          + " header Onshore-Practice; in a browser PUT /api/v1/me/practice keeps the choice. GET"
          + " /api/v1/me lists them."),
  CONSENT_UNKNOWN(
      404,
      "There is no such consent",
      "The consent does not exist in your practice. A transfer shows the consents that cover it."),
  PAPER_UNKNOWN(
      404,
      "There is no such paper",
      "The paper or attestation does not exist in your practice, or was withdrawn. A destination's"
          + " evidence shows what is on file."),
  DECISION_UNKNOWN(
      404, "There is no such decision", "The decision does not exist in your practice."),
  CASE_UNKNOWN(404, "There is no such case", "The case does not exist in your practice."),
  HOLD_UNKNOWN(
      404,
      "There is no such legal hold",
      "The legal hold does not exist in your practice. Ask GET /api/v1/audit/holds for the list."),
  RULES_UNKNOWN(
      404,
      "There is no such version of the rules",
      "The practice's rules have no version of that number. Ask GET /api/v1/policy/rules."),
  RULES_REFUSED(
      422,
      "The rules are refused",
      "Rules are taken whole or not at all, and a practice's own may only tighten. Each problem"
          + " names its file, its place and the reason. What was in force stays in force."),
  SECOND_PERSON_NEEDED(
      403,
      "A second person is needed",
      "Whoever proposes rules cannot put them in force. Ask another practice admin or compliance"
          + " officer."),
  JURISDICTION_UNKNOWN(
      422,
      "The rulebook knows no such jurisdiction",
      "Use an id from GET /api/v1/jurisdictions, such as AU-VIC or IE."),
  RESIDENCY_BLOCKED(
      403,
      "The residency policy does not allow this place",
      "A rule of the law that the practice is under forbids the place where the file would rest. No"
          + " byte was read. The findings name the rules, their sources and what would change the"
          + " answer. Nobody can override a block; only other facts lift it."),
  FILE_TOO_LARGE(
      413,
      "The file is too large for this destination",
      "The provider's limit for one file is lower than the file's size."),
  LENGTH_EXCEEDED(
      400,
      "More bytes came than were declared",
      "The size that was declared is the size that is stored. Declare the file again."),
  OFFSET_MISMATCH(
      409,
      "The upload stands elsewhere",
      "The offset that was sent is not where the upload stands. HEAD the upload and continue from"
          + " its Upload-Offset."),
  UPLOAD_BUSY(
      423,
      "Another request is writing to this upload",
      "Wait a few seconds, HEAD the upload and continue from its Upload-Offset."),
  UPLOAD_ENDED(410, "The upload is over", "It was stopped, refused, or is already whole."),
  ENVELOPE_NOT_SEALED(
      422,
      "The file is not encrypted",
      "Onshore passes on encrypted envelopes only: age, OpenPGP, CMS, JWE, RNCryptor, rclone crypt,"
          + " or a format that the practice registered. The bytes were destroyed and nothing"
          + " reached the provider."),
  ENVELOPE_DAMAGED(
      422,
      "The encrypted file is damaged",
      "The file begins as a known envelope but breaks that format's rules, so nobody could open it"
          + " later. Encrypt the photo again."),
  ENVELOPE_TRUNCATED(
      422,
      "The encrypted file ends too early",
      "The end of the envelope is missing, so nobody could open it later. Send the whole file."),
  DIGEST_MISMATCH(
      422,
      "The file that arrived is not the file that was declared",
      "The SHA-256 of the received bytes differs from the declared one. Send the file again."),
  SPOOL_FULL(
      503,
      "There is no room for more files",
      "The gateway's waiting room is full until some files are delivered. Try again later."),
  NOT_NOW(409, "This cannot be done now", "It is in a state that does not allow it."),
  INCOMPLETE_STATEMENT(
      422,
      "The statement does not name what is needed",
      "An acknowledgement names warnings of the decision in force; a consent names the statements"
          + " that its kind demands."),
  INVALID_REQUEST(
      400, "The request cannot be understood", "The detail says what is wrong with it."),
  IDEMPOTENCY_MISMATCH(
      422,
      "The key was used for a different request",
      "An Idempotency-Key belongs to one request for 24 hours. Use a new key."),
  IDEMPOTENCY_IN_FLIGHT(
      409,
      "The same request is running right now",
      "Wait for its answer, or repeat it in a moment with the same key."),
  OWN_CASE(
      403,
      "You had a part in this case",
      "Whoever sent or acknowledged, proposed the rule, or approved the destination does not decide"
          + " the case. Ask another compliance officer."),
  CASE_CHANGED(
      409,
      "The case changed meanwhile",
      "Somebody decided or assigned it, or the same happened once more. GET the case, and send the"
          + " request again with its version."),
  RULE_UNKNOWN(
      404,
      "The decision shows no such rule",
      "An objection names a rule that the decision shows a finding of."),
  EMERGENCY_NOT_ENOUGH(
      403,
      "An emergency does not lift this",
      "Patient care that cannot wait lets a file past warnings, and past holds that the operator"
          + " lets wait. The findings say what is missing. Choose another destination."),
  PERSON_NEEDED(
      403,
      "A person has to say this",
      "Only a clinician who is signed in can say that patient care cannot wait; a program cannot."),
  DECLARED_IN_FILE(
      409,
      "It stands in the set-up file",
      "What the operator declares in the set-up file is changed there and nowhere else. What a"
          + " practice makes over HTTP stands beside it."),
  SETUP_VERSION_NEEDED(
      428,
      "Say which version you changed",
      "Send If-Match with the ETag that the set-up had when you read it, so that nobody's change is"
          + " overwritten."),
  SETUP_CHANGED(
      412,
      "Somebody changed the set-up meanwhile",
      "Nothing was changed. Read it again, and make your change from what it is now."),
  DESTINATION_UNUSABLE(
      422,
      "The provider does not take files there",
      "The provider was asked before anything was kept, and said no. The detail says why."),
  FOLDER_REFUSED(
      422,
      "This folder may not be used",
      "Either its owner or its place is not the wanted one, or the provider could not be asked. A"
          + " folder's files rest where its owner's zone is, not where the sender's is."),
  DESTINATION_STOPPED(
      409,
      "Sending there is stopped",
      "A practice admin or compliance officer stopped it. Files that were under way wait, and go on"
          + " when it is resumed."),
  DESTINATION_NOT_FOR_YOU(
      403,
      "This destination is for others of the practice",
      "The practice admin named the roles or persons that may use it. Choose one that your list of"
          + " destinations shows."),
  WEBHOOK_UNKNOWN(
      404,
      "There is no such webhook",
      "The webhook does not exist in your practice. Ask GET /api/v1/webhooks for the list."),
  DELIVERY_UNKNOWN(
      404,
      "There is no such delivery",
      "The webhook has no delivery of that id. Those that ended are forgotten after a while."),
  WEBHOOK_ADDRESS_REFUSED(
      422,
      "The gateway does not call this address",
      "Webhooks go to https addresses on the public Internet: nobody uses the gateway to reach into"
          + " its own network. The name has to be known, and all that it stands for has to be"
          + " public. The operator may name other networks as onshore.webhooks.allow-networks; there"
          + " plain http is allowed as well."),
  GUIDE_UNKNOWN(
      404,
      "There is no guide for this provider",
      "Guides come with the program, one or more for each provider that it knows. What is known of"
          + " the destination stands at GET /api/v1/destinations/{id}/evidence all the same."),
  DESTINATION_FULL(
      507,
      "There is no room left at the destination",
      "The provider says that less room is left than this file takes. Nothing was sent. Choose"
          + " another destination; the practice admin makes room at the provider, or takes a larger"
          + " plan. It has nothing to do with where files may rest."),
  SIGN_IN_NEEDED(
      401,
      "Sign in first",
      "People sign in at /login. Programs send a Bearer token of the practice's identity"
          + " provider."),
  STEP_UP_NEEDED(
      401,
      "Sign in again for this decision",
      "Grave decisions need a sign-in of the last minutes, and where the operator says so a"
          + " stronger one. People sign in again at /login?fresh=true. Programs ask the identity"
          + " provider for a token as the WWW-Authenticate header says (RFC 9470)."),
  UNSAFE_SET_UP(
      503,
      "The gateway is not set up safely",
      "Something is so that must not be where real files go: no encryption in front, a key that"
          + " everybody can read, sign-in that is off, no rules, or a folder that is gone after a"
          + " restart. Until the operator corrects it the gateway only reads. Who tries it out says"
          + " so with onshore.production=false."),
  FORBIDDEN(403, "Your role may not do this", "Ask the practice admin for the role that may."),
  NOT_FOUND(404, "There is nothing here", "Check the address."),
  LENGTH_REQUIRED(
      411,
      "The size has to be known beforehand",
      "Send Content-Length (or Upload-Length): providers must be told the size before the first"
          + " byte."),
  TUS_VERSION(412, "Another version of tus", "This gateway speaks tus 1.0.0."),
  NOT_READABLE(
      415,
      "The content type is not accepted here",
      "Use the content type that the interface description names."),
  INTERNAL(
      500,
      "Something went wrong here",
      "It is not your fault. Nothing is lost: repeat the request. The number in the detail helps"
          + " the operator to find it in the log.");

  private final int status;
  private final String title;
  private final String explanation;

  ProblemKind(int status, String title, String explanation) {
    this.status = status;
    this.title = title;
    this.explanation = explanation;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String explanation() {
    return explanation;
  }

  String code() {
    return name();
  }

  String type() {
    return Problem.typeOf(name());
  }
}
