package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildReport.Sent;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadIT {
  private static final String COPY = "FROM scratch\nCOPY . /\n";
  private final Transfers transfers = new Transfers();
  private final String scope = RealParts.unique();
  private final BuildKit buildKit = connect(Duration.ofSeconds(60));

  private BuildKit connect(Duration stallLimit) {
    return BuildKit.connect(
        RealParts.get("buildkit.address"),
        Tuning.DEFAULT.stalledAfter(stallLimit).hearing(transfers));
  }

  @AfterEach
  void close() {
    buildKit.close();
  }

  private Sent build(SourceTree tree, ImageReference image) {
    BuildOutcome outcome =
        buildKit.build(
            Requests.of(tree).generated(COPY).scope(scope).push(image).build(),
            new Events(),
            new Cancellation());
    assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    return ((BuildOutcome.Built) outcome).report().sent();
  }

  @Test
  void only_what_changed_is_asked_for_again_and_it_reaches_the_image() throws Exception {
    InMemoryTree tree = InMemoryTree.of(Map.of("kept/a", "a", "kept/b", "b", "changed", "before"));
    build(tree, RealParts.image());
    assertThat(transfers.take())
        .containsExactlyInAnyOrder(
            "dockerfile:Dockerfile", "context:kept/a", "context:kept/b", "context:changed");
    ImageReference image = RealParts.image();

    Sent sent = build(tree.with("changed", "AFTER!"), image);

    assertThat(sent).isEqualTo(new Sent(2, COPY.length() + "AFTER!".length()));
    assertThat(transfers.take())
        .containsExactlyInAnyOrder("dockerfile:Dockerfile", "context:changed");
    assertThat(RegistryProbe.open().files(image).get("changed").text()).isEqualTo("AFTER!");
  }

  @Test
  void a_removed_file_leaves_the_image_and_a_former_state_comes_back() throws Exception {
    InMemoryTree tree = InMemoryTree.of(Map.of("a", "1", "b", "2"));
    build(tree, RealParts.image());
    ImageReference fewer = RealParts.image();
    ImageReference again = RealParts.image();

    build(tree.without("b").with("a", "3"), fewer);
    build(tree, again);

    assertThat(RegistryProbe.open().files(fewer).keySet()).containsExactly("a");
    assertThat(RegistryProbe.open().files(again).get("a").text()).isEqualTo("1");
    assertThat(RegistryProbe.open().files(again).get("b").text()).isEqualTo("2");
  }

  @Test
  void a_changed_mode_reaches_the_image() throws Exception {
    InMemoryTree tree = InMemoryTree.of(Map.of("run", "#!/bin/sh\n"));
    build(tree, RealParts.image());
    ImageReference image = RealParts.image();

    build(tree.withExecutable("run", "#!/bin/sh\n"), image);

    assertThat(RegistryProbe.open().files(image).get("run").mode()).isEqualTo(0755);
  }

  @Test
  void another_scope_shares_nothing() {
    InMemoryTree tree = InMemoryTree.of(Map.of("a", "1"));
    build(tree, RealParts.image());
    transfers.take();

    BuildOutcome outcome =
        buildKit.build(
            Requests.of(tree).generated(COPY).scope("Mieter " + scope).build(),
            new Events(),
            new Cancellation());

    assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    assertThat(transfers.take()).contains("context:a");
  }

  @Test
  void only_what_the_dockerfile_copies_is_sent() {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("src/a", "1", "other/b", "2"))
            .withSymlink("link", "other")
            .with("third/c", "3");

    BuildOutcome outcome =
        buildKit.build(
            Requests.of(tree).generated("FROM scratch\nCOPY src link/b /\n").build(),
            new Events(),
            new Cancellation());

    assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    assertThat(transfers.take())
        .containsExactlyInAnyOrder("dockerfile:Dockerfile", "context:src/a", "context:other/b");
  }

  @Test
  void a_large_file_is_read_no_further_than_a_window_ahead_of_what_is_taken() throws Exception {
    GeneratedTree tree = new GeneratedTree(200L << 20);
    try (Bridge slow = Bridge.tcp();
        BuildKit client = BuildKit.connect(slow.address())) {
      slow.pauseAfter(20 << 20);
      CompletableFuture<BuildOutcome> outcome =
          CompletableFuture.supplyAsync(
              () ->
                  client.build(
                      Requests.of(tree).generated(COPY).push(RealParts.image()).build(),
                      new Events(),
                      new Cancellation()));
      await().atMost(Duration.ofMinutes(1)).until(() -> slow.bytesUp() > 20 << 20);

      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(20))
          .until(() -> tree.bytesRead() - slow.bytesUp() < 4 << 20);

      slow.resume();
      assertThat(outcome.get()).isInstanceOf(BuildOutcome.Built.class);
      assertThat(tree.bytesRead()).isEqualTo(200L << 20);
    }
  }

  @Test
  void a_source_that_cannot_be_read_ends_the_build_at_once() {
    PortException thrown =
        failing(
            buildKit,
            () -> {
              throw new IOException("the object is damaged");
            });

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    assertThat(thrown).hasMessageContaining("the object is damaged").hasMessageContaining("'file'");
  }

  @Test
  void a_source_that_is_shorter_than_announced_ends_the_build() {
    PortException thrown = failing(buildKit, InputStream::nullInputStream);

    assertThat(thrown).hasMessageContaining("0 bytes instead of the 5");
  }

  @Test
  void a_source_that_is_longer_than_announced_ends_the_build() {
    PortException thrown = failing(buildKit, () -> new ByteArrayInputStream(new byte[100_000]));

    assertThat(thrown).hasMessageContaining("instead of the 5");
  }

  @Test
  void a_file_of_whole_pieces_arrives_byte_for_byte() throws Exception {
    byte[] whole = new byte[2 * 32 * 1024];
    new Random(7).nextBytes(whole);
    ImageReference image = RealParts.image();

    Sent sent = build(InMemoryTree.of(Map.of()).with("whole", whole), image);

    assertThat(sent.bytes()).isEqualTo(whole.length + COPY.length());
    assertThat(RegistryProbe.open().files(image).get("whole").content()).isEqualTo(whole);
  }

  @Test
  void a_stalled_source_is_not_waited_for() {
    CountDownLatch never = new CountDownLatch(1);
    try (BuildKit impatient = connect(Duration.ofSeconds(2))) {
      PortException thrown =
          failing(
              impatient,
              () -> {
                try {
                  never.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
                return InputStream.nullInputStream();
              });

      assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
      assertThat(thrown).hasMessageContaining("no progress for 2 s");
    }
  }

  @Test
  void nothing_reads_the_tree_once_the_build_has_returned() {
    CountDownLatch reading = new CountDownLatch(1);
    AtomicBoolean inUse = new AtomicBoolean();
    Cancellation cancellation = new Cancellation();
    GeneratedTree tree =
        new GeneratedTree(
            5,
            () -> {
              inUse.set(true);
              reading.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              } finally {
                inUse.set(false);
              }
              return InputStream.nullInputStream();
            });
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                reading.await();
                cancellation.cancel();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    BuildOutcome outcome =
        buildKit.build(Requests.of(tree).generated(COPY).build(), new Events(), cancellation);

    assertThat(outcome).isInstanceOf(BuildOutcome.Cancelled.class);
    assertThat(inUse).isFalse();
  }

  private static PortException failing(BuildKit client, GeneratedTree.Content content) {
    return catchThrowableOfType(
        PortException.class,
        () ->
            client.build(
                Requests.of(new GeneratedTree(5, content)).generated(COPY).build(),
                new Events(),
                new Cancellation()));
  }
}
