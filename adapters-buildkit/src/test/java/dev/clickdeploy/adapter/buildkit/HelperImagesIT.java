package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.option.Attestations;
import dev.clickdeploy.model.build.option.Attestations.Provenance;
import dev.clickdeploy.model.build.option.Attestations.Sbom;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The daemon runs images as parts of a build; stand-ins for them are built and pushed here. */
class HelperImagesIT {
  private static BuildKit buildKit;
  private final RegistryProbe registry = RegistryProbe.open();
  private final ImageReference image = RealParts.image();
  private final ImageReference helper = RealParts.image();
  private final Events events = new Events();

  @BeforeAll
  static void connect() {
    buildKit = RealParts.buildKit();
  }

  @AfterAll
  static void close() {
    buildKit.close();
  }

  private void build(Requests requests) {
    BuildOutcome outcome = buildKit.build(requests.build(), events, new Cancellation());
    assertThat(outcome).as("%s", events.all()).isInstanceOf(BuildOutcome.Built.class);
  }

  @Test
  void a_gateway_frontend_does_the_build() throws Exception {
    String dockerfile = "FROM node:22-slim\nCOPY f.js /\nENTRYPOINT [\"node\", \"/f.js\"]\n";
    build(
        Requests.of(InMemoryTree.of(Map.of("f.js", frontend())))
            .generated(dockerfile)
            .push(helper));

    build(
        Requests.of(InMemoryTree.of(Map.of("a", "content")))
            .generated(
                "FROM scratch\nARG FRONTEND=built-in\nARG OTHER\n"
                    + "LABEL by=$FRONTEND other=$OTHER\nCOPY a /\n")
            .args(Map.of("OTHER", "passed on"))
            .push(image)
            .options(BuildOptions.builder().gatewayFrontend(helper.toString())));

    JsonNode labels = registry.config(image).at("/config/Labels");
    assertThat(labels.path("by").asText()).isEqualTo("stand-in");
    assertThat(labels.path("other").asText()).isEqualTo("passed on");
    assertThat(registry.files(image).get("a").text()).isEqualTo("content");
  }

  private static String frontend() throws IOException {
    try (InputStream in = HelperImagesIT.class.getResourceAsStream("frontend.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_generator_makes_the_bill_of_materials() throws Exception {
    String scan =
        """
        #!/bin/sh
        names=$(ls "$BUILDKIT_SCAN_SOURCE" | tr '\\n' ' ')
        echo "{\\"_type\\": \\"https://in-toto.io/Statement/v0.1\\",
          \\"predicateType\\": \\"https://spdx.dev/Document\\",
          \\"predicate\\": {\\"name\\": \\"found $names\\"}}" > "$BUILDKIT_SCAN_DESTINATION/own.spdx.json"
        """;
    build(
        Requests.of(InMemoryTree.of(Map.of()).withExecutable("scan", scan))
            .generated("FROM debian:trixie-slim\nCOPY scan /\nENTRYPOINT [\"/scan\"]\n")
            .push(helper));

    build(
        Requests.of(InMemoryTree.of(Map.of("a-file", RealParts.unique())))
            .generated("FROM scratch\nCOPY a-file /\n")
            .push(image)
            .options(
                BuildOptions.builder()
                    .attestations(new Attestations(Provenance.NONE, new Sbom(helper.toString())))));

    List<String> documents =
        registry.everything(image).stream()
            .map(document -> new String(document, StandardCharsets.UTF_8))
            .toList();
    assertThat(documents)
        .anySatisfy(text -> assertThat(text).contains("spdx.dev/Document", "found a-file"));
    assertThat(registry.manifest(image).toString()).contains("attestation-manifest");
  }
}
