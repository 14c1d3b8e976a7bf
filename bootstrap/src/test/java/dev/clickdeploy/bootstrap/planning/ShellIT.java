package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellIT {
  @Test
  void a_script_serves_what_its_build_has_made() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "start.sh",
                """
                #!/bin/bash
                roots=(nothing www)
                exec busybox httpd -f -p "$PORT" -h "${roots[1]}"
                """));
    BuildSettings settings =
        new BuildSettings(
                null,
                null,
                Map.of(),
                null,
                "mkdir www && echo \"made by $(id -un)\" > www/index.html",
                null)
            .with(new PlanOverrides(null, Map.of(), List.of(), List.of("busybox"), Map.of()));

    try (Trial trial = Trial.of("shell", tree, settings)) {
      assertThat(trial.get("/")).isEqualTo("made by root\n");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
    }
  }
}
