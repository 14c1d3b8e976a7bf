package dev.clickdeploy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.BreakableStorage;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.out.fake.InMemoryWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
  private final InMemoryWorld world = new InMemoryWorld();
  private final BreakableStorage storage = new BreakableStorage(world);
  private final KnownTokens known = new KnownTokens(storage.tokens(), world.clock(), 3);
  private final OrganizationId acme = OrganizationId.next(world.clock());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asking = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);

  @BeforeEach
  void start() {
    world.tenants().create(new Organization(acme, new Name("Acme"), world.clock().instant()));
  }

  @AfterEach
  void close() {
    answer.countDown();
    threads.close();
  }

  private AccessToken token(String text) {
    AccessToken token =
        new AccessToken(
            TokenId.next(world.clock()),
            Scope.of(acme),
            new Name("ci"),
            Role.OWNER,
            TokenHash.of(text),
            world.clock().instant(),
            null,
            null);
    world.tokens().create(token);
    return token;
  }

  private int lookups() {
    return world.tokens().lookups();
  }

  /** From now on the store's answers wait. */
  private void holdUp() {
    storage.before(
        "find",
        () -> {
          asking.incrementAndGet();
          try {
            answer.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void many_requests_of_a_moment_ask_once() {
    AccessToken token = token("a");
    for (int i = 0; i < 100; i++) {
      assertThat(known.find(token.hash())).contains(token);
    }
    assertThat(lookups()).isEqualTo(1);
  }

  @Test
  void what_was_told_a_second_ago_counts_no_more() {
    AccessToken token = token("a");
    known.find(token.hash());
    world.tokens().delete(acme, token.id());

    world.clock().advance(Duration.ofMillis(499));
    assertThat(known.find(token.hash())).contains(token);
    world.clock().advance(Duration.ofMillis(501));
    assertThat(known.find(token.hash())).isEmpty();
    assertThat(known.has(token.hash())).isFalse();
  }

  @Test
  void after_half_a_second_one_asks_while_the_others_go_on() throws Exception {
    AccessToken token = token("a");
    known.find(token.hash());
    world.clock().advance(Duration.ofMillis(600));
    holdUp();
    Future<Optional<AccessToken>> first = threads.submit(() -> known.find(token.hash()));
    await().until(() -> asking.get() == 1);

    for (int i = 0; i < 10; i++) {
      assertThat(known.find(token.hash())).contains(token);
    }
    assertThat(asking).hasValue(1);
    answer.countDown();
    assertThat(first.get(30, TimeUnit.SECONDS)).contains(token);
    assertThat(known.find(token.hash())).contains(token);
    assertThat(asking).hasValue(1);
  }

  @Test
  void after_a_second_all_wait_for_the_one_who_asks() throws Exception {
    AccessToken token = token("a");
    known.find(token.hash());
    world.clock().advance(Duration.ofSeconds(2));
    holdUp();
    List<Future<Optional<AccessToken>>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(threads.submit(() -> known.find(token.hash())));
    }
    await().until(() -> asking.get() == 1);

    answer.countDown();
    for (Future<Optional<AccessToken>> each : waiting) {
      assertThat(each.get(30, TimeUnit.SECONDS)).contains(token);
    }
    assertThat(asking).hasValue(1);
  }

  @Test
  void what_is_forgotten_while_it_is_asked_for_stays_forgotten() throws Exception {
    AccessToken token = token("a");
    CountDownLatch told = new CountDownLatch(1);
    storage.before("find", told::countDown);
    known.find(token.hash());
    world.clock().advance(Duration.ofSeconds(2));
    storage.before(
        "find",
        () -> {
          // as if it were revoked after the store had looked
          known.forget(token::equals);
        });
    assertThat(known.find(token.hash())).contains(token);
    assertThat(known.has(token.hash())).isFalse();
    assertThat(told.getCount()).isZero();
  }

  @Test
  void a_clock_that_is_set_back_makes_nothing_last_longer() {
    AccessToken token = token("a");
    known.find(token.hash());
    world.tokens().delete(acme, token.id());
    world.clock().advance(Duration.ofHours(-1));
    assertThat(known.find(token.hash())).isEmpty();
  }

  @Test
  void the_least_recently_used_are_forgotten_first() {
    List<AccessToken> tokens = List.of(token("a"), token("b"), token("c"), token("d"));
    for (int i : new int[] {0, 1, 2, 0, 3}) {
      known.find(tokens.get(i).hash());
    }
    assertThat(tokens.stream().map(token -> known.has(token.hash())))
        .containsExactly(true, false, true, true);
  }

  @Test
  void unknown_tokens_take_no_room() {
    for (int i = 0; i < 10; i++) {
      TokenHash hash = TokenHash.of("guess " + i);
      assertThat(known.find(hash)).isEmpty();
      assertThat(known.has(hash)).isFalse();
    }
  }
}
