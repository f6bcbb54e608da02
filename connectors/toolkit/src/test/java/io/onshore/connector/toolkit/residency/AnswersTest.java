package io.onshore.connector.toolkit.residency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.residency.ProviderAnswer;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  private final Answers answers = new Answers();

  private static String refused(Kind kind) throws ConnectorException {
    throw new ConnectorException(Failure.permanent(kind), "refused");
  }

  @Test
  void answersAreKeptInTheOrderOfTheCalls() throws Exception {
    assertThat(answers.ask("GET /b", () -> "{\"id\": 1.50}", text -> text))
        .isEqualTo("{\"id\": 1.50}");
    assertThat(answers.ask(Permitted.USUAL, "GET /a", () -> "[true, null]", text -> text))
        .isPresent();
    assertThat(answers.inOrder())
        .containsExactly(
            new ProviderAnswer("GET /b", Optional.of("{\"id\":1.50}")),
            new ProviderAnswer("GET /a", Optional.of("[true,null]")));
  }

  @Test
  void whatIsRefusedIsKeptAsRefused() throws Exception {
    assertThat(answers.ask(Permitted.USUAL, "GET /a", () -> refused(Kind.FORBIDDEN), text -> text))
        .isEmpty();
    assertThat(answers.inOrder()).containsExactly(new ProviderAnswer("GET /a", Optional.empty()));
  }

  @Test
  void whatFailsIsNoAnswer() {
    assertThatThrownBy(
            () ->
                answers.ask(
                    Permitted.USUAL, "GET /a", () -> refused(Kind.UNAVAILABLE), text -> text))
        .isInstanceOf(ConnectorException.class);
    assertThatThrownBy(() -> answers.ask("GET /a", () -> refused(Kind.FORBIDDEN), text -> text))
        .isInstanceOf(ConnectorException.class);
    assertThat(answers.inOrder()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@microsoft.graph.downloadUrl",
        "@content.downloadUrl",
        "uploadUrl",
        "upload_url",
        "download_url",
        "shared_link",
        "preview_url",
        "referral_link",
        "profile_photo_url",
        "webContentLink",
        "thumbnailLink",
        "access_token",
        "nextPageToken",
        "client_secret",
        "password"
      })
  void tokensAndAddressesThatNeedNoneAreNotKept(String member) throws Exception {
    String json =
        "{\"a\":[{\"%s\":\"https://secret\",\"b\":1,\"c\":{\"%s\":{\"url\":[\"secret\"]}}}]}"
            .formatted(member, member);
    String ignored = answers.ask("GET /a", () -> json, text -> text);
    assertThat(answers.inOrder().getFirst().body()).contains("{\"a\":[{\"b\":1,\"c\":{}}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"webUrl", "siteUrl", "shared_link_create_policy", "sharedDrive"})
  void whatOnlySoundsLikeThemIsKept(String member) throws Exception {
    String json = "{\"%s\":\"x\"}".formatted(member);
    String ignored = answers.ask("GET /a", () -> json, text -> text);
    assertThat(answers.inOrder().getFirst().body()).contains(json);
  }

  @Test
  void whatIsNoJsonIsAMistakeOfOurs() {
    assertThatThrownBy(() -> answers.ask("GET /a", () -> "<html>", text -> text))
        .isInstanceOf(UncheckedIOException.class);
  }
}
