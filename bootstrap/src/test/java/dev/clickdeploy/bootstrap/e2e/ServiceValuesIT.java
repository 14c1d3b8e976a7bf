package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables and secrets of a service from the API into real builds, and nowhere else. */
class ServiceValuesIT {
  private static final String DOCKERFILE =
      """
      FROM debian:trixie-slim
      ARG API_URL=none
      RUN echo "url=$API_URL" > /url
      RUN --mount=type=secret,id=SIGN_KEY,required=true \\
          sha256sum < /run/secrets/SIGN_KEY > /signature && cat /run/secrets/SIGN_KEY
      """;

  private static final Map<String, String> NODE =
      Map.of(
          "package.json",
          """
          {"name":"signed","scripts":{"build":"node sign.js","start":"node server.js"}}
          """,
          "sign.js",
          """
          const {API_URL, SIGN_KEY} = process.env;
          const hash = require('crypto').createHash('sha256').update(SIGN_KEY).digest('hex');
          require('fs').writeFileSync('signature.txt', 'url=' + API_URL + ' ' + hash);
          console.log('signed with ' + SIGN_KEY);
          """,
          "server.js",
          "require('http').createServer((q, r) => r.end('x')).listen(process.env.PORT);\n");

  /** What the step prints that has the secret. */
  private static final Pattern PRINTED =
      Pattern.compile("^#\\d+ (signed with )?\\[secret]$", Pattern.MULTILINE);

  @TempDir static Path home;
  private static String database;
  private static GitHost git;
  private static Platform platform;

  private final String secret = "s3cret-" + UUID.randomUUID();
  private final String url = "https://api.test/" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = RealParts.freshDatabase();
    git = GitHost.start(home.resolve("git"));
    platform = Platform.start(Platform.variables(home.resolve("data"), database));
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
    git.close();
  }

  private static String path(JsonNode service) {
    return "/services/" + service.path("id").asText();
  }

  private static void set(JsonNode service, String what, String name, String value) {
    assertThat(platform.api.send("PATCH", path(service) + what, Map.of(name, value)).status())
        .isEqualTo(200);
  }

  private static String signature(String of) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  private static String image(JsonNode deployment) {
    return deployment.path("image").path("reference").asText();
  }

  @Test
  void an_own_dockerfile_gets_its_argument_and_its_secret_which_is_nowhere_afterwards()
      throws Exception {
    JsonNode service = service("own", Map.of("Dockerfile", DOCKERFILE));

    assertGivenAndGone(service);
    assertAnotherSecretRunsAgain(service);
  }

  @Test
  void a_generated_dockerfile_gives_its_commands_both_and_keeps_neither() throws Exception {
    JsonNode service = service("generated", NODE);

    JsonNode ended = assertGivenAndGone(service);
    assertThat(RegistryProbe.config(image(ended)).toString())
        .doesNotContain("API_URL", "SIGN_KEY", url);
    assertAnotherSecretRunsAgain(service);
  }

  /** A service that nobody has built before, since caches outlive tests. */
  private JsonNode service(String name, Map<String, String> files) {
    String repository = name + "-" + UUID.randomUUID();
    git.commit(repository, files, "Sign");
    JsonNode service = platform.service(git.url(repository), Map.of());
    set(service, "/environment", "API_URL", url);
    set(service, "/secrets", "SIGN_KEY", secret);
    return service;
  }

  private JsonNode assertGivenAndGone(JsonNode service) throws Exception {
    String id = platform.deploy(service);
    JsonNode ended = platform.succeeded(id);

    String layers = RegistryProbe.layers(image(ended));
    assertThat(layers.contains("url=" + url)).as("the variable has arrived").isTrue();
    assertThat(layers.contains(signature(secret))).as("the secret was there").isTrue();
    assertThat(layers.contains(secret)).as("the secret is in a layer").isFalse();
    assertThat(RegistryProbe.config(image(ended)).toString()).doesNotContain(secret);
    assertThat(platform.log(id)).containsPattern(PRINTED).doesNotContain(secret);
    assertThat(ended.toString()).doesNotContain(secret);
    for (String route : List.of("", "/secrets", "/environment")) {
      assertThat(platform.api.get(path(service) + route).body().toString())
          .doesNotContain(secret, url);
    }
    assertThat(everyRow())
        .noneMatch(row -> row.contains(secret) || row.contains(hex(secret)) || row.contains(url));
    assertThat(Directory.textsBelow(home.resolve("data"))).noneMatch(t -> t.contains(secret));
    return ended;
  }

  private void assertAnotherSecretRunsAgain(JsonNode service) throws Exception {
    String cached = platform.deploy(service);
    platform.succeeded(cached);
    assertThat(platform.log(cached)).contains("nothing to build").doesNotContainPattern(PRINTED);

    String other = "s3cret-" + UUID.randomUUID();
    set(service, "/secrets", "SIGN_KEY", other);
    JsonNode again = platform.succeeded(platform.deploy(service));

    String layers = RegistryProbe.layers(image(again));
    assertThat(layers.contains(signature(other))).as("the new secret was used").isTrue();
    assertThat(layers.contains(signature(secret))).as("the old one was not").isFalse();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Every row of every table as text, with bytes in hexadecimal. */
  private static List<String> everyRow() throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "SELECT tablename FROM pg_tables WHERE schemaname = 'clickdeploy'")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet found =
            statement.executeQuery("SELECT t::text FROM clickdeploy." + table + " t")) {
          while (found.next()) {
            rows.add(found.getString(1));
          }
        }
      }
    }
    assertThat(rows).anyMatch(row -> row.contains("SIGN_KEY"));
    return rows;
  }
}
