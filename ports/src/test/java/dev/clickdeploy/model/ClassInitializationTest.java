package dev.clickdeploy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Constants are checked by the very rules that their class is still setting up; which class a
 * program happens to touch first must not matter.
 */
class ClassInitializationTest {
  private static Path home() {
    try {
      return Path.of(Secret.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> classes() {
    try (Stream<Path> files = Files.walk(home())) {
      return files
          .map(file -> home().relativize(file).toString())
          .filter(file -> file.endsWith(".class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("classes")
  void every_class_may_be_the_first(String name) throws Exception {
    URL[] onlyOurs = {home().toUri().toURL()};
    try (URLClassLoader fresh =
        new URLClassLoader(onlyOurs, ClassLoader.getPlatformClassLoader())) {
      assertThatCode(() -> Class.forName(name, true, fresh)).doesNotThrowAnyException();
    }
  }

  @Test
  void the_classes_were_found() {
    assertThat(classes()).hasSizeGreaterThan(70).contains("dev.clickdeploy.model.job.JobKind");
  }
}
