package dev.clickdeploy.adapter.railpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What Railpack does with its examples, and what we do with trees like them. The facts, the trees
 * and the reasons of what differs are in the test resources {@code railpack/*.examples}; how they
 * are written, {@link ExampleFile} says.
 */
class RailpackExamplesTest {
  private static final double AGREEMENT = 0.95;

  @TestFactory
  Stream<DynamicContainer> plans_are_like_railpacks() {
    return ExampleFile.all().stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file.name(),
                    file.examples().stream()
                        .map(
                            example ->
                                DynamicTest.dynamicTest(
                                    example.name(),
                                    () ->
                                        assertThat(Comparison.of(example).unexplained())
                                            .as(example.name())
                                            .isEmpty()))));
  }

  @Test
  void nearly_every_example_agrees() {
    for (ExampleFile file : ExampleFile.all()) {
      List<String> deviating =
          file.examples().stream()
              .filter(example -> !example.deviations().isEmpty())
              .map(Example::name)
              .toList();
      double agreement = 1 - (double) deviating.size() / file.examples().size();
      assertThat(agreement)
          .as("%s: %s deviate of %d", file.name(), deviating, file.examples().size())
          .isGreaterThanOrEqualTo(file.required(AGREEMENT));
    }
  }

  @Test
  void examples_have_names_of_their_own() {
    assertThat(ExampleFile.all().stream().flatMap(file -> file.examples().stream()))
        .extracting(Example::name)
        .doesNotHaveDuplicates()
        .isNotEmpty();
  }
}
