package dev.clickdeploy.adapter.buildkit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointTest {
  @Test
  void a_list_is_read_with_or_without_spaces() {
    assertThat(Endpoint.parse("tcp://a:1, unix:///b ,docker:///c", null))
        .extracting(Endpoint::address)
        .containsExactly("tcp://a:1", "unix:///b", "docker:///c");
  }

  @Test
  void a_comma_may_be_part_of_a_path_and_stand_at_the_end() {
    assertThat(Endpoint.parse("unix:///a,b/c.sock,", null))
        .extracting(Endpoint::address)
        .containsExactly("unix:///a,b/c.sock");
  }
}
