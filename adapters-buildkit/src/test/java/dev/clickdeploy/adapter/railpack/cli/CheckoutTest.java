package dev.clickdeploy.adapter.railpack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
  @TempDir private Path directory;

  @Test
  void files_are_there_until_it_is_closed() throws Exception {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("a/b", "text"))
            .withExecutable("run", "#!/bin/sh\n")
            .with("large", new byte[16_000_001]);
    Path app;
    try (Checkout checkout = Checkout.of(tree, directory)) {
      app = checkout.app();
      assertThat(app.resolve("a/b")).hasContent("text");
      assertThat(Files.isExecutable(app.resolve("run"))).isTrue();
      assertThat(app.resolve("large")).isEmptyFile();
    }
    assertThat(app.getParent()).doesNotExist();
  }

  @Test
  void links_that_leave_it_or_lead_nowhere_are_not_there() {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("top/file", "", "a/b/file", ""))
            .withSymlink("in", "top/file")
            .withSymlink("a/b/up", "../../top")
            .withSymlink("absolute", "/etc/passwd")
            .withSymlink("parent", "..")
            .withSymlink("info", "../output.txt")
            .withSymlink("roundabout", "a/b/up/../..")
            .withSymlink("loop", "loop")
            .withSymlink("dangling", "none");
    try (Checkout checkout = Checkout.of(tree, directory)) {
      for (String there : new String[] {"in", "a/b/up"}) {
        assertThat(Files.exists(checkout.app().resolve(there))).as(there).isTrue();
      }
      for (String gone :
          new String[] {"absolute", "parent", "info", "roundabout", "loop", "dangling"}) {
        assertThat(Files.exists(checkout.app().resolve(gone), LinkOption.NOFOLLOW_LINKS))
            .as(gone)
            .isFalse();
      }
    }
  }
}
