package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.build.BaseImageNames;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.Evidence;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.build.Recipe;
import dev.clickdeploy.model.build.StaticFiles;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanRoutesTest {
  private TestServer server;
  private String service;

  @BeforeEach
  void start() {
    server = TestServer.start();
    service = "/services/" + server.createService().text("id");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void every_part_of_a_plan_is_told() {
    server.plans.result = new PlanResult.Planned(plan());

    assertThat(server.post(service + "/plan", "{\"ref\":\"next\"}").body())
        .isEqualTo(
            """
            {"provider":"node","summary":"Node.js 22","runtime":{"name":"node","version":"22",\
            "source":"default"},"tools":[{"name":"pnpm","version":"9","source":"pnpm-lock.yaml"}],\
            "packageManager":"pnpm","framework":"vite","install":["pnpm install"],\
            "build":["pnpm run build"],"start":"caddy run","static":{"root":"dist","spa":true},\
            "port":8080,"baseImages":{"build":"node:22-slim","run":"caddy:2"},\
            "evidence":[{"decision":"pnpm","because":"a file"}],"warnings":["old"],\
            "dockerfile":"FROM x\\n","dockerfilePath":null,\
            "commit":"0123456789012345678901234567890123456789",\
            "lockedVersions":{"node":"22"}}\
            """);
    assertThat(server.plans.commands.getFirst().ref()).hasToString("next");
  }

  private static BuildPlan plan() {
    return new BuildPlan(
        "node",
        "Node.js 22",
        new DockerfileSource.Generated("FROM x\n"),
        null,
        Map.of(),
        8080,
        List.of(),
        List.of(new Evidence("pnpm", "a file")),
        List.of("old"),
        new Recipe(
            new ToolVersion("node", "22", ToolVersion.DEFAULT),
            List.of(new ToolVersion("pnpm", "9", "pnpm-lock.yaml")),
            "pnpm",
            "vite",
            List.of("pnpm install"),
            List.of("pnpm run build"),
            "caddy run",
            new StaticFiles("dist", true),
            new BaseImageNames("node:22-slim", "caddy:2")));
  }

  @Test
  void what_is_not_known_is_null() {
    server.plans.result =
        new PlanResult.Planned(
            new BuildPlan(
                "dockerfile",
                "Dockerfile",
                new DockerfileSource.InTree("Dockerfile"),
                null,
                Map.of(),
                null,
                List.of(),
                List.of(),
                List.of()));

    JsonNode plan = server.post(service + "/plan", "").json();

    for (String field :
        "runtime packageManager framework start static port dockerfile".split(" ")) {
      assertThat(plan.get(field).isNull()).as(field).isTrue();
    }
    assertThat(plan.path("dockerfilePath").asText()).isEqualTo("Dockerfile");
    assertThat(server.plans.commands.getFirst().ref()).isNull();
  }

  @Test
  void that_there_is_no_app_is_told_with_what_was_looked_for() {
    server.plans.result = new PlanResult.NotPlanned("no app", "add one", List.of("package.json"));

    assertThat(server.post(service + "/plan", "{}").body())
        .startsWith(
            """
            {"provider":null,"message":"no app","hint":"add one","lookedFor":["package.json"],\
            """);
  }

  @Test
  void kept_versions_can_be_forgotten() {
    assertThat(TestServer.send(server.request(service + "/versions").DELETE()).status())
        .isEqualTo(204);

    assertThat(server.post(service + "/plan", "{}").json().path("lockedVersions")).isEmpty();
  }

  @Test
  void a_service_of_nobody_has_no_plan() {
    String unknown = "/services/01890000-0000-7000-8000-000000000000";

    assertThat(server.post(unknown + "/plan", "{}").status()).isEqualTo(404);
    assertThat(TestServer.send(server.request(unknown + "/versions").DELETE()).status())
        .isEqualTo(404);
    assertThat(server.post(service + "/plan", "{\"reff\":\"x\"}").status()).isEqualTo(422);
  }
}
