package dev.clickdeploy.adapter.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryJsonTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MEGABYTE = 1024 * 1024;

  /** As trees, the worst of these would take a hundred megabytes and more. */
  @ParameterizedTest
  @ValueSource(
      strings = {"[],", "{},", "0,", "\"\",", "{\"a\":0},", "[[[[]]]],", "1.5,", "{\"\":{}},"})
  void four_megabytes_of_anything_take_bounded_memory(String part) {
    String text = "[" + part.repeat(RegistryRequest.LONGEST_MANIFEST / part.length() - 1) + "0]";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> RegistryJson.mapper().readTree(bytes))
        .isInstanceOf(StreamConstraintsException.class);

    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(48 * MEGABYTE);
  }
}
