package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Contexts far larger than the memory that may hold them. In the profile soak as large as a
 * careless repository's; else large enough to notice.
 */
class SmallHeapIT {
  private static final boolean SOAK = Integer.getInteger("clickdeploy.soak", 1) > 1;
  private static final long MOST_RESIDENT_KILOBYTES = 350L * 1024;

  @Test
  void many_small_files_pass_through_a_heap_of_128_megabytes() throws Exception {
    assertBuilds(SOAK ? 50_000 : 4_000, 700);
  }

  @Test
  void a_file_larger_than_the_heap_passes_through_it() throws Exception {
    assertBuilds(1, SOAK ? 2L << 30 : 160L << 20);
  }

  private static void assertBuilds(int files, long size) throws IOException, InterruptedException {
    Process build =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:MaxDirectMemorySize=64m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dclickdeploy.services=" + System.getProperty("clickdeploy.services"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallHeap.class.getName(),
                    "" + files,
                    "" + size))
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(build.waitFor()).as(said).isZero();
    String resident = said.lines().reduce((first, last) -> last).orElse("");
    assertThat(Long.parseLong(resident)).isLessThan(MOST_RESIDENT_KILOBYTES);
  }
}
