package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.buildkit.upkeep.CacheRecord;
import dev.clickdeploy.adapter.buildkit.upkeep.Prune;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildOutcome.Built;
import dev.clickdeploy.model.build.option.Attestations;
import dev.clickdeploy.model.build.option.Attestations.Provenance;
import dev.clickdeploy.model.build.option.Attestations.Sbom;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.BuildOptionsBuilder;
import dev.clickdeploy.model.build.option.CacheExchange;
import dev.clickdeploy.model.build.option.CacheExchange.Export;
import dev.clickdeploy.model.build.option.ImageForm;
import dev.clickdeploy.model.build.option.ImageForm.Algorithm;
import dev.clickdeploy.model.build.option.ImageForm.Annotation;
import dev.clickdeploy.model.build.option.ImageForm.Compression;
import dev.clickdeploy.model.build.option.ImageForm.MediaTypes;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImageFormIT {
  private static BuildKit buildKit;
  private final RegistryProbe registry = RegistryProbe.open();
  private final ImageReference image = RealParts.image();
  private final Events events = new Events();

  @BeforeAll
  static void connect() {
    buildKit = RealParts.buildKit();
  }

  @AfterAll
  static void close() {
    buildKit.close();
  }

  private Built built(String dockerfile, BuildOptionsBuilder options) {
    BuildOutcome outcome =
        buildKit.build(
            Requests.of(InMemoryTree.of(Map.of("a", "content " + image)))
                .generated(dockerfile)
                .push(image)
                .options(options)
                .build(),
            events,
            new Cancellation());
    assertThat(outcome).as("%s", events.all()).isInstanceOf(Built.class);
    return (Built) outcome;
  }

  private Built built(ImageForm form) {
    return built("FROM scratch\nCOPY a /\n", BuildOptions.builder().image(form));
  }

  @Test
  void an_image_is_pushed_by_its_digest_alone() throws Exception {
    Built built = built(ImageForm.untagged());

    assertThat(registry.has(image)).isFalse();
    assertThat(registry.manifest(image, built.digest().value()).path("layers")).hasSize(1);
  }

  @Test
  void layers_are_compressed_as_asked() throws Exception {
    built(ImageForm.DEFAULT.with(new Compression(Algorithm.ZSTD, 3, true)).with(MediaTypes.OCI));

    assertThat(registry.manifest(image).at("/layers/0/mediaType").asText())
        .isEqualTo("application/vnd.oci.image.layer.v1.tar+zstd");
  }

  @Test
  void a_higher_level_makes_smaller_layers() throws Exception {
    // into a directory of its own: a layer that was compressed before is not compressed again
    String dockerfile =
        "FROM debian:trixie-slim AS base\nFROM scratch\nCOPY --from=base /usr/bin /%s/\n";
    long[] sizes = new long[2];
    for (int i = 0; i < 2; i++) {
      Compression compression = new Compression(Algorithm.GZIP, i == 0 ? 1 : 9, true);
      built(
          dockerfile.formatted(RealParts.unique()),
          BuildOptions.builder().image(ImageForm.DEFAULT.with(compression)));
      sizes[i] = registry.manifest(image).at("/layers/0/size").asLong();
    }

    assertThat(sizes[1]).isLessThan(sizes[0]);
  }

  @Test
  void media_types_are_dockers_when_asked() throws Exception {
    built(ImageForm.DEFAULT.with(MediaTypes.DOCKER));

    assertThat(registry.manifest(image).path("mediaType").asText())
        .isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
  }

  @Test
  void annotations_stand_on_the_manifest() throws Exception {
    built(
        ImageForm.DEFAULT
            .with(MediaTypes.OCI)
            .annotated(Annotation.of("org.example.note", "hello, wörld")));

    assertThat(registry.manifest(image).at("/annotations").path("org.example.note").asText())
        .isEqualTo("hello, wörld");
  }

  @Test
  void provenance_comes_beside_the_image_in_the_wanted_detail() throws Exception {
    built(
        "FROM scratch\nARG A=1\nCOPY a /\n",
        BuildOptions.builder().attestations(Attestations.of(Provenance.MIN)));
    String little = statement();
    built(
        "FROM scratch\nARG A=1\nCOPY a /\n",
        BuildOptions.builder().attestations(Attestations.of(Provenance.MAX)));
    String much = statement();

    assertThat(little).contains("slsa.dev/provenance").doesNotContain("llbDefinition");
    assertThat(much).contains("slsa.dev/provenance").contains("llbDefinition");
  }

  private String statement() throws Exception {
    JsonNode index = registry.manifest(image);
    assertThat(index.path("manifests")).hasSize(2);
    return registry.everything(image).stream()
        .map(document -> new String(document, StandardCharsets.UTF_8))
        .filter(document -> document.contains("in-toto.io/Statement"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_generator_that_cannot_be_pulled_is_named() {
    String generator = RealParts.get("registry") + "/no/scanner:1";

    BuildOutcome outcome =
        buildKit.build(
            Requests.of(InMemoryTree.of(Map.of("a", "x")))
                .generated("FROM scratch\nCOPY a /\n")
                .options(
                    BuildOptions.builder()
                        .attestations(new Attestations(Provenance.NONE, new Sbom(generator))))
                .build(),
            events,
            new Cancellation());

    assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
    assertThat(((BuildOutcome.Failed) outcome).failure().message()).contains(generator);
  }

  @Test
  void a_cache_in_a_registry_is_written_and_read() throws Exception {
    ImageReference cache = RealParts.image();
    String unique = RealParts.unique();
    String dockerfile = "FROM debian:trixie-slim\nRUN echo " + unique + " | tee /made\n";

    built(dockerfile, BuildOptions.builder().cache(CacheExchange.through(cache)));

    assertThat(events.output()).containsExactly(unique);
    assertThat(registry.manifest(cache).path("config").path("mediaType").asText())
        .isEqualTo("application/vnd.buildkit.cacheconfig.v0");
    events.all().clear();
    // the daemon's own memory of it must not be what is found
    for (CacheRecord made : buildKit.upkeep().diskUsage(List.of("description~=" + unique))) {
      assertThat(buildKit.upkeep().prune(Prune.matching("id==" + made.id()))).isNotEmpty();
    }
    Built again = built(dockerfile, BuildOptions.builder().cache(CacheExchange.through(cache)));
    assertThat(events.output()).isEmpty();
    assertThat(again.report().cached()).isPositive();
    assertThat(registry.files(image).get("made").text()).isEqualTo(unique + "\n");
  }

  @Test
  void a_cache_comes_inside_the_image() throws Exception {
    built(
        "FROM debian:trixie-slim\nRUN echo " + RealParts.unique() + " > /made\n",
        BuildOptions.builder()
            .cache(new CacheExchange(List.of(image), List.of(new Export.Inline()))));

    assertThat(registry.config(image).has("moby.buildkit.cache.v0")).isTrue();
  }

  @Test
  void a_cache_that_cannot_be_left_fails_the_build_only_if_it_is_required() {
    ImageReference nowhere = ImageReference.parse("127.0.0.1:9/a/b:cache");
    String dockerfile = "FROM scratch\nCOPY a /\n";

    built(
        dockerfile,
        BuildOptions.builder().cache(new CacheExchange(List.of(), List.of(Export.to(nowhere)))));

    assertThatThrownBy(
            () ->
                built(
                    dockerfile,
                    BuildOptions.builder()
                        .cache(
                            new CacheExchange(
                                List.of(), List.of(new Export.Registry(nowhere, true, true))))))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("127.0.0.1:9");
  }
}
