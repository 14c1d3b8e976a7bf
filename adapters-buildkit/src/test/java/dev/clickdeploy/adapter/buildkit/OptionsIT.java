package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildOutcome.Built;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.BuildOptionsBuilder;
import dev.clickdeploy.model.build.option.Freshness;
import dev.clickdeploy.model.build.option.NamedContext;
import dev.clickdeploy.model.build.option.NetworkMode;
import dev.clickdeploy.model.build.option.Platform;
import dev.clickdeploy.model.build.option.StepLimits;
import dev.clickdeploy.model.build.option.StepLimits.Resources;
import dev.clickdeploy.model.build.option.StepLimits.Ulimit;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OptionsIT {
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

  private BuildOutcome build(Requests requests) {
    return buildKit.build(requests.build(), events, new Cancellation());
  }

  private Built built(Requests requests) {
    BuildOutcome outcome = build(requests);
    assertThat(outcome).as("%s", events.all()).isInstanceOf(Built.class);
    return (Built) outcome;
  }

  private static Requests dockerfile(String text) {
    return Requests.of(InMemoryTree.of(Map.of("a", "content"))).generated(text);
  }

  private List<String> output(String dockerfile, BuildOptionsBuilder options) {
    built(dockerfile(dockerfile).options(options.freshness(Freshness.rebuildAll())));
    return events.output();
  }

  @Test
  void nothing_comes_from_the_cache_when_everything_is_rebuilt() {
    Requests requests =
        dockerfile("FROM debian:trixie-slim\nRUN echo " + RealParts.unique() + "\n");
    built(requests);
    events.all().clear();

    built(requests.options(BuildOptions.builder().freshness(Freshness.rebuildAll())));

    assertThat(events.output()).hasSize(1);
  }

  @Test
  void only_the_named_stage_is_rebuilt() {
    String unique = RealParts.unique();
    Requests requests =
        dockerfile(
            """
            FROM debian:trixie-slim AS kept
            RUN echo kept %s && touch /kept
            FROM debian:trixie-slim AS again
            RUN echo again %s && touch /again
            COPY --from=kept /kept /
            """
                .formatted(unique, unique));
    built(requests);
    events.all().clear();

    built(requests.options(BuildOptions.builder().freshness(Freshness.rebuildStages("again"))));

    assertThat(events.output()).containsExactly("again " + unique);
  }

  @Test
  void a_base_image_that_has_moved_is_pulled() throws Exception {
    ImageReference base = RealParts.image();
    built(dockerfile("FROM scratch\nCOPY a /old\n").push(base));
    Requests requests =
        dockerfile("FROM " + base + "\nCOPY a /own\n")
            .options(BuildOptions.builder().freshness(Freshness.CACHED.withPull()));
    built(requests);
    built(dockerfile("FROM scratch\nCOPY a /new\n").push(base));

    built(requests.push(image));

    assertThat(registry.files(image).keySet()).containsExactlyInAnyOrder("new", "own");
  }

  @Test
  void several_platforms_make_an_index() throws Exception {
    built(
        dockerfile("FROM scratch\nCOPY a /\n")
            .push(image)
            .options(
                BuildOptions.builder()
                    .platforms(Platform.parse("linux/amd64"), Platform.parse("linux/arm64/v8"))));

    JsonNode index = registry.manifest(image);
    assertThat(index.at("/manifests").findValuesAsText("architecture"))
        .containsExactlyInAnyOrder("amd64", "arm64");
  }

  @Test
  void steps_without_a_network_see_their_loopback_only() {
    assertThat(
            output(
                "FROM debian:trixie-slim\nRUN ls /sys/class/net\n",
                BuildOptions.builder().steps(StepLimits.network(NetworkMode.NONE))))
        .containsExactly("lo");
  }

  @Test
  void steps_with_the_hosts_network_see_its_devices() {
    assertThat(
            output(
                "FROM debian:trixie-slim\nRUN ls /sys/class/net\n",
                BuildOptions.builder().steps(StepLimits.network(NetworkMode.HOST))))
        .contains("lo", "docker0");
  }

  @Test
  void shared_memory_and_ulimits_reach_the_steps() {
    StepLimits limits =
        new StepLimits(
            NetworkMode.DEFAULT,
            7L << 20,
            List.of(new Ulimit("nofile", 321, 654)),
            Resources.UNLIMITED);

    assertThat(
            output(
                "FROM debian:trixie-slim\n"
                    + "RUN ulimit -Sn; ulimit -Hn; df -k /dev/shm | tail -1 | awk '{print $2}'\n",
                BuildOptions.builder().steps(limits)))
        .containsExactly("321", "654", "7168");
  }

  @Test
  void with_one_time_for_everything_two_builds_are_equal() throws Exception {
    Instant time = Instant.parse("2024-02-29T12:00:00Z");
    Requests files =
        dockerfile("FROM debian:trixie-slim\nRUN touch /made\nCOPY a /\n")
            .options(
                BuildOptions.builder().sourceDateEpoch(time).freshness(Freshness.rebuildAll()));

    Built first = built(files.push(image));
    Built second = built(files.push(RealParts.image()));

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(registry.config(image).path("created").asText()).isEqualTo("2024-02-29T12:00:00Z");
  }

  @Test
  void named_contexts_are_used_by_their_names() throws Exception {
    InMemoryTree shared =
        InMemoryTree.of(Map.of("lib/x", "shared", ".dockerignore", "no", "no", "n"));

    built(
        dockerfile(
                """
                FROM base
                COPY --from=shared . /shared
                COPY a /
                """)
            .push(image)
            .options(
                BuildOptions.builder()
                    .context("shared", new NamedContext.Tree(shared))
                    .context("base", new NamedContext.Image("debian:trixie-slim"))));

    Map<String, TarEntry> files = registry.files(image);
    assertThat(files.get("shared/lib/x").text()).isEqualTo("shared");
    assertThat(files.get("a").text()).isEqualTo("content");
    assertThat(files).containsKey("etc").doesNotContainKey("shared/no");
  }

  @Test
  void a_remote_context_is_fetched_by_the_daemon() throws Exception {
    HttpServer host = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    byte[] answer = RealParts.unique().getBytes(StandardCharsets.UTF_8);
    host.createContext(
        "/file.txt",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    host.start();
    try {
      String url = "http://127.0.0.1:" + host.getAddress().getPort() + "/file.txt";
      built(
          dockerfile("FROM scratch\nCOPY --from=remote /file.txt /\n")
              .push(image)
              .options(BuildOptions.builder().context("remote", new NamedContext.Remote(url))));
    } finally {
      host.stop(0);
    }

    assertThat(registry.files(image).get("file.txt").content()).isEqualTo(answer);
  }

  @Test
  void limits_that_a_daemon_does_not_know_do_not_disturb_it() {
    StepLimits limits =
        new StepLimits(NetworkMode.DEFAULT, null, List.of(), Resources.memory(512L << 20));

    assertThat(
            output(
                "FROM debian:trixie-slim\nRUN echo built\n", BuildOptions.builder().steps(limits)))
        .containsExactly("built");
  }

  @Test
  void a_frontend_that_cannot_be_pulled_is_named() {
    String frontend = RealParts.get("registry") + "/no/frontend:1";

    BuildOutcome outcome =
        build(
            dockerfile("FROM scratch\n").options(BuildOptions.builder().gatewayFrontend(frontend)));

    assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
    assertThat(((BuildOutcome.Failed) outcome).failure().message()).contains(frontend);
  }

  @Test
  void a_plan_for_another_frontend_asks_for_that_frontend() {
    String frontend = RealParts.get("registry") + "/no/railpack-frontend:v0.37.0";
    DockerfileSource plan =
        new DockerfileSource.ForFrontend(frontend, "railpack-plan.json", "{}", Map.of("A", "1"));

    BuildOutcome outcome = build(dockerfile("FROM scratch\n").with(plan));

    assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
    assertThat(((BuildOutcome.Failed) outcome).failure().message()).contains(frontend);
  }
}
