package dev.clickdeploy.adapter.git.lfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {
  private final Attributes attributes = new Attributes();

  private void add(String directory, String text) throws IOException {
    attributes.add(directory, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @BeforeEach
  void read() throws IOException {
    add(
        "",
        """
        # comment
        * text=auto
        *.psd filter=lfs diff=lfs merge=lfs -text
        /top.bin filter=lfs
        assets/** filter=lfs
        *.txt -filter
        video/*.mp4 filter=lfs
        keep.psd !filter
        small.psd filter=other
        """);
    add("nested", "*.dat filter=lfs\n*.psd -filter\n");
    add("nested/deep", "*.psd eol=lf\n");
  }

  @ParameterizedTest
  @CsvSource({
    "a.psd, true",
    "any/where/a.psd, true",
    "top.bin, true",
    "x/top.bin, false",
    "assets/a, true",
    "assets/deep/er/a.png, true",
    "assets/a.txt, false",
    "video/a.mp4, true",
    "video/x/a.mp4, false",
    "keep.psd, false",
    "small.psd, false",
    "nested/a.dat, true",
    "a.dat, false",
    "nested/a.psd, false",
    "nested/deep/a.psd, false",
    "nested/deep/a.dat, true",
    "plain, false"
  })
  void the_nearest_file_and_its_last_line_decide(String path, boolean lfs) {
    assertThat(attributes.isLfs(path)).isEqualTo(lfs);
  }

  @Test
  void files_that_say_nothing_of_filters_do_not_count() throws IOException {
    Attributes none = new Attributes();
    none.add("", new ByteArrayInputStream("*.txt text\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(none.isEmpty()).isTrue();
    assertThat(attributes.isEmpty()).isFalse();
  }
}
