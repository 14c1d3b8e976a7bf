package dev.clickdeploy.adapter.buildkit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RendezvousTest {
  private static final List<String> THREE = List.of("a", "b", "c");

  private static String first(List<String> places, String key) {
    return Rendezvous.ranked(places, Function.identity(), key).getFirst();
  }

  @Test
  void the_order_does_not_depend_on_the_lists() {
    for (int key = 0; key < 50; key++) {
      assertThat(Rendezvous.ranked(THREE.reversed(), Function.identity(), "k" + key))
          .isEqualTo(Rendezvous.ranked(THREE, Function.identity(), "k" + key));
    }
  }

  @Test
  void a_place_that_goes_moves_only_its_own_keys() {
    for (int key = 0; key < 300; key++) {
      String before = first(THREE, "k" + key);
      if (!before.equals("c")) {
        assertThat(first(List.of("a", "b"), "k" + key)).isEqualTo(before);
      }
    }
  }

  @Test
  void keys_are_spread_over_all_places() {
    Map<String, Integer> keys = new HashMap<>();
    for (int key = 0; key < 300; key++) {
      keys.merge(first(THREE, "k" + key), 1, Integer::sum);
    }

    assertThat(keys.keySet()).containsExactlyInAnyOrderElementsOf(THREE);
    assertThat(keys.values()).allMatch(count -> count > 60);
  }
}
