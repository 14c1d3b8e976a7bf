package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The index of crates is not at hand, so the apps depend on their own packages only. */
class RustIT {
  private static final String SERVER =
      """
      use std::io::{Read, Write};

      pub fn serve(text: &str) {
          let port = std::env::var("PORT").unwrap();
          let listener = std::net::TcpListener::bind(format!("0.0.0.0:{port}")).unwrap();
          for stream in listener.incoming() {
              let mut stream = stream.unwrap();
              let _ = stream.read(&mut [0; 4096]);
              let _ = write!(stream, "HTTP/1.1 200 OK\\r\\nContent-Length: {}\\r\\n\\r\\n{}", text.len(), text);
          }
      }
      """;

  private static final String PACKAGE =
      """
      [package]
      name = "%s"
      version = "0.1.0"
      edition = "2021"
      """;

  private static InMemoryTree app(String text) {
    return InMemoryTree.of(
        Map.of(
            "Cargo.toml",
            PACKAGE.formatted("greeter"),
            "Cargo.lock",
            "version = 3\n\n[[package]]\nname = \"greeter\"\nversion = \"0.1.0\"\n",
            "rust-toolchain.toml",
            "[toolchain]\nchannel = \"1.85\"\n",
            "src/lib.rs",
            SERVER,
            "src/main.rs",
            "fn main() { greeter::serve(\"" + text + "\"); }\n"));
  }

  private static InMemoryTree workspace(String text) {
    return InMemoryTree.of(
        Map.of(
            "Cargo.toml",
            "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n",
            "crates/server/Cargo.toml",
            PACKAGE.formatted("server"),
            "crates/server/src/lib.rs",
            SERVER,
            "crates/web/Cargo.toml",
            PACKAGE.formatted("web") + "[dependencies]\nserver = { path = \"../server\" }\n",
            "crates/web/src/main.rs",
            "fn main() { server::serve(\"" + text + "\"); }\n"));
  }

  @Test
  void a_package_answers_with_its_own_program_not_with_that_of_its_dependency_layer() {
    answers("rust", app("one"), "one");
    answers("rust", app("other"), "other");
  }

  @Test
  void a_change_of_a_workspace_is_seen_though_its_target_directory_is_kept() {
    answers("rust-workspace", workspace("one"), "one");
    answers("rust-workspace", workspace("other"), "other");
    answers("rust-workspace", workspace("one more"), "one more");
  }

  private static void answers(String name, InMemoryTree tree, String text) {
    try (Trial trial = Trial.of(name, tree)) {
      assertThat(trial.get("/")).isEqualTo(text);
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
    }
  }
}
