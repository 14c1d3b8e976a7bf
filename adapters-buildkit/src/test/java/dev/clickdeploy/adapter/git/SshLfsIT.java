package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Git LFS for repositories over SSH: the host names the server and what opens it. */
class SshLfsIT extends OnSshHost {
  private static final byte[] CONTENT = "content\n".getBytes(StandardCharsets.UTF_8);

  private LfsHost lfs;
  private String sha;

  @BeforeEach
  void commit() {
    lfs = new LfsHost();
    git.lfs(lfs);
    sha =
        git.commit(
            "app",
            Map.of(".gitattributes", "*.bin filter=lfs\n", "a.bin", lfs.keep(CONTENT)),
            "Commit");
  }

  @AfterEach
  void stop_lfs() {
    lfs.close();
  }

  @Test
  void the_server_that_the_host_names_is_opened_with_what_it_gives() throws IOException {
    git.requireToken("app", "hush");
    // "x:hush" as basic credentials
    ssh.program(
        "git-lfs-authenticate",
        """
        test "$1 $2" = "%s download" || exit 1
        echo '{"href": "%s/info/lfs", "header": {"Authorization": "Basic eDpodXNo"}}'
        """
            .formatted(home.resolve("git/app.git"), git.url("app")));

    try (SourceTree tree = open(trusted(), sha)) {
      assertThat(tree.readText("a.bin", 100)).contains("content\n");
    }
  }

  @Test
  void a_host_that_names_none_is_the_sources_fault() {
    assertThat(sourceFailure(() -> open(trusted(), sha)).message()).contains("Git LFS");
    ssh.program("git-lfs-authenticate", "echo '{\"href\": \"file:///etc\"}'\n");
    assertThat(sourceFailure(() -> open(trusted(), sha)).message()).contains("LFS server");
  }
}
