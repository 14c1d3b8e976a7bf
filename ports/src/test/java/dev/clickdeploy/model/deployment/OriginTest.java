package dev.clickdeploy.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OriginTest {
  private static final CommitSha SHA = new CommitSha("0123456789".repeat(4));
  private static final GitRef MAIN = new GitRef("main");
  private static final DeploymentId EARLIER = DeploymentId.next(() -> Instant.EPOCH);

  @Test
  void a_redeploy_and_a_rollback_name_the_deployment_that_they_come_from() {
    Origin again = new Origin(Trigger.REDEPLOY, MAIN, SHA, null, true, EARLIER);
    Origin back = new Origin(Trigger.ROLLBACK, MAIN, SHA, null, false, EARLIER);
    assertThat(again.redeployOf()).contains(EARLIER);
    assertThat(again.rollbackTo()).isEmpty();
    assertThat(back.rollbackTo()).contains(EARLIER);
    assertThat(back.redeployOf()).isEmpty();
  }

  @Test
  void nothing_else_has_a_source_and_they_always_have_one() {
    assertThatThrownBy(() -> new Origin(Trigger.API, MAIN, SHA, null, false, EARLIER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Origin(Trigger.REDEPLOY, MAIN, SHA, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_git_hosts_tell_and_what_is_found_there_are_pushes() {
    assertThat(Trigger.values())
        .filteredOn(Trigger::isPush)
        .containsExactly(
            Trigger.GITHUB, Trigger.GITLAB, Trigger.GITEA, Trigger.BITBUCKET, Trigger.SWEEP);
  }

  @Test
  void a_filter_knows_a_ref_by_its_short_and_its_full_name() {
    assertThat(new DeploymentFilter(null, new GitRef("refs/heads/main")).refs())
        .containsExactly("refs/heads/main", "main");
    assertThat(new DeploymentFilter(null, MAIN).refs())
        .containsExactly("main", "refs/heads/main", "refs/tags/main");
    assertThat(DeploymentFilter.ALL.refs()).isEmpty();
  }
}
