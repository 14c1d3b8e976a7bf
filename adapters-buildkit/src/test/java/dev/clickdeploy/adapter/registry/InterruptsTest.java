package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.registry.RudeServer.Act;
import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever waits for a registry stops when told to, whatever is being waited for. */
@Timeout(60)
class InterruptsTest {
  private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String MANIFEST = "{\"config\":{\"size\":1},\"layers\":[]}";

  /** What is asked of a registry. */
  enum Verb {
    CHECK((registry, image) -> registry.check()),
    MANIFEST_BY_TAG((registry, image) -> registry.manifest(image.reference())),
    MANIFEST_BY_DIGEST((registry, image) -> registry.manifest(image)),
    DETAILS((registry, image) -> registry.images().details(image, null)),
    TAG((registry, image) -> registry.images().tag(image, "two", null)),
    TAGS((registry, image) -> registry.images().tags(image.reference(), 5, null, null)),
    DELETE_TAG((registry, image) -> registry.images().deleteTag(image.reference(), null)),
    DELETE((registry, image) -> registry.images().delete(image, null));

    private final BiConsumer<OciRegistry, PushedImage> call;

    Verb(BiConsumer<OciRegistry, PushedImage> call) {
      this.call = call;
    }
  }

  private static PushedImage image(String host) {
    return new PushedImage(
        ImageReference.parse(host + "/a/b:t"),
        ImageDigest.of(MANIFEST.getBytes(StandardCharsets.UTF_8)));
  }

  /** Interrupts the call as soon as it waits; it ends, keeps the interrupt, and is not to blame. */
  private static void interrupted(Runnable call, BooleanSupplier waits) {
    CompletableFuture<PortException> ended = new CompletableFuture<>();
    AtomicBoolean kept = new AtomicBoolean();
    Thread caller =
        Thread.startVirtualThread(
            () -> {
              try {
                call.run();
                ended.completeExceptionally(new AssertionError("it ended without a word"));
              } catch (PortException e) {
                kept.set(Thread.currentThread().isInterrupted());
                ended.complete(e);
              } catch (RuntimeException e) {
                ended.completeExceptionally(e);
              }
            });
    await().until(waits::getAsBoolean);
    caller.interrupt();
    await().untilAsserted(() -> assertThat(ended).isDone());
    assertThat(ended.join().failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    assertThat(kept).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void waiting_for_an_answer_ends_and_so_does_the_connection(Verb verb) {
    waiting(verb, Act.SILENCE);
  }

  @ParameterizedTest
  @EnumSource
  void waiting_for_the_rest_of_an_answer_ends_and_so_does_the_connection(Verb verb) {
    waiting(verb, Act.HALF_SILENCE);
  }

  private static void waiting(Verb verb, Act act) {
    try (RudeServer server = new RudeServer(TYPE, MANIFEST, act);
        OciRegistry registry = OciRegistry.at("http://" + server.host(), null, null)) {
      interrupted(
          () -> verb.call.accept(registry, image(server.host())), () -> !server.asked().isEmpty());

      await().until(() -> server.left() == 1);
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void waiting_for_what_was_sent_to_be_taken_ends() {
    try (RudeServer server = new RudeServer(TYPE, MANIFEST, Act.ANSWER, Act.SILENCE);
        OciRegistry registry = OciRegistry.at("http://" + server.host(), null, null)) {
      interrupted(
          () -> registry.images().tag(image(server.host()), "two", null),
          () -> server.asked().size() == 2);

      await().until(() -> server.left() == 1);
      assertThat(server.asked()).hasSize(2).last().asString().startsWith("PUT ");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CHECK", "MANIFEST_BY_TAG", "DETAILS", "TAG", "TAGS"})
  void waiting_for_a_busy_registry_ends(Verb verb) {
    try (RudeServer server = new RudeServer(TYPE, MANIFEST, Act.BUSY);
        OciRegistry registry = OciRegistry.at("http://" + server.host(), null, null)) {
      interrupted(
          () -> verb.call.accept(registry, image(server.host())), () -> !server.asked().isEmpty());

      assertThat(server.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void waiting_for_a_token_ends(Verb verb) {
    try (RudeServer silent = new RudeServer(TYPE, MANIFEST, Act.SILENCE);
        StubRegistry stub = challenging("Bearer realm=\"http://%s/t\"".formatted(silent.host()));
        OciRegistry registry = OciRegistry.at(stub.url(), "me", Secret.of("hush"))) {
      interrupted(
          () -> verb.call.accept(registry, image(stub.host())), () -> !silent.asked().isEmpty());

      await().until(() -> silent.left() == 1);
      assertThat(stub.asked()).hasSize(1);
    }
  }

  private static StubRegistry challenging(String challenge) {
    return new StubRegistry(asked -> new Reply(401, "", "WWW-Authenticate", challenge));
  }

  @Test
  void waiting_for_a_handshake_ends() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        OciRegistry registry =
            OciRegistry.at("https://127.0.0.1:" + silent.getLocalPort(), null, null)) {
      CompletableFuture<Boolean> greeted = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  greeted.complete(silent.accept().getInputStream().read() >= 0);
                } catch (IOException e) {
                  greeted.completeExceptionally(e);
                }
              });

      interrupted(registry::check, greeted::isDone);
    }
  }

  /** Platform threads only can be counted; closing waits for the virtual ones. */
  @Test
  void no_thread_stays_behind_however_the_calls_ended() {
    List<Long> before = clientThreads();
    for (Act act : Act.values()) {
      try (RudeServer server = new RudeServer(TYPE, MANIFEST, act);
          OciRegistry registry = OciRegistry.at("http://" + server.host(), null, null)) {
        PushedImage image = image(server.host());
        List<Thread> callers =
            IntStream.range(0, 20)
                .mapToObj(
                    i ->
                        Thread.startVirtualThread(
                            () -> ended(() -> Verb.DELETE.call.accept(registry, image))))
                .toList();
        await().until(() -> server.asked().size() == callers.size());
        callers.forEach(Thread::interrupt);
        await().until(() -> callers.stream().noneMatch(Thread::isAlive));
      }
    }

    await().untilAsserted(() -> assertThat(before).containsAll(clientThreads()));
  }

  /** Well or not. */
  private static void ended(Runnable call) {
    assertThat(catchThrowable(call::run))
        .satisfiesAnyOf(
            none -> assertThat(none).isNull(),
            refusal -> assertThat(refusal).isInstanceOf(PortException.class));
  }

  private static List<Long> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .map(Thread::threadId)
        .toList();
  }
}
