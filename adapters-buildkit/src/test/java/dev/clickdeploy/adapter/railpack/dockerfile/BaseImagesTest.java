package dev.clickdeploy.adapter.railpack.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseImagesTest {
  @ParameterizedTest
  @CsvSource({
    "docker.io/library, node:22, docker.io/library/node:22",
    "docker.io/library, denoland/deno:2, docker.io/denoland/deno:2",
    "mirror.test:5000/hub/library, denoland/deno:2, mirror.test:5000/hub/denoland/deno:2",
    "mirror.test:5000, denoland/deno:2, mirror.test:5000/denoland/deno:2",
    "mirror.test/library, mcr.microsoft.com/dotnet/sdk:8.0, mcr.microsoft.com/dotnet/sdk:8.0",
    "mirror.test/library, localhost:5000/x:1, localhost:5000/x:1",
  })
  void images_come_from_the_mirror_where_it_can_have_them(
      String prefix, String image, String named) {
    assertThat(BaseImages.at(prefix).named(image)).isEqualTo(named);
  }
}
