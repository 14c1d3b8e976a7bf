package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String SECRET = "s3cr~t value/+?";
  private final Redaction redaction = of(SECRET);

  private static Redaction of(String secret) {
    return Redaction.of(new ServiceSecrets(Secret.of(secret), null), BuildInputs.NONE, List.of());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u:", "user:", "x-access-token:", "abcdef:"})
  void base64_of_credentials_is_blotted_out_wherever_the_secret_begins(String before) {
    String encoded = base64(before + SECRET + "\n");

    String clean = redaction.of("Authorization: Basic " + encoded + " sent");

    assertThat(clean).startsWith("Authorization: Basic ").contains("[secret]").endsWith(" sent");
    String left = clean.replaceAll("^Authorization: Basic |\\[secret]| sent$", "");
    assertThat(left.length()).isLessThanOrEqualTo(base64(before).length() + 4);
  }

  @Test
  void every_line_of_a_deploy_key_is_blotted_out_but_its_frame() {
    Secret key = Secret.of("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\nBCIEIHush+/\n-----END");
    Redaction redaction =
        Redaction.of(
            new ServiceSecrets(Secret.of("webhook"), new Credential.DeployKey(key, "")),
            BuildInputs.NONE,
            List.of());

    assertThat(redaction.of("-----BEGIN PRIVATE KEY-----"))
        .isEqualTo("-----BEGIN PRIVATE KEY-----");
    assertThat(redaction.of("MC4CAQAwBQYDK2Vw and BCIEIHush%2B%2F"))
        .isEqualTo("[secret] and [secret]");
  }

  @Test
  void an_excerpt_of_a_dockerfile_is_shown_without_secrets() {
    Failure failure =
        Failure.of(FailureClass.BUILD_STEP, "failed", null)
            .at(new SourceExcerpt("Dockerfile", 2, "RUN curl hunter2hunter2"));

    assertThat(of("hunter2hunter2").of(failure).excerpt())
        .isEqualTo(new SourceExcerpt("Dockerfile", 2, "RUN curl [secret]"));
  }

  @Test
  void a_long_line_of_a_failure_is_cut_after_its_secrets_were_blotted_out() {
    String secret = "hunter2".repeat(10);
    String before = "x".repeat(LogLine.MAX_LENGTH - 30);
    Failure failure =
        new Failure(
            FailureClass.BUILD_STEP, "failed", null, List.of(before + secret + "y".repeat(9_000)));

    assertThat(of(secret).of(failure).lastLines())
        .singleElement()
        .asString()
        .startsWith(before + "[secret]y")
        .hasSize(LogLine.MAX_LENGTH)
        .doesNotContain("hunter2");
  }

  @Test
  void url_encoded_forms_are_blotted_out_in_both_cases_and_for_both_blanks() {
    assertThat(redaction.of("?t=s3cr%7Et+value%2F%2B%3F&x")).isEqualTo("?t=[secret]&x");
    assertThat(redaction.of("?t=s3cr%7et%20value%2f%2b%3f&x")).isEqualTo("?t=[secret]&x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p*s%7Es%21w%27%28r%29+%2Fd", // HTML forms
        "p%2As~s%21w%27%28r%29%20%2Fd", // RFC 3986
        "p*s~s!w'(r)%20%2Fd", // encodeURIComponent
        "p*s~s!w'(r)%20%2fd"
      })
  void url_encoded_forms_are_blotted_out_whatever_a_program_escapes(String encoded) {
    assertThat(of("p*s~s!w'(r) /d").of("?t=" + encoded + "&x")).isEqualTo("?t=[secret]&x");
  }

  @Test
  void a_secret_of_many_lines_is_blotted_out_line_by_line() {
    Redaction lines = of("first line\nsecond line\n");

    assertThat(lines.of("a first line, a second line")).isEqualTo("a [secret], a [secret]");
  }

  @Test
  void a_secret_that_contains_another_leaves_no_rest() {
    Redaction both =
        Redaction.of(
            new ServiceSecrets(
                Secret.of("password"), new Credential.Token(Secret.of("password-longer"))),
            BuildInputs.NONE,
            List.of());

    assertThat(both.of("password-longer password")).isEqualTo("[secret] [secret]");
  }

  @Test
  void other_texts_stay_as_they_are() {
    assertThat(redaction.of("nothing to hide")).isEqualTo("nothing to hide");
    assertThat(of("abc").of("abc is too short to be a secret"))
        .isEqualTo("abc is too short to be a secret");
  }
}
