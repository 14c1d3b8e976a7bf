package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RepositoryNameTest {
  private static final InstantSource CLOCK = () -> Instant.parse("2026-01-01T00:00:00Z");
  private static final ServiceId ID = ServiceId.parse("01890000-0000-7000-8000-000000000001");
  private static final OciRegistry REGISTRY =
      OciRegistry.at("https://harbor.example/" + "p".repeat(90), null, null);

  @AfterAll
  static void close() {
    REGISTRY.close();
  }

  @Test
  void names_are_readable_and_end_with_a_hash_of_the_services_id() {
    try (OciRegistry registry = OciRegistry.at("https://harbor.example:8443", null, null)) {
      assertThat(registry.reference(new Name("Acme Inc."), new Name("Shop"), service("Web"), "t1"))
          .hasToString("harbor.example:8443/acme-inc-shop/web-e9df53165f33:t1");
    }
  }

  @Test
  void a_prefix_stands_before_the_name() {
    try (OciRegistry registry = OciRegistry.at("https://harbor.example/team/images", null, null)) {
      assertThat(registry.reference(new Name("a"), new Name("b"), service("c"), "t").repository())
          .startsWith("team/images/a-b/c-");
    }
  }

  @Test
  void letters_of_other_scripts_lose_their_marks_or_give_way_to_a_word() {
    assertThat(words("Müller & Söhne", "Ünïcode", "Ærlig Café"))
        .isEqualTo("muller-sohne-unicode/rlig-cafe");
    assertThat(words("日本", "!!!", "🚀")).isEqualTo("organization-project/service");
    assertThat(words("--A--", "__b__", "..c..")).isEqualTo("a-b/c");
  }

  @Test
  void two_services_never_share_a_repository_whatever_they_are_called() {
    Set<String> seen = new HashSet<>();
    for (String[] names :
        new String[][] {
          {"a-b", "c", "x"}, {"a", "b-c", "x"}, {"A B", "C", "X!"}, {"日", "本", "x"}
        }) {
      for (int i = 0; i < 100; i++) {
        Service service = service(ServiceId.next(CLOCK), names[2]);
        assertThat(seen.add(repository(names[0], names[1], service))).isTrue();
      }
    }
  }

  @Test
  void any_display_name_gives_a_valid_and_stable_reference() {
    Random random = new Random(20260101);
    for (int i = 0; i < 1_000; i++) {
      String organization = displayName(random);
      String project = displayName(random);
      Service service = service(new ServiceId(new UUID(random.nextLong(), i)), displayName(random));

      String repository = repository(organization, project, service);

      assertThat(repository).hasSizeLessThanOrEqualTo(255).isASCII();
      assertThat(repository).isEqualTo(repository(organization, project, service));
      assertThat(ImageReference.parse("harbor.example/" + repository + ":t").repository())
          .isEqualTo(repository);
      assertThat(repository.substring(91))
          .as("Harbor's rule for the name of a project, and one dash between words")
          .matches("[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*");
    }
  }

  private static String displayName(Random random) {
    StringBuilder name = new StringBuilder();
    int length = 1 + random.nextInt(40);
    while (name.length() < length) {
      int codePoint = random.nextInt(4) == 0 ? random.nextInt(0x20000) : 32 + random.nextInt(95);
      if (Character.isDefined(codePoint)
          && !Character.isISOControl(codePoint)
          && Character.getType(codePoint) != Character.SURROGATE) {
        name.appendCodePoint(codePoint);
      }
    }
    return name.toString().isBlank() ? "x" : name.toString();
  }

  private static String words(String organization, String project, String service) {
    String repository = repository(organization, project, service(service)).substring(91);
    return repository.substring(0, repository.lastIndexOf('-'));
  }

  private static String repository(String organization, String project, Service service) {
    return REGISTRY.reference(new Name(organization), new Name(project), service, "t").repository();
  }

  private static Service service(String name) {
    return service(ID, name);
  }

  private static Service service(ServiceId id, String name) {
    return new Service(
        id,
        OrganizationId.next(CLOCK),
        ProjectId.next(CLOCK),
        new Name(name),
        new RepositoryUrl("https://git.test/a/b"),
        new GitRef("main"),
        RootDirectory.REPOSITORY,
        BuildSettings.DETECT,
        null,
        CLOCK.instant());
  }
}
