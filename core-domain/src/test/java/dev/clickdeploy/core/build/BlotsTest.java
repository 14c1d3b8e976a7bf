package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlotsTest {
  @Test
  void texts_that_overlap_are_blotted_out_as_a_whole() {
    Blots blots = new Blots(List.of("abcdef", "xxab", "efgh"));

    assertThat(blots.blotOut("-xxabcdefgh-")).isEqualTo("-[secret]-");
    assertThat(blots.blotOut("abcdefabcdef")).isEqualTo("[secret][secret]");
    assertThat(blots.blotOut("abcde xxa efg")).isEqualTo("abcde xxa efg");
    assertThat(blots.blotOut("")).isEmpty();
    assertThat(new Blots(List.of()).blotOut("abcdef")).isEqualTo("abcdef");
  }

  @Test
  void many_texts_are_found_each() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      texts.add("text-number-" + i + ".");
    }
    Blots blots = new Blots(texts);

    assertThat(blots.blotOut("text-number-7. text-number-99999. text-number-100000."))
        .isEqualTo("[secret] [secret] text-number-100000.");
  }
}
