package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The package comes from npm, which is the registry of Deno's that is at hand. */
class DenoIT {
  private static final InMemoryTree APP =
      InMemoryTree.of(
          Map.of(
              "deno.json",
              """
              {
                // read as JSON with comments
                "imports": { "ms": "npm:ms@2.1.3" },
              }
              """,
              "main.ts",
              """
              import ms from "ms";

              const port: number = Number(Deno.env.get("PORT"));
              Deno.serve({ port }, () => new Response("greetings " + ms(60000)));
              """));

  @Test
  void a_typescript_app_answers_with_a_package_as_an_ordinary_user() {
    try (Trial trial = Trial.of("deno", APP)) {
      assertThat(trial.get("/")).isEqualTo("greetings 1m");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.log()).doesNotContain("Download");
      assertThat(trial.stop()).isEqualTo(143);
    }
  }
}
