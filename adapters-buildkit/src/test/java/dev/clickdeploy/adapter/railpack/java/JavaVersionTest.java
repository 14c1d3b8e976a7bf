package dev.clickdeploy.adapter.railpack.java;

import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.ToolVersion;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaVersionTest {
  private static ToolVersion java(InMemoryTree tree) {
    return planned(tree).recipe().runtime();
  }

  @ParameterizedTest
  @CsvSource({
    "17, 17",
    "17.0.9, 17",
    "1.8, 8",
    "1.6, 8",
    "temurin-21.0.2+13.0.LTS, 21",
    "openjdk-25, 25",
    "21-tem, 21",
    "zulu-8.86, 8",
    "corretto-11.0.22.7.1, 11",
    "latest, 25",
    "lts, 25",
    ">=17, 21",
  })
  void only_the_major_number_counts(String written, String version) {
    InMemoryTree tree = MavenTest.pom("").with(".tool-versions", "java " + written + "\n");

    assertThat(java(tree)).isEqualTo(new ToolVersion("java", version, ".tool-versions"));
  }

  @Test
  void another_vendor_is_warned_about() {
    assertThat(planned(MavenTest.pom("").with(".sdkmanrc", "java=21.0.2-zulu\n")).warnings())
        .containsExactly(
            ".sdkmanrc asks for Java of zulu; the image has Temurin's, which is the same language"
                + " and library");
    assertThat(planned(MavenTest.pom("").with(".sdkmanrc", "java=21.0.2-tem\n")).warnings())
        .isEmpty();
  }

  @Test
  void files_that_pin_come_before_what_the_pom_compiles_for() {
    InMemoryTree tree = MavenTest.pom("<properties><java.version>17</java.version></properties>");
    assertThat(java(tree)).isEqualTo(new ToolVersion("java", "17", "java.version in pom.xml"));

    tree = tree.with("system.properties", "java.runtime.version=11\n");
    assertThat(java(tree).source()).isEqualTo("system.properties");
    tree = tree.with(".sdkmanrc", "# comment\njava=25-tem\n");
    assertThat(java(tree).source()).isEqualTo(".sdkmanrc");
    tree = tree.with(".java-version", "21\n");
    assertThat(java(tree).source()).isEqualTo(".java-version");
    tree = tree.with("mise.toml", "[tools]\njava = \"8\"\n");
    assertThat(java(tree)).isEqualTo(new ToolVersion("java", "8", "mise.toml"));
  }

  @Test
  void properties_of_the_pom_are_put_in() {
    assertThat(
            java(
                MavenTest.pom(
                    "<properties><jdk>17</jdk><maven.compiler.release>${jdk}</maven.compiler.release>"
                        + "</properties>")))
        .isEqualTo(new ToolVersion("java", "17", "maven.compiler.release in pom.xml"));
    assertThat(
            java(MavenTest.pom("<properties><java.version>${unknown}</java.version></properties>")))
        .isEqualTo(new ToolVersion("java", "21", "default"));
  }

  @Test
  void a_pom_with_a_document_type_is_refused() {
    assertThat(
            refused(
                    InMemoryTree.of(
                        Map.of(
                            "pom.xml",
                            "<!DOCTYPE p [<!ENTITY x SYSTEM"
                                + " \"file:///etc/passwd\">]><project><a>&x;</a></project>")))
                .message())
        .startsWith("pom.xml is not valid XML at line 1");
  }
}
