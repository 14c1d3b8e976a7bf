package dev.clickdeploy.adapter.buildkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonAddressTest {
  @Test
  void each_form_is_read() {
    assertThat(DaemonAddress.parse("unix:///run/buildkit/buildkitd.sock"))
        .isEqualTo(new DaemonAddress.UnixSocket(Path.of("/run/buildkit/buildkitd.sock")));
    assertThat(DaemonAddress.parse("docker:///var/run/docker.sock"))
        .isEqualTo(new DaemonAddress.DockerEngine(Path.of("/var/run/docker.sock")));
    assertThat(DaemonAddress.parse("tcp://buildkit.example:1234"))
        .isEqualTo(new DaemonAddress.Tcp("buildkit.example", 1234));
    assertThat(DaemonAddress.parse("tcp://[::1]:1234"))
        .isEqualTo(new DaemonAddress.Tcp("[::1]", 1234));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:///a b/c", "tcp://127.0.0.1:1", "docker:///d"})
  void its_text_is_the_form_that_is_read(String text) {
    assertThat(DaemonAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/run/buildkitd.sock",
        "unix://",
        "unix:///",
        "unix://run/a.sock",
        "docker://host",
        "tcp://",
        "tcp://host",
        "tcp://host:0",
        "tcp://host:70000",
        "tcp://host:1/path",
        "tcp://user:password@host:1",
        "tcp://host:x",
        "tcp://a b:1",
        "https://host:1",
        "ssh://host"
      })
  void anything_else_is_refused_with_what_is_accepted(String text) {
    assertThatThrownBy(() -> DaemonAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unix:///")
        .hasMessageContaining("tcp://host:port")
        .hasMessageContaining("docker:///");
  }

  @Test
  void an_address_with_a_password_is_not_repeated() {
    assertThatThrownBy(() -> DaemonAddress.parse("tcp://user:hunter2@host:1"))
        .hasMessageNotContaining("hunter2");
  }
}
