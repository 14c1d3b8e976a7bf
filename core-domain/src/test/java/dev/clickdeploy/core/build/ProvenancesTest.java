package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.Evidence;
import dev.clickdeploy.model.build.option.Attestations;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.BuildOptionsBuilder;
import dev.clickdeploy.model.build.option.CacheExchange;
import dev.clickdeploy.model.build.option.Freshness;
import dev.clickdeploy.model.build.option.ImageForm;
import dev.clickdeploy.model.build.option.NamedContext;
import dev.clickdeploy.model.build.option.NetworkMode;
import dev.clickdeploy.model.build.option.Platform;
import dev.clickdeploy.model.build.option.SshAgent;
import dev.clickdeploy.model.build.option.StepLimits;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.BuildInputs.Given;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One input after the other is another one. */
class ProvenancesTest {
  private static final String TREE = "a".repeat(40);
  private static final DockerfileSource FILE = new DockerfileSource.Generated("FROM scratch");
  private static final Map<String, String> ARGS = Map.of("A", "1", "B", "2");
  private static final BuildPlan PLAN = plan(FILE, ARGS, List.of("*.md"));
  private static final Subjected WEB = new Subjected("web", "https://git.test/acme/web");
  private static final Provenance ALL_AS_EVER =
      Provenances.of(WEB.with(BuildInputs.NONE), TREE, PLAN, BuildOptions.DEFAULT);

  /** What differs, and the digest of all inputs with it. */
  record Input(String what, ImageDigest digest) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static BuildPlan plan(
      DockerfileSource dockerfile, Map<String, String> args, List<String> ignore) {
    return new BuildPlan(
        "node", "summary", dockerfile, null, args, null, ignore, List.of(), List.of());
  }

  private static Input input(String what, Subject subject) {
    return new Input(what, Provenances.of(subject, TREE, PLAN, BuildOptions.DEFAULT).inputs());
  }

  private static Input input(String what, BuildPlan plan) {
    return new Input(
        what,
        Provenances.of(WEB.with(BuildInputs.NONE), TREE, plan, BuildOptions.DEFAULT).inputs());
  }

  private static Input input(String what, Consumer<BuildOptionsBuilder> options) {
    BuildOptionsBuilder asked = BuildOptions.builder();
    options.accept(asked);
    return new Input(
        what, Provenances.of(WEB.with(BuildInputs.NONE), TREE, PLAN, asked.build()).inputs());
  }

  private static Input form(String what, ImageForm form) {
    return input(what, asked -> asked.image(form));
  }

  private static BuildInputs secret(long version) {
    return new BuildInputs(Map.of(), Map.of("TOKEN", given(version)), null);
  }

  private static BuildInputs variable(long version) {
    return new BuildInputs(Map.of("TOKEN", given(version)), Map.of(), null);
  }

  private static Given given(long version) {
    return new Given(Secret.of("the-same-value"), new UUID(1, version));
  }

  static Stream<Input> other() {
    return Stream.of(sources(), plans(), options()).flatMap(each -> each);
  }

  private static Stream<Input> sources() {
    Subject web = WEB.with(BuildInputs.NONE);
    return Stream.of(
        new Input(
            "the tree", Provenances.of(web, "c".repeat(40), PLAN, BuildOptions.DEFAULT).inputs()),
        input("the name", new Subjected("api", "https://git.test/acme/web").with(BuildInputs.NONE)),
        input(
            "the repository",
            new Subjected("web", "https://git.test/acme/api").with(BuildInputs.NONE)),
        input("a secret", WEB.with(secret(1))),
        input("a secret's version", WEB.with(secret(2))),
        input("a variable's version", WEB.with(variable(3))));
  }

  private static Stream<Input> plans() {
    return Stream.of(
        input("whose Dockerfile", plan(new DockerfileSource.InTree("a"), ARGS, List.of("*.md"))),
        input("its path", plan(new DockerfileSource.InTree("b"), ARGS, List.of("*.md"))),
        input("its text", plan(new DockerfileSource.Generated("FROM x"), ARGS, List.of("*.md"))),
        input("a frontend", plan(frontend("f", "n", "t", Map.of()), ARGS, List.of("*.md"))),
        input("the frontend", plan(frontend("g", "n", "t", Map.of()), ARGS, List.of("*.md"))),
        input("its file", plan(frontend("f", "m", "t", Map.of()), ARGS, List.of("*.md"))),
        input("its text", plan(frontend("f", "n", "u", Map.of()), ARGS, List.of("*.md"))),
        input("a variable", plan(frontend("f", "n", "t", ARGS), ARGS, List.of("*.md"))),
        input("an argument", plan(FILE, Map.of("A", "12", "B", ""), List.of("*.md"))),
        input("one argument less", plan(FILE, Map.of("A", "1"), List.of("*.md"))),
        input("nothing ignored", plan(FILE, ARGS, List.of())),
        input("two patterns", plan(FILE, ARGS, List.of("*", ".md"))),
        input("the target", target("final")),
        input("another target", target("tests")));
  }

  private static DockerfileSource frontend(
      String image, String file, String text, Map<String, String> variables) {
    return new DockerfileSource.ForFrontend(image, file, text, variables);
  }

  private static BuildPlan target(String stage) {
    return new BuildPlan(
        "node", "summary", FILE, stage, ARGS, null, List.of("*.md"), List.of(), List.of());
  }

  private static Stream<Input> options() {
    InMemoryTree one = InMemoryTree.of(Map.of("a", "1"));
    InMemoryTree two = InMemoryTree.of(Map.of("a", "2"));
    return Stream.of(
        input("a platform", o -> o.platforms(Platform.parse("linux/arm64"))),
        input(
            "two platforms",
            o -> o.platforms(Platform.parse("linux/arm64"), Platform.parse("linux/amd64"))),
        input("the network", o -> o.steps(StepLimits.network(NetworkMode.NONE))),
        input("an image for a name", o -> o.context("base", new NamedContext.Image("a:1"))),
        input("another name", o -> o.context("root", new NamedContext.Image("a:1"))),
        input("another image", o -> o.context("base", new NamedContext.Image("a:2"))),
        input("a tree for a name", o -> o.context("base", new NamedContext.Tree(one))),
        input("another tree", o -> o.context("base", new NamedContext.Tree(two))),
        input("a URL for a name", o -> o.context("base", new NamedContext.Remote("https://a"))),
        input("a gateway frontend", o -> o.gatewayFrontend("docker/dockerfile:1")),
        input("the time", o -> o.sourceDateEpoch(Instant.EPOCH)),
        form("compression", ImageForm.DEFAULT.with(compression(ImageForm.Algorithm.ZSTD))),
        form("its algorithm", ImageForm.DEFAULT.with(compression(ImageForm.Algorithm.GZIP))),
        form("media types", ImageForm.DEFAULT.with(ImageForm.MediaTypes.DOCKER)),
        form("a note", ImageForm.DEFAULT.annotated(ImageForm.Annotation.of("a", "b"))),
        form("another note", ImageForm.DEFAULT.annotated(ImageForm.Annotation.of("a", "c"))),
        input("provenance", o -> o.attestations(Attestations.of(Attestations.Provenance.MIN))),
        input(
            "a bill of materials",
            o ->
                o.attestations(
                    new Attestations(Attestations.Provenance.NONE, new Attestations.Sbom(null)))));
  }

  private static ImageForm.Compression compression(ImageForm.Algorithm algorithm) {
    return ImageForm.Compression.of(algorithm);
  }

  static Stream<Input> same() {
    ImageReference cache = ImageReference.parse("registry.test/cache:1");
    return Stream.of(
        input("whose deployment it is", WEB.with(BuildInputs.NONE)),
        input("the account at the registry", WEB.with(account())),
        input("the organization and the project", WEB.elsewhere()),
        input(
            "what is said of the plan",
            new BuildPlan(
                "node",
                "in other words",
                FILE,
                null,
                ARGS,
                8080,
                List.of("*.md"),
                List.of(new Evidence("node", "package.json")),
                List.of("mind the gap"))),
        input("what is built again", o -> o.freshness(Freshness.rebuildAll().withPull())),
        input("a cache elsewhere", o -> o.cache(CacheExchange.through(cache))),
        input("patience", o -> o.idleTimeout(Duration.ofSeconds(1))),
        input("an SSH agent", o -> o.sshAgent(SshAgent.at(Path.of("/agent.sock")))),
        input("a secret's value, which has a version", o -> o.secret("TOKEN", Secret.of("value"))),
        input(
            "memory",
            o ->
                o.steps(
                    new StepLimits(
                        NetworkMode.DEFAULT,
                        1L << 20,
                        List.of(),
                        StepLimits.Resources.memory(1L << 30)))));
  }

  private static BuildInputs account() {
    return new BuildInputs(
        Map.of(), Map.of(), new RegistryCredential("robot", Secret.of("a-password")));
  }

  @ParameterizedTest
  @MethodSource("other")
  void whatever_makes_another_image_gives_another_digest(Input input) {
    assertThat(input.digest()).isNotEqualTo(ALL_AS_EVER.inputs());
  }

  @Test
  void no_two_other_inputs_are_mistaken_for_each_other() {
    List<ImageDigest> all = other().map(Input::digest).toList();

    assertThat(new HashSet<>(all)).hasSameSizeAs(all);
  }

  @ParameterizedTest
  @MethodSource("same")
  void whatever_leaves_the_image_as_it_is_leaves_the_digest(Input input) {
    assertThat(input.digest()).isEqualTo(ALL_AS_EVER.inputs());
  }

  @Test
  void a_plan_has_a_digest_of_its_own_whatever_is_planned() {
    Provenance elsewhere =
        Provenances.of(WEB.with(secret(1)), "c".repeat(40), PLAN, BuildOptions.DEFAULT);

    assertThat(elsewhere.plan()).isEqualTo(ALL_AS_EVER.plan());
    assertThat(ALL_AS_EVER.treeId()).isEqualTo(TREE);
    assertThat(ALL_AS_EVER.reusedFrom()).isNull();
  }
}
