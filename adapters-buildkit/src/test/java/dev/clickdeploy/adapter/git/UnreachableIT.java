package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RootDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that do not answer, or not as git does. */
class UnreachableIT extends OnGitHost {
  private static final String SHA = "1".repeat(40);
  private static final Map<String, String> FILES = Map.of("a.txt", "a\n");

  @Test
  void a_closed_port_is_infrastructure_and_named() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    RepositoryAccess access = at("http://127.0.0.1:" + port + "/nobody/home.git", null);

    assertThat(
            infrastructureFailure(() -> repositories.resolve(access, new GitRef("main"))).message())
        .contains("127.0.0.1:" + port);
    assertThat(infrastructureFailure(() -> open(access, SHA)).message())
        .contains("127.0.0.1:" + port);
  }

  @Test
  void an_unknown_name_is_infrastructure_and_named() {
    RepositoryAccess access = at("https://nobody.invalid/a/b.git", null);

    assertThat(infrastructureFailure(() -> open(access, SHA)).message())
        .contains("nobody.invalid", "name");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void a_host_in_trouble_is_infrastructure(int status) {
    git.answer("app", status);

    assertThat(infrastructureFailure(() -> resolve("app", "main")).message())
        .contains(git.authority(), String.valueOf(status));
    assertThat(infrastructureFailure(() -> open("app", SHA)).message())
        .contains(String.valueOf(status));
  }

  @Test
  void a_host_that_answers_no_git_is_the_sources_fault() {
    git.answer("page", 200);
    git.answer("strange", 400);

    sourceFailure(() -> resolve("page", "main"));
    sourceFailure(() -> open("page", SHA));
    sourceFailure(() -> resolve("strange", "main"));
    sourceFailure(() -> resolve("nothing-here", "main"));
  }

  @Test
  void redirects_that_never_end_are_the_sources_fault() {
    git.redirect("ping", git.url("pong"));
    git.redirect("pong", git.url("ping"));

    sourceFailure(() -> resolve("ping", "main"));
  }

  @Test
  void a_silent_host_is_not_waited_for_without_end() {
    String sha = git.commit("app", FILES, "First");
    repositories =
        GitRepositories.in(
            build,
            GitPolicy.REMOTE_AND_LOCAL,
            GitLimits.DEFAULT,
            Duration.ofSeconds(1),
            InstantSource.system());

    git.stall("/info/refs");
    assertThat(infrastructureFailure(() -> resolve("app", "main")).message())
        .contains(git.authority(), "in time");
    git.stall("/git-upload-pack");
    assertThat(infrastructureFailure(() -> open("app", sha)).message()).contains("in time");
    assertThat(packs("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/info/refs", "/git-upload-pack"})
  void a_cancelled_fetch_ends_at_once_and_leaves_nothing(String stalled) throws Exception {
    String sha = git.commit("app", FILES, "First");
    git.stall(stalled);
    Cancellation cancellation = new Cancellation();
    FutureTask<Void> fetch = opening(sha, cancellation);
    Thread thread = Thread.ofPlatform().start(fetch);
    await().until(() -> git.stalled() > 0);

    long before = System.nanoTime();
    cancellation.cancel();

    assertThatThrownBy(fetch::get).hasCauseInstanceOf(CancellationException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    thread.join();
    assertThat(packs("")).isEmpty();
    git.stall("");
    open("app", sha).close();
  }

  @Test
  void an_interrupted_caller_stops_its_fetch_and_stays_interrupted() throws Exception {
    String sha = git.commit("app", FILES, "First");
    git.stall("/git-upload-pack");
    FutureTask<Void> fetch =
        new FutureTask<>(
            () -> {
              assertThatThrownBy(() -> open("app", sha)).isInstanceOf(CancellationException.class);
              assertThat(Thread.currentThread().isInterrupted()).isTrue();
              return null;
            });
    Thread thread = Thread.ofPlatform().start(fetch);
    await().until(() -> git.stalled() > 0);

    thread.interrupt();

    assertThat(fetch.get()).isNull();
    assertThat(packs("")).isEmpty();
  }

  @Test
  void who_waits_for_anothers_fetch_can_be_cancelled_too() throws Exception {
    String sha = git.commit("app", FILES, "First");
    git.stall("/git-upload-pack");
    Cancellation first = new Cancellation();
    Cancellation second = new Cancellation();
    List<FutureTask<Void>> both = List.of(opening(sha, first), opening(sha, second));
    Thread.ofPlatform().start(both.get(0));
    await().until(() -> git.stalled() > 0);
    Thread.ofPlatform().start(both.get(1));

    second.cancel();

    assertThatThrownBy(both.get(1)::get).hasCauseInstanceOf(CancellationException.class);
    assertThat(both.get(0).isDone()).isFalse();
    first.cancel();
    assertThatThrownBy(both.get(0)::get).hasCauseInstanceOf(CancellationException.class);
  }

  @Test
  void what_was_cancelled_before_never_begins() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    FutureTask<Void> never = opening(SHA, cancellation);
    never.run();

    assertThatThrownBy(never::get).hasCauseInstanceOf(CancellationException.class);
    assertThat(git.requests()).isEmpty();
  }

  private FutureTask<Void> opening(String sha, Cancellation cancellation) {
    return new FutureTask<>(
        () -> {
          repositories
              .open(access("app"), new CommitSha(sha), RootDirectory.REPOSITORY, cancellation)
              .close();
          return null;
        });
  }

  @Test
  void the_policy_holds_for_redirects_and_repositories_alike() {
    String sha = git.commit("app", FILES, "First");
    repositories = GitRepositories.in(build, GitPolicy.REMOTE);
    assertThat(sourceFailure(() -> resolve("app", "main")).message()).contains("this machine");
    assertThat(sourceFailure(() -> open("app", sha)).message()).contains("this machine");
    assertThat(git.requests()).isEmpty();

    repositories = GitRepositories.in(build, new GitPolicy(true, List.of("127.0.0.1")));
    open("app", sha).close();
    git.redirect("app", git.url("app").replace("127.0.0.1", "localhost"));
    assertThat(sourceFailure(() -> resolve("app", "main")).message())
        .contains("nothing is fetched from localhost");
  }

  @Test
  void a_local_repository_opens_where_that_is_allowed() throws IOException {
    String sha = git.commit("app", FILES, "First");
    String newest = git.commit("app", Map.of("a.txt", "b\n"), "Second");
    String url = home.resolve("git/app.git").toUri().toString();

    assertThat(repositories.resolve(at(url, null), new GitRef("main")).value()).isEqualTo(newest);
    try (var tree = open(at(url, null), sha)) {
      assertThat(tree.readText("a.txt", 10)).contains("a\n");
    }
    open(at(url, null), newest).close();
    sourceFailure(() -> open(at(url, null), SHA));
    sourceFailure(() -> open(at(url + "nowhere", null), sha));
    repositories = GitRepositories.in(build, GitPolicy.REMOTE);
    sourceFailure(() -> open(at(url, null), sha));
  }
}
