package dev.clickdeploy.core.build;

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
import dev.clickdeploy.port.out.fake.SettableClock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
  private final SettableClock clock = new SettableClock();

  private Optional<String> tag(String branch, String ref) {
    Service service =
        new Service(
            ServiceId.next(clock),
            OrganizationId.next(clock),
            ProjectId.next(clock),
            new Name("web"),
            new RepositoryUrl("https://git.test/acme/web"),
            new GitRef(branch),
            RootDirectory.REPOSITORY,
            BuildSettings.DETECT,
            null,
            clock.instant());
    return References.branchTag(service, new GitRef(ref));
  }

  @ParameterizedTest
  @CsvSource({
    "main, main, main",
    "main, refs/heads/main, main",
    "refs/heads/main, main, main",
    "feature/login, feature/login, feature-login",
    "hidden/ümlaut, hidden/ümlaut, hidden-mlaut",
    "latest, latest, branch-latest",
    "0123456789ab, 0123456789ab, branch-0123456789ab",
    "ü, ü, branch-"
  })
  void the_services_branch_has_a_moving_tag(String branch, String ref, String tag) {
    assertThat(tag(branch, ref)).contains(tag);
    assertThat(ImageReference.parse("registry.test/a/b:x").withTag(tag).tag()).isEqualTo(tag);
  }

  @ParameterizedTest
  @CsvSource({
    "main, feature",
    "main, refs/tags/main",
    "main, refs/heads/feature",
    "main, latest",
    "main, 0123456789012345678901234567890123456789"
  })
  void other_refs_have_none(String branch, String ref) {
    assertThat(tag(branch, ref)).isEmpty();
  }

  @Test
  void a_long_branch_is_cut_to_what_a_tag_may_have() {
    assertThat(tag("b".repeat(200), "b".repeat(200))).contains("b".repeat(128));
  }

  @Test
  void a_service_that_follows_a_commit_has_no_moving_tag() {
    assertThat(tag("c".repeat(40), "c".repeat(40))).isEmpty();
  }
}
