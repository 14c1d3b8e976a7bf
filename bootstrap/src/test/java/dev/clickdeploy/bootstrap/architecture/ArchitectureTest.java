package dev.clickdeploy.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house rules as allow-lists: whatever is not named here is refused. */
class ArchitectureTest {
  private static final String[] PORTS = {
    "dev.clickdeploy.model..", "dev.clickdeploy.port..", "java..", "org.jspecify.."
  };
  private static JavaClasses house;

  @BeforeAll
  static void read_the_house() {
    house =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.clickdeploy");
    assertThat(house).hasSizeGreaterThan(100);
  }

  @Test
  void ports_use_only_the_jdk_and_jspecify() {
    classes()
        .that()
        .resideInAnyPackage("dev.clickdeploy.model..", "dev.clickdeploy.port..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(PORTS)
        .check(house);
  }

  @Test
  void the_vocabulary_knows_no_port() {
    noClasses()
        .that()
        .resideInAPackage("dev.clickdeploy.model..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.clickdeploy.port..")
        .check(house);
  }

  @Test
  void the_core_uses_only_ports() {
    classes()
        .that()
        .resideInAPackage("dev.clickdeploy.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(PORTS, "dev.clickdeploy.core.."))
        .check(house);
  }

  @Test
  void adapters_use_neither_the_core_nor_each_other() {
    for (String adapter :
        List.of("postgres", "git", "githost", "railpack", "buildkit", "registry", "http")) {
      String own = "dev.clickdeploy.adapter." + adapter + "..";
      classes()
          .that()
          .resideInAPackage(own)
          .should()
          .onlyDependOnClassesThat(
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                      with(PORTS, own))
                  .or(
                      com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                          "dev.clickdeploy..")))
          .check(house);
    }
  }

  @Test
  void every_adapter_package_has_a_rule() {
    Set<String> roots =
        house.getPackage("dev.clickdeploy.adapter").getSubpackages().stream()
            .map(JavaPackage::getRelativeName)
            .collect(java.util.stream.Collectors.toSet());
    assertThat(roots)
        .containsExactlyInAnyOrder(
            "postgres", "git", "githost", "railpack", "buildkit", "registry", "http");
  }

  @Test
  void only_settings_read_the_environment() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clickdeploy.bootstrap.settings")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class, String.class)
        .check(house);
  }

  @Test
  void only_bootstrap_ends_the_process_or_prints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.clickdeploy.bootstrap..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "addShutdownHook", Thread.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(house);
  }

  @Test
  void packages_have_no_cycles() {
    slices()
        .matching("dev.clickdeploy.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            JavaClass.Predicates.resideInAPackage("dev.clickdeploy.adapter.buildkit.proto.."),
            JavaClass.Predicates.resideInAPackage("dev.clickdeploy.adapter.buildkit.proto.."))
        .check(house);
  }

  @Test
  void no_room_is_a_lumber_room() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..shared..")
        .check(house);
  }

  private static String[] with(String[] packages, String... more) {
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(packages), java.util.Arrays.stream(more))
        .toArray(String[]::new);
  }
}
