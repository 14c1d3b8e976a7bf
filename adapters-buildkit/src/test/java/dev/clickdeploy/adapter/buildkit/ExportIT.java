package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.buildkit.export.Export;
import dev.clickdeploy.adapter.buildkit.export.ExportOutcome;
import dev.clickdeploy.adapter.buildkit.export.ExportOutcome.Exported;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportIT {
  private static BuildKit buildKit;
  private final ImageReference image = RealParts.image();
  private final Events events = new Events();
  @TempDir private Path directory;

  @BeforeAll
  static void connect() {
    buildKit = RealParts.buildKit();
  }

  @AfterAll
  static void close() {
    buildKit.close();
  }

  private ExportOutcome export(Requests requests, Export export) {
    return buildKit.export(requests.build(), export, events, new Cancellation());
  }

  private static Requests requests() {
    return Requests.of(InMemoryTree.of(Map.of("a", "content")))
        .generated("FROM scratch\nCOPY a /dir/a\n");
  }

  private Map<String, TarEntry> archive(Requests requests, Export.Kind kind) throws Exception {
    Path file = directory.resolve("archive.tar");
    ExportOutcome outcome = export(requests, new Export.Archive(kind, Export.Sink.file(file)));
    assertThat(outcome).as("%s", events.all()).isInstanceOf(Exported.class);
    return TarEntry.readPlain(Files.readAllBytes(file));
  }

  private static JsonNode json(TarEntry entry) throws IOException {
    return new ObjectMapper().readTree(entry.content());
  }

  @Test
  void an_image_comes_in_the_oci_layout() throws Exception {
    Path file = directory.resolve("oci.tar");

    ExportOutcome outcome =
        export(requests().push(image), new Export.Archive(Export.Kind.OCI, Export.Sink.file(file)));

    ImageDigest digest = ((Exported) outcome).digest().orElseThrow();
    Map<String, TarEntry> entries = TarEntry.readPlain(Files.readAllBytes(file));
    assertThat(entries).containsKeys("oci-layout", "index.json");
    JsonNode manifest = json(entries.get("index.json")).at("/manifests/0");
    assertThat(manifest.path("digest").asText()).isEqualTo(digest.value());
    assertThat(manifest.path("annotations").toString()).contains(image.toString());
    assertThat(
            ImageDigest.of(
                entries
                    .get("blobs/sha256/" + digest.value().substring("sha256:".length()))
                    .content()))
        .isEqualTo(digest);
    assertThat(RegistryProbe.open().has(image)).as("it is not pushed").isFalse();
  }

  @Test
  void an_image_comes_as_docker_load_reads_it() throws Exception {
    Map<String, TarEntry> entries = archive(requests().push(image), Export.Kind.DOCKER);

    assertThat(json(entries.get("manifest.json")).at("/0/RepoTags/0").asText())
        .isEqualTo(image.toString());
  }

  @Test
  void files_come_as_a_plain_archive() throws Exception {
    assertThat(archive(requests(), Export.Kind.FILES).get("dir/a").text()).isEqualTo("content");
  }

  @Test
  void files_come_into_a_directory() throws Exception {
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    InMemoryTree tree =
        InMemoryTree.of(Map.of("a", "content", "empty", "", "Straße/𝄞", "Grüße"))
            .with("large", large)
            .withExecutable("bin/run", "#!/bin/sh\n")
            .withSymlink("current", "../etc/passwd");
    Path result = directory.resolve("result");

    ExportOutcome outcome =
        export(
            Requests.of(tree).generated("FROM scratch\nCOPY . /\n"), new Export.Directory(result));

    assertThat(outcome).as("%s", events.all()).isInstanceOf(Exported.class);
    assertThat(((Exported) outcome).digest()).isEmpty();
    assertThat(result.resolve("a")).hasContent("content");
    assertThat(result.resolve("empty")).isEmptyFile();
    assertThat(result.resolve("Straße/𝄞")).hasContent("Grüße");
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(result.resolve("large"))))
        .isEqualTo(HexFormat.of().formatHex(large));
    assertThat(Files.isExecutable(result.resolve("bin/run"))).isTrue();
    assertThat(Files.isExecutable(result.resolve("a"))).isFalse();
    assertThat(Files.readSymbolicLink(result.resolve("current"))).hasToString("../etc/passwd");
  }

  @Test
  void hard_links_come_into_a_directory() throws Exception {
    Path result = directory.resolve("linked");

    ExportOutcome outcome =
        export(
            Requests.of(InMemoryTree.empty())
                .generated(
                    """
                    FROM debian:trixie-slim AS made
                    RUN mkdir -p /out/read-only && echo x > /out/read-only/a \
                        && ln /out/read-only/a /out/b && chmod 555 /out/read-only
                    FROM scratch
                    COPY --from=made /out /
                    """),
            new Export.Directory(result));

    assertThat(outcome).as("%s", events.all()).isInstanceOf(Exported.class);
    assertThat(result.resolve("b")).hasContent("x");
    assertThat(result.resolve("read-only/a")).hasContent("x");
    assertThat(Files.getAttribute(result.resolve("b"), "unix:ino"))
        .isEqualTo(Files.getAttribute(result.resolve("read-only/a"), "unix:ino"));
  }

  @Test
  void a_sink_that_fails_is_told() {
    Export.Sink full =
        () ->
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("no space left");
              }
            };

    PortException thrown =
        catchThrowableOfType(
            PortException.class,
            () -> export(requests(), new Export.Archive(Export.Kind.OCI, full)));

    assertThat(thrown).hasMessageContaining("could not be kept").hasMessageContaining("no space");
  }

  @Test
  void a_directory_with_content_is_not_touched() throws Exception {
    Files.writeString(directory.resolve("mine"), "precious");

    PortException thrown =
        catchThrowableOfType(
            PortException.class, () -> export(requests(), new Export.Directory(directory)));

    assertThat(thrown).hasMessageContaining("not empty");
    assertThat(directory.resolve("dir")).doesNotExist();
  }

  @Test
  void a_failed_build_says_why() {
    ExportOutcome outcome =
        export(
            Requests.of(InMemoryTree.empty()).generated("FROM debian:trixie-slim\nRUN false\n"),
            new Export.Directory(directory.resolve("result")));

    assertThat(outcome).isInstanceOf(ExportOutcome.Failed.class);
    assertThat(((ExportOutcome.Failed) outcome).build().failure().message()).contains("RUN false");
  }
}
