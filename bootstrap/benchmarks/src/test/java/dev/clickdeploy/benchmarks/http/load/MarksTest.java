package dev.clickdeploy.benchmarks.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
  private final Marks marks = new Marks();
  private final List<Long> found = new ArrayList<>();

  private void hear(String text) {
    marks.find(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), found::add);
  }

  @Test
  void marks_are_found_however_the_bytes_are_cut() {
    String text = "data: ~123~ one\n\ndata: ~456~ two\n\n";
    for (char next : text.toCharArray()) {
      hear(String.valueOf(next));
    }
    hear(text);

    assertThat(found).containsExactly(123L, 456L, 123L, 456L);
  }

  @Test
  void what_only_begins_like_a_mark_is_none() {
    hear("~/home ~12x~ ~~ ~7~");

    assertThat(found).containsExactly(7L);
  }

  @Test
  void a_mark_tells_the_moment_at_which_it_was_made() {
    long before = System.nanoTime();
    hear(Marks.now());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst()).isBetween(before, System.nanoTime());
  }
}
