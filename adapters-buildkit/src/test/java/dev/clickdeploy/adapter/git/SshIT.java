package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.ChangedPaths;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories over SSH, served by OpenSSH. */
class SshIT extends OnSshHost {
  private static final Map<String, String> FILES = Map.of("a.txt", "a\n");

  private String read(RepositoryAccess access, String sha) throws IOException {
    try (SourceTree tree = open(access, sha)) {
      return tree.readText("a.txt", 100).orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-t ed25519",
        "-t ecdsa -b 256",
        "-t ecdsa -b 384",
        "-t ecdsa -b 521",
        "-t rsa -b 2048",
        "-t rsa -b 2048 -m PEM",
        "-t ecdsa -m PEM",
        "-t rsa -b 2048 -m PKCS8",
        "-t ecdsa -m PKCS8"
      })
  void a_deploy_key_of_every_kind_opens(String options) throws IOException {
    String sha = git.commit("app", FILES, "First");
    Path own = SshHost.key(home.resolve("own"), options.split(" "));
    ssh.letIn(own);

    assertThat(read(over(ssh, own, ssh.knownLine("ed25519")), sha)).isEqualTo("a\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void a_host_is_trusted_by_whichever_of_its_keys_is_known(String type) throws IOException {
    String sha = git.commit("app", FILES, "First");
    SshHost many = host("many", true, "ed25519", "ecdsa", "rsa");
    many.letIn(key);

    assertThat(read(over(many, key, many.knownLine(type)), sha)).isEqualTo("a\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refs_and_older_commits_come_in_both_protocols(boolean version2) throws IOException {
    String first = git.commit("app", FILES, "First");
    String second = git.commit("app", Map.of("a.txt", "b\n"), "Second");
    SshHost host = host("other", version2, "ed25519");
    host.letIn(key);
    RepositoryAccess access = over(host, key, host.knownLine("ed25519"));
    String lost = "1".repeat(40);

    assertThat(repositories.resolve(access, new GitRef("main")).value()).isEqualTo(second);
    assertThat(read(access, second)).isEqualTo("b\n");
    assertThat(read(access, first)).isEqualTo("a\n");
    assertThat(sourceFailure(() -> open(access, lost)).message()).contains("no commit", lost);
    assertThat(
            repositories.diff(
                access, new CommitSha(lost), new CommitSha(second), new Cancellation()))
        .isInstanceOf(ChangedPaths.Unknown.class);
  }

  @Test
  void commits_are_described_and_compared() {
    git.git("app", "config", "uploadpack.allowFilter", "true");
    String first = git.commit("app", FILES, "First");
    String second = git.commit("app", Map.of("a.txt", "b\n"), "Second");

    assertThat(repositories.describe(trusted(), new GitRef("main"), new Cancellation()).parents())
        .containsExactly(new CommitSha(first));
    assertThat(
            repositories.diff(
                trusted(), new CommitSha(first), new CommitSha(second), new Cancellation()))
        .isEqualTo(new ChangedPaths.Known(List.of("a.txt")));
    assertThat(packs("")).isEmpty();
  }

  @Test
  void a_repository_that_is_not_there_is_the_sources_fault() {
    RepositoryAccess nowhere = over(ssh, "nowhere", text(key), ssh.knownLine("ed25519"));

    assertThat(sourceFailure(() -> repositories.resolve(nowhere, new GitRef("main"))).message())
        .contains("nowhere.git");
  }

  @Test
  void what_one_key_has_fetched_does_not_open_without_it() throws IOException {
    String sha = git.commit("app", FILES, "First");
    open(trusted(), sha).close();
    Path other = SshHost.key(home.resolve("other"), "-t", "ed25519");

    sourceFailure(() -> open(over(ssh, other, ssh.knownLine("ed25519")), sha));
    assertThat(read(trusted(), sha)).isEqualTo("a\n");
  }

  @Test
  void no_file_tells_the_key() throws IOException {
    open(trusted(), git.commit("app", FILES, "First")).close();
    String secret = text(key).lines().toList().get(2);

    try (Stream<Path> paths = Files.walk(build)) {
      assertThat(paths.filter(Files::isRegularFile).toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .doesNotContain(secret));
    }
  }

  @Test
  void no_thread_stays_behind() {
    open(trusted(), git.commit("app", FILES, "First")).close();
    List<String> before = threads();

    open(trusted(), git.commit("app", Map.of("a.txt", "b\n"), "Second")).close();
    sourceFailure(() -> open(over(ssh, key, ""), "1".repeat(40)));

    await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    assertThat(threads()).noneMatch(name -> name.startsWith("sshd-"));
  }

  /** Without those of the test's own parts. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                Stream.of("git-host", "process reaper", "ForkJoin", "awaitility", "Poller")
                    .noneMatch(name::contains))
        .toList();
  }

  @Test
  void a_token_and_a_key_each_fit_their_own_urls() {
    RepositoryUrl url = new RepositoryUrl(ssh.url(home.resolve("git/app.git")));
    GitRef main = new GitRef("main");

    assertThat(
            sourceFailure(
                    () -> repositories.resolve(new RepositoryAccess(url, Secret.of("token")), main))
                .message())
        .contains("only with a deploy key");
    assertThat(
            sourceFailure(
                    () ->
                        repositories.resolve(
                            new RepositoryAccess(
                                new RepositoryUrl(git.url("app")),
                                new Credential.DeployKey(Secret.of(text(key)), "")),
                            main))
                .message())
        .contains("does not open with a deploy key");
  }

  @Test
  void this_machine_is_refused_unless_allowed() {
    repositories = GitRepositories.in(build, GitPolicy.REMOTE);

    assertThat(sourceFailure(() -> repositories.resolve(trusted(), new GitRef("main"))).message())
        .contains("this machine");
  }

  @Test
  void a_closed_port_is_infrastructure() {
    RepositoryAccess access = trusted();
    ssh.close();

    assertThat(
            infrastructureFailure(() -> repositories.resolve(access, new GitRef("main"))).message())
        .contains(ssh.authority());
  }

  @Test
  void a_silent_host_is_not_waited_for_without_end() throws IOException {
    repositories =
        GitRepositories.in(
            build,
            GitPolicy.REMOTE_AND_LOCAL,
            GitLimits.DEFAULT,
            Duration.ofSeconds(1),
            InstantSource.system());
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      RepositoryAccess access = at(silent);

      assertThat(
              infrastructureFailure(() -> repositories.resolve(access, new GitRef("main")))
                  .message())
          .contains("127.0.0.1:" + silent.getLocalPort());
    }
  }

  @Test
  void a_cancelled_fetch_ends_at_once() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Cancellation cancellation = new Cancellation();
      FutureTask<SourceTree> fetch =
          new FutureTask<>(
              () ->
                  repositories.open(
                      at(silent),
                      new CommitSha("1".repeat(40)),
                      RootDirectory.REPOSITORY,
                      cancellation));
      Thread.ofPlatform().start(fetch);
      silent.accept();
      long before = System.nanoTime();

      cancellation.cancel();

      assertThatThrownBy(fetch::get).hasCauseInstanceOf(CancellationException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private RepositoryAccess at(ServerSocket host) {
    return new RepositoryAccess(
        new RepositoryUrl("ssh://git@127.0.0.1:%d/a/b".formatted(host.getLocalPort())),
        new Credential.DeployKey(Secret.of(text(key)), ""));
  }
}
