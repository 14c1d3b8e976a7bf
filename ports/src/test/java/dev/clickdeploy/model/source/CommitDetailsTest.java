package dev.clickdeploy.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitDetailsTest {
  private static final CommitSha SHA = new CommitSha("0123456789".repeat(4));

  @Test
  void they_keep_their_parents_and_cut_a_boundless_committer() {
    List<CommitSha> parents = new ArrayList<>(List.of(new CommitSha("ab".repeat(20))));
    Commit commit = new Commit(SHA, "Say hello", "Ada", Instant.EPOCH);

    CommitDetails details =
        new CommitDetails(commit, "B\0" + "b".repeat(500), Instant.EPOCH, parents);
    parents.clear();

    assertThat(details.sha()).isEqualTo(SHA);
    assertThat(details.parents()).hasSize(1);
    assertThat(details.committer()).startsWith("Bb").hasSize(200);
  }
}
