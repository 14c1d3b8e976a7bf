package dev.clickdeploy.adapter.registry.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.registry.harbor.standin.HarborStandIn;
import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryLogin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stand-in is as strict as Harbor: asked without our own client. */
class HarborStandInIT {
  private static final String PROJECT = "/api/v2.0/projects/registry-it";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private Harbors harbors;
  private String repository;

  @BeforeEach
  void start() throws Exception {
    harbors = new Harbors();
    repository = harbors.push.repository.substring("registry-it/".length());
  }

  @AfterEach
  void stop() throws Exception {
    harbors.close();
    http.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(harbors.standIn.url() + path))
        .header(
            "Authorization",
            new Account(HarborStandIn.ADMINISTRATOR, Secret.of(HarborStandIn.PASSWORD)).basic());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body()).at("/errors/0/code").asText();
  }

  @Test
  void a_slash_that_is_encoded_once_makes_another_path() throws Exception {
    try (var push = harbors.pushTo("registry-it/team/web")) {
      push.image("one", "content");
    }

    assertThat(send(to(PROJECT + "/repositories/team%2Fweb/artifacts/one")).statusCode())
        .isEqualTo(404);
    assertThat(send(to(PROJECT + "/repositories/team%252Fweb/artifacts/one")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_cookie_makes_a_change_a_forgery() throws Exception {
    String cookie = send(to("/api/v2.0/ping")).headers().firstValue("Set-Cookie").orElseThrow();
    String body = "{\"project_name\":\"new\",\"metadata\":{\"public\":\"false\"}}";

    HttpResponse<String> forged =
        send(
            to("/api/v2.0/projects")
                .header("Cookie", cookie.split(";")[0])
                .POST(BodyPublishers.ofString(body)));

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("CSRF token invalid");
    assertThat(send(to("/api/v2.0/projects").POST(BodyPublishers.ofString(body))).statusCode())
        .isEqualTo(201);
  }

  @Test
  void an_artifact_that_is_deleted_by_a_tag_takes_its_other_tags_along() throws Exception {
    harbors.push.image("one", "content");
    harbors.push.image("two", "content");
    String artifacts = PROJECT + "/repositories/" + repository + "/artifacts/";

    assertThat(send(to(artifacts + "one").DELETE()).statusCode()).isEqualTo(200);

    assertThat(send(to(artifacts + "two")).statusCode()).isEqualTo(404);
  }

  @Test
  void the_distribution_api_deletes_no_tags() throws Exception {
    harbors.push.image("one", "content");

    HttpResponse<String> response =
        send(to("/v2/" + harbors.push.repository + "/manifests/one").DELETE());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(code(response)).isEqualTo("UNSUPPORTED");
  }

  @Test
  void an_account_without_rights_gets_a_token_that_opens_nothing() throws Exception {
    RegistryLogin robot = harbors.standIn.robot("registry-it", "reader", 1, "project:read");
    String scope = "repository:" + harbors.push.repository + ":pull,push";
    HttpRequest.Builder asking =
        HttpRequest.newBuilder(
                URI.create(
                    harbors.standIn.url()
                        + "/service/token?service=harbor-registry&scope="
                        + scope))
            .header("Authorization", new Account(robot.username(), robot.password()).basic());

    HttpResponse<String> answer = send(asking);

    assertThat(answer.statusCode()).isEqualTo(200);
    String token = json.readTree(answer.body()).path("token").asText();
    JsonNode claims =
        json.readTree(
            new String(
                Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    assertThat(claims.at("/access/0/actions")).isEmpty();
    HttpResponse<String> refused =
        send(
            HttpRequest.newBuilder(
                    URI.create(
                        harbors.standIn.url()
                            + "/v2/"
                            + harbors.push.repository
                            + "/manifests/one"))
                .header("Authorization", "Bearer " + token));
    assertThat(refused.statusCode()).isEqualTo(401);
  }

  @Test
  void nobody_is_asked_for_a_token_of_the_repository() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(
                URI.create(
                    harbors.standIn.url() + "/v2/" + harbors.push.repository + "/manifests/one")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .get()
        .asString()
        .contains("/service/token", "harbor-registry", harbors.push.repository + ":pull");
  }

  @Test
  void lists_come_in_pages_of_at_most_a_hundred_with_their_total() throws Exception {
    HarborRegistry registry = harbors.registry();
    HarborProject project = registry.projects().find("registry-it").orElseThrow();
    for (int i = 0; i < 12; i++) {
      registry.labels().ensure(project, "label-" + i, "#ffffff");
    }
    String labels = "/api/v2.0/labels?scope=p&project_id=" + project.id();

    HttpResponse<String> page = send(to(labels));

    assertThat(json.readTree(page.body())).hasSize(10);
    assertThat(page.headers().firstValue("X-Total-Count")).contains("12");
    assertThat(page.headers().firstValue("Link")).get().asString().contains("rel=\"next\"");
    assertThat(send(to(labels + "&page_size=101")).statusCode()).isEqualTo(422);
  }

  @Test
  void a_fault_of_its_own_is_masked() throws Exception {
    harbors.standIn.breakDown(1);

    HttpResponse<String> answer = send(to("/api/v2.0/systeminfo"));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("internal server error").doesNotContain("10.0.0.7");
  }

  @Test
  void metadata_that_is_no_text_is_refused() throws Exception {
    HttpResponse<String> answer =
        send(
            to("/api/v2.0/projects")
                .POST(
                    BodyPublishers.ofString(
                        "{\"project_name\":\"new\",\"metadata\":{\"public\":false}}")));

    assertThat(answer.statusCode()).isEqualTo(422);
  }
}
