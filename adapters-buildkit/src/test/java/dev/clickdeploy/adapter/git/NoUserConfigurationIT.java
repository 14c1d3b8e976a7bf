package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.source.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Neither git configuration of the machine nor threads of ours. */
class NoUserConfigurationIT extends OnGitHost {
  private final Queue<String> opened = new ConcurrentLinkedQueue<>();
  private SystemReader before;

  @BeforeEach
  void watch() {
    before = SystemReader.getInstance();
    SystemReader.setInstance(new Watching(before));
  }

  @AfterEach
  void restore() {
    SystemReader.setInstance(before);
  }

  @Test
  void no_configuration_of_user_or_system_is_opened() throws Exception {
    String sha = git.commit("app", Map.of("a.txt", "a\n"), "First");

    assertThat(resolve("app", "main")).isEqualTo(sha);
    try (SourceTree tree = open("app", sha)) {
      assertThat(tree.readText("a.txt", 10)).contains("a\n");
    }
    sourceFailure(() -> open("app", "1".repeat(40)));

    assertThat(opened).isEmpty();
    SystemReader.getInstance().getUserConfig();
    assertThat(opened).as("what a reader of it would have left").isNotEmpty();
  }

  @Test
  void no_thread_stays_behind() throws Exception {
    open("app", git.commit("app", Map.of("a.txt", "a\n"), "First")).close();
    List<String> threads = threads();

    for (int i = 0; i < 3; i++) {
      open("app", git.commit("app", Map.of("a.txt", i + "\n"), "Next")).close();
    }

    assertThat(threads()).isSubsetOf(threads);
  }

  /** Without the test host's own and the JDK's that keeps idle HTTP connections. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                Stream.of(
                        "git-host",
                        "HTTP-Dispatcher",
                        "Keep-Alive",
                        "process reaper",
                        "ForkJoin",
                        "VirtualThread",
                        "Read-Poller",
                        "Write-Poller")
                    .noneMatch(name::contains))
        .toList();
  }

  private final class Watching extends SystemReader.Delegate {
    Watching(SystemReader delegate) {
      super(delegate);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      opened.add("user");
      return super.openUserConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      opened.add("system");
      return super.openSystemConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      opened.add("jgit");
      return super.openJGitConfig(parent, fs);
    }
  }
}
