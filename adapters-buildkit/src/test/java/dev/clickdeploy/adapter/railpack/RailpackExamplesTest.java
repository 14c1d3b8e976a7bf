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

  /** All files together: the single ones have shares of their own above. */
  @Test
  void nearly_every_example_of_all_agrees() {
    List<Example> all = all().toList();
    double deviating = all.stream().filter(example -> !example.deviations().isEmpty()).count();

    assertThat(1 - deviating / all.size()).isGreaterThanOrEqualTo(AGREEMENT);
  }

  /** A variant of an example has its name and, after a comma, what is other. */
  @Test
  void each_of_railpacks_examples_is_there_once() {
    List<String> railpacks =
        ExampleFile.resource("names.list").lines().filter(name -> !name.startsWith("#")).toList();

    assertThat(railpacks).hasSize(125).doesNotHaveDuplicates();
    assertThat(all().map(Example::name).filter(name -> !name.contains(", ")))
        .containsExactlyInAnyOrderElementsOf(railpacks);
    assertThat(all().map(example -> example.name().split(", ", 2)[0])).isSubsetOf(railpacks);
  }

  @Test
  void examples_have_names_of_their_own() {
    assertThat(all()).extracting(Example::name).doesNotHaveDuplicates().isNotEmpty();
  }

  private static Stream<Example> all() {
    return ExampleFile.all().stream().flatMap(file -> file.examples().stream());
  }
}
