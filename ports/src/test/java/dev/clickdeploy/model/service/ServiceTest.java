package dev.clickdeploy.model.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.out.fake.SettableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTest {
  private static Service on(String branch) {
    SettableClock clock = new SettableClock();
    return new Service(
        ServiceId.next(clock),
        OrganizationId.next(clock),
        ProjectId.next(clock),
        new Name("web"),
        new RepositoryUrl("https://h.test/a/b"),
        new GitRef(branch),
        RootDirectory.REPOSITORY,
        BuildSettings.DETECT,
        null,
        clock.instant());
  }

  @ParameterizedTest
  @CsvSource({
    "main, refs/heads/main, true",
    "refs/heads/main, refs/heads/main, true",
    "a/b, refs/heads/a/b, true",
    "main, refs/heads/main2, false",
    "main, refs/heads/Main, false",
    "main, refs/tags/main, false",
    "main, main, false",
    "refs/tags/v1, refs/tags/v1, true",
    "refs/tags/v1, refs/heads/v1, false"
  })
  void it_follows_exactly_its_branch(String branch, String pushed, boolean follows) {
    assertThat(on(branch).follows(pushed)).isEqualTo(follows);
  }
}
