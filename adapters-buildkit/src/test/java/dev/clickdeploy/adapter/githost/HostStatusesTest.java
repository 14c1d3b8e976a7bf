package dev.clickdeploy.adapter.githost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitPolicy;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.status.CommitState;
import dev.clickdeploy.model.status.CommitStatus;
import dev.clickdeploy.port.out.CommitStatuses.Answer;
import dev.clickdeploy.port.out.fake.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostStatusesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SettableClock clock = new SettableClock();
  private final List<StandInHost> hosts = new ArrayList<>();
  private HostStatuses statuses =
      new HostStatuses(GitPolicy.REMOTE_AND_LOCAL::checkAddresses, Map.of(), PATIENCE, clock);

  @AfterEach
  void close() {
    statuses.close();
    hosts.forEach(StandInHost::close);
  }

  private StandInHost host(HostKind kind) {
    StandInHost host = StandInHost.start(kind);
    hosts.add(host);
    return host;
  }

  private static Trigger trigger(HostKind kind) {
    return switch (kind) {
      case GITHUB -> Trigger.GITHUB;
      case GITLAB -> Trigger.GITLAB;
      case GITEA -> Trigger.GITEA;
    };
  }

  private static CommitStatus status(
      StandInHost host, HostKind kind, CommitState state, String token, String sha) {
    return new CommitStatus(
        new RepositoryAccess(
            new RepositoryUrl(host.origin() + "/acme/web%20site.git"), Secret.of(token)),
        trigger(kind),
        new CommitSha(sha),
        "click-deploy/web",
        state,
        "Being built",
        URI.create("https://deploy.test/1"));
  }

  private Answer tell(StandInHost host, HostKind kind, CommitState state) {
    return tell(status(host, kind, state, StandInHost.TOKEN, StandInHost.SHA));
  }

  private Answer tell(CommitStatus status) {
    return statuses.tell(status, new Cancellation());
  }

  @ParameterizedTest
  @EnumSource
  void every_state_is_shown_in_the_hosts_own_words(HostKind kind) {
    StandInHost host = host(kind);
    for (CommitState state : CommitState.values()) {
      assertThat(tell(host, kind, state)).isEqualTo(new Answer.Accepted());
    }

    assertThat(host.taken()).hasSize(CommitState.values().length);
    JsonNode first = host.taken().getFirst();
    assertThat(first.path("state").asText()).isEqualTo("pending");
    assertThat(first.path("context").asText()).isEqualTo("click-deploy/web");
    assertThat(first.path("target_url").asText()).isEqualTo("https://deploy.test/1");
    assertThat(host.taken()).extracting(body -> body.path("state").asText()).contains("success");
  }

  @ParameterizedTest
  @EnumSource
  void what_the_host_will_never_take_is_refused_with_what_to_do(HostKind kind) {
    StandInHost host = host(kind);
    CommitState state = CommitState.SUCCESS;

    assertRefused(tell(status(host, kind, state, "stale-token", StandInHost.SHA)), "valid one");
    assertRefused(
        tell(status(host, kind, state, StandInHost.READING_TOKEN, StandInHost.SHA)), "scope");
    assertRefused(
        tell(status(host, kind, state, StandInHost.TOKEN, "f".repeat(40))), "ffffffffffff");
    host.answer(404, Map.of(), "{}");
    assertRefused(tell(host, kind, state), "scope");
    assertThat(host.taken()).isEmpty();
  }

  private static void assertRefused(Answer answer, String word) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused ->
                assertThat(refused.why())
                    .contains(word, "127.0.0.1")
                    .doesNotContain("stale-token", StandInHost.TOKEN, StandInHost.READING_TOKEN));
  }

  @Test
  void a_state_that_gitlab_is_in_already_is_no_trouble() {
    StandInHost host = host(HostKind.GITLAB);
    tell(host, HostKind.GITLAB, CommitState.PENDING);

    assertThat(tell(host, HostKind.GITLAB, CommitState.PENDING)).isEqualTo(new Answer.Accepted());
    assertThat(host.taken()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 408})
  void a_host_in_trouble_is_told_later(int status) {
    StandInHost host = host(HostKind.GITHUB);
    host.answer(status, Map.of(), "<html>" + "x".repeat(1_000_000));

    assertThat(tell(host, HostKind.GITHUB, CommitState.SUCCESS))
        .isInstanceOfSatisfying(Answer.Later.class, l -> assertThat(l.after()).isNull());
  }

  @ParameterizedTest
  @CsvSource({"429", "403"})
  void who_says_when_to_come_back_is_left_alone_until_then(int status) {
    StandInHost host = host(HostKind.GITHUB);
    host.answer(status, Map.of("Retry-After", "90"), "{}");
    assertLater(tell(host, HostKind.GITHUB, CommitState.PENDING), 90);
    host.recover();
    clock.advance(Duration.ofSeconds(30));

    assertLater(tell(host, HostKind.GITHUB, CommitState.SUCCESS), 60);
    assertThat(host.authorizations()).hasSize(1);
    clock.advance(Duration.ofSeconds(61));

    assertThat(tell(host, HostKind.GITHUB, CommitState.SUCCESS)).isEqualTo(new Answer.Accepted());
  }

  @Test
  void a_budget_that_is_spent_is_waited_for() {
    StandInHost host = host(HostKind.GITHUB);
    String reset = Long.toString(clock.instant().plusSeconds(600).getEpochSecond());
    host.answer(403, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset), "{}");

    assertThat(tell(host, HostKind.GITHUB, CommitState.PENDING))
        .isInstanceOfSatisfying(
            Answer.Later.class,
            later -> assertThat(later.after()).isBetween(seconds(599), seconds(602)));
  }

  @Test
  void one_tokens_limit_is_not_anothers() {
    StandInHost host = host(HostKind.GITEA);
    host.answer(429, Map.of("Retry-After", "90"), "{}");
    assertLater(tell(host, HostKind.GITEA, CommitState.PENDING), 90);

    assertRefusedNow(host);
  }

  private void assertRefusedNow(StandInHost host) {
    host.recover();
    CommitStatus others =
        status(host, HostKind.GITEA, CommitState.PENDING, "another", StandInHost.SHA);
    assertRefused(tell(others), "valid one");
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static void assertLater(Answer answer, long seconds) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Later.class,
            later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @Test
  void a_redirect_to_another_place_gets_nothing() {
    StandInHost host = host(HostKind.GITHUB);
    StandInHost thief = host(HostKind.GITHUB);
    host.answer(307, Map.of("Location", thief.origin() + "/api/v3/repos/acme/web"), "");

    assertThat(tell(host, HostKind.GITHUB, CommitState.SUCCESS)).isInstanceOf(Answer.Refused.class);
    assertThat(thief.authorizations()).isEmpty();
  }

  @Test
  void a_redirect_within_the_host_is_followed_and_not_for_ever() {
    StandInHost host = host(HostKind.GITHUB);
    host.answer(301, Map.of("Location", "/api/v3/repositories/1/statuses/" + StandInHost.SHA), "");

    assertThat(tell(host, HostKind.GITHUB, CommitState.SUCCESS)).isInstanceOf(Answer.Refused.class);
    assertThat(host.authorizations()).hasSize(4).containsOnly("Bearer " + StandInHost.TOKEN);
  }

  @Test
  void a_host_that_is_not_there_is_told_later() {
    StandInHost host = host(HostKind.GITLAB);
    host.close();

    assertThat(tell(host, HostKind.GITLAB, CommitState.SUCCESS)).isInstanceOf(Answer.Later.class);
  }

  @Test
  void a_host_that_never_answers_is_waited_for_only_so_long() {
    statuses.close();
    statuses =
        new HostStatuses(
            GitPolicy.REMOTE_AND_LOCAL::checkAddresses, Map.of(), Duration.ofMillis(200));
    StandInHost host = host(HostKind.GITLAB);
    host.answer(0, Map.of(), "");

    assertThat(tell(host, HostKind.GITLAB, CommitState.SUCCESS)).isInstanceOf(Answer.Later.class);
  }

  @Test
  void whoever_waits_for_an_answer_can_be_called_off() {
    StandInHost host = host(HostKind.GITHUB);
    host.answer(0, Map.of(), "");
    Cancellation cancellation = new Cancellation();
    CommitStatus status =
        status(host, HostKind.GITHUB, CommitState.SUCCESS, StandInHost.TOKEN, StandInHost.SHA);
    Thread.ofVirtual()
        .start(
            () -> {
              await().atMost(PATIENCE).until(() -> !host.authorizations().isEmpty());
              cancellation.cancel();
            });

    assertThatThrownBy(() -> statuses.tell(status, cancellation))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void this_machine_is_not_told_unless_it_may_be() {
    statuses.close();
    statuses = new HostStatuses(GitPolicy.REMOTE::checkAddresses, Map.of(), PATIENCE, clock);
    StandInHost host = host(HostKind.GITHUB);

    assertThat(tell(host, HostKind.GITHUB, CommitState.SUCCESS)).isInstanceOf(Answer.Refused.class);
    assertThat(host.authorizations()).isEmpty();
  }

  @Test
  void a_host_of_an_unknown_kind_is_left_alone() {
    StandInHost host = host(HostKind.GITHUB);
    CommitStatus status =
        new CommitStatus(
            new RepositoryAccess(
                new RepositoryUrl(host.origin() + "/acme/web"), Secret.of(StandInHost.TOKEN)),
            Trigger.API,
            new CommitSha(StandInHost.SHA),
            "click-deploy/web",
            CommitState.PENDING,
            "Waiting",
            null);

    assertThat(tell(status)).isEqualTo(new Answer.NoSuchHost());
    assertThat(host.authorizations()).isEmpty();
  }
}
