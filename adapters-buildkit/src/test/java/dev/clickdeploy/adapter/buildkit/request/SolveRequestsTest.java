package dev.clickdeploy.adapter.buildkit.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.proto.control.CacheOptionsEntry;
import dev.clickdeploy.adapter.buildkit.proto.control.SolveRequest;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.option.Attestations;
import dev.clickdeploy.model.build.option.Attestations.Provenance;
import dev.clickdeploy.model.build.option.Attestations.Sbom;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.BuildOptionsBuilder;
import dev.clickdeploy.model.build.option.CacheExchange;
import dev.clickdeploy.model.build.option.CacheExchange.Export;
import dev.clickdeploy.model.build.option.Freshness;
import dev.clickdeploy.model.build.option.ImageForm;
import dev.clickdeploy.model.build.option.ImageForm.Algorithm;
import dev.clickdeploy.model.build.option.ImageForm.Annotation;
import dev.clickdeploy.model.build.option.ImageForm.Compression;
import dev.clickdeploy.model.build.option.ImageForm.MediaTypes;
import dev.clickdeploy.model.build.option.ImageForm.Place;
import dev.clickdeploy.model.build.option.NamedContext;
import dev.clickdeploy.model.build.option.NetworkMode;
import dev.clickdeploy.model.build.option.Platform;
import dev.clickdeploy.model.build.option.StepLimits;
import dev.clickdeploy.model.build.option.StepLimits.Resources;
import dev.clickdeploy.model.build.option.StepLimits.Ulimit;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.service.GivenNames;
import dev.clickdeploy.port.out.fake.FakeBuildPlanner;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SolveRequestsTest {
  private static final ImageReference REMOTE = ImageReference.parse("registry.example/a/b:1");
  private static final ImageReference LOCAL = ImageReference.parse("127.0.0.1:5000/a/b:cache");

  private static SolveRequest solve(BuildOptionsBuilder options, ImageReference... push) {
    return solve(RegistryAccess.USUAL, options, push);
  }

  private static SolveRequest solve(
      RegistryAccess access, BuildOptionsBuilder options, ImageReference... push) {
    BuildRequest request =
        new BuildRequest(
            InMemoryTree.empty(),
            FakeBuildPlanner.PLAN,
            List.of(push),
            List.of(),
            Map.of(),
            "scope",
            Duration.ofMinutes(1),
            options.build());
    return SolveRequests.of(
        request,
        access,
        ImageExporter.of(request, access),
        "Dockerfile",
        "scope",
        "ref",
        "session");
  }

  private static Map<String, String> frontend(BuildOptionsBuilder options) {
    return solve(options).getFrontendAttrsMap();
  }

  private static Map<String, String> image(ImageForm form, ImageReference... push) {
    return solve(BuildOptions.builder().image(form), push).getExporters(0).getAttrsMap();
  }

  @Test
  void a_plain_build_asks_for_nothing_special() {
    SolveRequest plain = solve(BuildOptions.builder());

    assertThat(plain.getFrontend()).isEqualTo("dockerfile.v0");
    assertThat(plain.getEntitlementsList()).isEmpty();
    assertThat(plain.getFrontendAttrsMap())
        .containsOnlyKeys("filename", "build-arg:BUILDKIT_CACHE_MOUNT_NS");
    assertThat(plain.getCache().getExportsList()).isEmpty();
  }

  @Test
  void a_secret_is_no_part_of_the_request() {
    assertThat(solve(BuildOptions.builder().secret("id", Secret.of("hunter2"))).toString())
        .doesNotContain("hunter2");
  }

  @Test
  void freshness_is_told_in_the_frontends_words() {
    assertThat(frontend(BuildOptions.builder().freshness(Freshness.rebuildAll().withPull())))
        .containsEntry("no-cache", "")
        .containsEntry("image-resolve-mode", "pull");
    assertThat(frontend(BuildOptions.builder().freshness(Freshness.rebuildStages("a", "b"))))
        .containsEntry("no-cache", "a,b")
        .doesNotContainKey("image-resolve-mode");
  }

  @Test
  void platforms_and_time_are_told() {
    assertThat(
            frontend(
                BuildOptions.builder()
                    .platforms(Platform.parse("linux/amd64"), Platform.parse("linux/arm/v7"))
                    .sourceDateEpoch(Instant.ofEpochSecond(42))))
        .containsEntry("platform", "linux/amd64,linux/arm/v7")
        .containsEntry("build-arg:SOURCE_DATE_EPOCH", "42");
  }

  @Test
  void every_limit_of_steps_is_told() {
    Resources resources = new Resources(1L << 30, -1L, 512L, 100_000L, 50_000L, "0-1");
    StepLimits limits =
        new StepLimits(
            NetworkMode.HOST,
            64L << 20,
            List.of(new Ulimit("nofile", 1, 2), new Ulimit("core", -1, -1)),
            resources);

    SolveRequest solve = solve(BuildOptions.builder().steps(limits));

    assertThat(solve.getEntitlementsList()).containsExactly("network.host");
    assertThat(solve.getFrontendAttrsMap())
        .containsEntry("force-network-mode", "host")
        .containsEntry("shm-size", "67108864")
        .containsEntry("ulimit", "nofile=1:2,core=-1:-1")
        .containsEntry("memory", "1073741824")
        .containsEntry("memswap", "-1")
        .containsEntry("cpushares", "512")
        .containsEntry("cpuperiod", "100000")
        .containsEntry("cpuquota", "50000")
        .containsEntry("cpusetcpus", "0-1");
  }

  @Test
  void named_contexts_are_told_by_kind() {
    Map<String, String> attributes =
        frontend(
            BuildOptions.builder()
                .context("docker.io/library/alpine:latest", new NamedContext.Image("debian:13"))
                .context("shared", new NamedContext.Tree(InMemoryTree.empty()))
                .context("far", new NamedContext.Remote("https://git.example/a.git#main")));

    assertThat(attributes)
        .containsEntry("context:alpine", "docker-image://debian:13")
        .containsEntry("context:shared", "local:named-shared")
        .containsEntry("context:far", "https://git.example/a.git#main")
        .containsEntry("frontend.caps", "moby.buildkit.frontend.contexts+forward");
  }

  @Test
  void a_gateway_frontend_takes_the_built_in_ones_place() {
    SolveRequest solve = solve(BuildOptions.builder().gatewayFrontend("docker/dockerfile:1"));

    assertThat(solve.getFrontend()).isEqualTo("gateway.v0");
    assertThat(solve.getFrontendAttrsMap()).containsEntry("source", "docker/dockerfile:1");
  }

  @Test
  void a_plan_for_another_frontend_is_given_to_it() {
    Map<String, String> one = forFrontend(Map.of("A", "1")).getFrontendAttrsMap();

    assertThat(forFrontend(Map.of()).getFrontend()).isEqualTo("gateway.v0");
    assertThat(one)
        .containsEntry("source", "ghcr.io/x/frontend:v1")
        .containsEntry("filename", "plan.json")
        .containsEntry("build-arg:cache-key", "scope");
    assertThat(one.get("build-arg:secrets-hash"))
        .hasSize(64)
        .isNotEqualTo(
            forFrontend(Map.of("A", "2")).getFrontendAttrsMap().get("build-arg:secrets-hash"));
    assertThat(one.values()).doesNotContain("1");
  }

  @Test
  void another_version_of_what_is_given_makes_another_frontends_steps_run_again() {
    Map<String, String> none = forFrontend(Map.of()).getFrontendAttrsMap();
    Map<String, String> one =
        forFrontend(Map.of(), Map.of(GivenNames.VERSION, "1")).getFrontendAttrsMap();
    Map<String, String> two =
        forFrontend(Map.of(), Map.of(GivenNames.VERSION, "2")).getFrontendAttrsMap();

    assertThat(
            Stream.of(none, one, two).map(attributes -> attributes.get("build-arg:secrets-hash")))
        .doesNotHaveDuplicates();
  }

  private static SolveRequest forFrontend(Map<String, String> variables) {
    return forFrontend(variables, Map.of());
  }

  private static SolveRequest forFrontend(
      Map<String, String> variables, Map<String, String> arguments) {
    DockerfileSource source =
        new DockerfileSource.ForFrontend("ghcr.io/x/frontend:v1", "plan.json", "{}", variables);
    BuildPlan plan =
        new BuildPlan("x", "x", source, null, arguments, null, List.of(), List.of(), List.of());
    BuildRequest request =
        new BuildRequest(
            InMemoryTree.empty(),
            plan,
            List.of(),
            List.of(),
            Map.of(),
            "scope",
            Duration.ofMinutes(1));
    return SolveRequests.of(
        request,
        RegistryAccess.USUAL,
        ImageExporter.of(request, RegistryAccess.USUAL),
        "plan.json",
        "scope",
        "ref",
        "session");
  }

  @Test
  void attestations_are_told() {
    assertThat(
            frontend(
                BuildOptions.builder()
                    .attestations(new Attestations(Provenance.MAX, new Sbom("scan.example/s:1")))))
        .containsEntry("attest:provenance", "mode=max")
        .containsEntry("attest:sbom", "generator=scan.example/s:1");
    assertThat(
            frontend(
                BuildOptions.builder()
                    .attestations(new Attestations(Provenance.MIN, new Sbom(null)))))
        .containsEntry("attest:provenance", "mode=min")
        .containsEntry("attest:sbom", "");
  }

  @Test
  void an_image_by_digest_has_no_tag() {
    assertThat(image(ImageForm.untagged(), REMOTE, REMOTE.withTag("2")))
        .containsEntry("name", "registry.example/a/b")
        .containsEntry("push-by-digest", "true")
        .containsEntry("push", "true")
        .doesNotContainKey("registry.insecure");
  }

  @Test
  void layers_are_compressed_faster_than_the_daemon_would_by_itself() {
    assertThat(image(ImageForm.DEFAULT, REMOTE))
        .containsEntry("compression", "gzip")
        .containsEntry("compression-level", "1")
        .doesNotContainKey("force-compression");
    assertThat(image(ImageForm.DEFAULT.with(Compression.of(Algorithm.GZIP)), REMOTE))
        .containsEntry("compression", "gzip")
        .doesNotContainKey("compression-level");
  }

  @Test
  void an_images_form_is_told() {
    ImageForm form =
        ImageForm.DEFAULT
            .with(new Compression(Algorithm.ZSTD, 9, true))
            .with(MediaTypes.OCI)
            .annotated(
                Annotation.of("a", "1"),
                new Annotation(Place.INDEX, "b", "2"),
                new Annotation(Place.MANIFEST_DESCRIPTOR, "c", "3"),
                new Annotation(Place.INDEX_DESCRIPTOR, "d", "4"));

    assertThat(image(form, REMOTE))
        .containsEntry("compression", "zstd")
        .containsEntry("compression-level", "9")
        .containsEntry("force-compression", "true")
        .containsEntry("oci-mediatypes", "true")
        .containsEntry("annotation.a", "1")
        .containsEntry("annotation-index.b", "2")
        .containsEntry("annotation-manifest-descriptor.c", "3")
        .containsEntry("annotation-index-descriptor.d", "4");
  }

  @Test
  void caches_are_told_to_the_daemon_and_to_the_frontend() {
    SolveRequest solve =
        solve(
            BuildOptions.builder()
                .cache(
                    new CacheExchange(
                        List.of(LOCAL),
                        List.of(new Export.Registry(REMOTE, false, true), new Export.Inline()))));

    assertThat(solve.getFrontendAttrsMap().get("cache-imports"))
        .contains("\"Type\":\"registry\"")
        .contains("\"ref\":\"127.0.0.1:5000/a/b:cache\"");
    assertThat(solve.getCache().getImports(0).getAttrsMap())
        .containsEntry("registry.insecure", "true");
    assertThat(solve.getCache().getExportsList())
        .extracting(CacheOptionsEntry::getType)
        .containsExactly("registry", "inline");
    assertThat(solve.getCache().getExports(0).getAttrsMap())
        .containsEntry("mode", "min")
        .containsEntry("ignore-error", "false")
        .doesNotContainKey("registry.insecure");
  }

  @Test
  void a_registry_that_may_be_spoken_to_unencrypted_is_told_so_in_every_place() {
    RegistryAccess plain = new RegistryAccess(Set.of(REMOTE.host()), null);

    SolveRequest solve =
        solve(
            plain,
            BuildOptions.builder()
                .cache(
                    new CacheExchange(
                        List.of(REMOTE), List.of(new Export.Registry(REMOTE, true, false)))),
            REMOTE);

    assertThat(solve.getExporters(0).getAttrsMap()).containsEntry("registry.insecure", "true");
    assertThat(solve.getCache().getImports(0).getAttrsMap())
        .containsEntry("registry.insecure", "true");
    assertThat(solve.getCache().getExports(0).getAttrsMap())
        .containsEntry("registry.insecure", "true");
    assertThat(solve.getFrontendAttrsMap().get("cache-imports")).contains("registry.insecure");
    ImageReference other = ImageReference.parse("other.example/a/b:1");
    assertThat(solve(plain, BuildOptions.builder(), other).getExporters(0).getAttrsMap())
        .doesNotContainKey("registry.insecure");
  }
}
