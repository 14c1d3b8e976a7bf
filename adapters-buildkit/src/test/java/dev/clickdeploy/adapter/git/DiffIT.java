package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.ChangedPaths;
import dev.clickdeploy.model.source.CommitSha;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two commits' trees differ in. */
class DiffIT extends OnGitHost {
  private static final Map<String, Content> BEFORE =
      Map.of(
          "same/deep/file", Content.text(noise(1)),
          "same.txt", Content.text(noise(2)),
          "changed.txt", Content.text("one\n"),
          "removed/a", Content.text("a\n"),
          "run.sh", Content.text("#!/bin/sh\n"),
          "name", Content.text("a file\n"),
          "link", Content.symlink("same.txt"),
          "vendor/lib", Content.submodule("1".repeat(40)));

  private static String noise(int seed) {
    byte[] bytes = new byte[50_000];
    new Random(seed).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Map<String, Content> after() {
    Map<String, Content> after = new TreeMap<>(BEFORE);
    after.put("changed.txt", Content.text("two\n"));
    after.remove("removed/a");
    after.put("added/ä", Content.text("new\n"));
    after.put("run.sh", Content.executable("#!/bin/sh\n"));
    after.remove("name");
    after.put("name/below", Content.text("a directory now\n"));
    after.put("link", Content.symlink("changed.txt"));
    after.put("vendor/lib", Content.submodule("2".repeat(40)));
    return after;
  }

  private static final String[] DIFFERENCES = {
    "added/ä", "changed.txt", "link", "name", "name/below", "removed/a", "run.sh", "vendor/lib"
  };

  private ChangedPaths diff(String before, String after) {
    return repositories.diff(
        access("app"), new CommitSha(before), new CommitSha(after), new Cancellation());
  }

  private static ChangedPaths known(String... paths) {
    return new ChangedPaths.Known(java.util.List.of(paths));
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void every_kind_of_change_is_told_in_gits_order(boolean noFilters, boolean cached) {
    git.refuseFilters(noFilters);
    String before = git.commit("app", "main", BEFORE, "Before");
    String after = git.commit("app", "main", after(), "After");
    if (cached) {
      open("app", before).close();
    }

    assertThat(diff(before, after)).isEqualTo(known(DIFFERENCES));
    assertThat(diff(after, before)).isEqualTo(known(DIFFERENCES));
    assertThat(diff(after, after)).isEqualTo(known());
  }

  @Test
  void only_trees_are_sent_and_nothing_is_kept() {
    String before = git.commit("app", "main", BEFORE, "Before");
    String after = git.commit("app", "main", after(), "After");

    diff(before, after);

    assertThat(sent()).isLessThan(5_000);
    assertThat(packs("")).isEmpty();
    assertThat(cache()).isDirectoryNotContaining("glob:**/aside-*");
  }

  @Test
  void commits_of_the_cache_are_compared_without_asking() {
    String before = git.commit("app", "main", BEFORE, "Before");
    String after = git.commit("app", "main", after(), "After");
    open("app", before).close();
    open("app", after).close();
    git.forgetRequests();

    assertThat(diff(before, after)).isEqualTo(known(DIFFERENCES));
    assertThat(git.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void an_earlier_commit_that_nobody_has_is_unknown(boolean oldHost, boolean noFilters) {
    git.refuseUnadvertised(oldHost);
    git.refuseFilters(noFilters);
    String after = git.commit("app", "main", BEFORE, "After");
    String lost = "1".repeat(40);
    String none = "0".repeat(40);

    assertThat(diff(lost, after)).isEqualTo(new ChangedPaths.Unknown(new CommitSha(lost)));
    assertThat(diff(none, after)).isEqualTo(new ChangedPaths.Unknown(new CommitSha(none)));
    assertThat(sourceFailure(() -> diff(after, lost)).message()).contains(lost);
  }

  @Test
  void commits_before_a_force_push_are_compared_as_long_as_the_host_has_them() {
    String before = git.commit("app", "main", BEFORE, "Before");
    String after = git.forcePush("app", "main", after(), "After");

    assertThat(diff(before, after)).isEqualTo(known(DIFFERENCES));
  }

  @Test
  void an_old_host_is_searched_for_an_earlier_commit() {
    git.refuseUnadvertised(true);
    String before = git.commit("app", "main", BEFORE, "Before");
    String after = git.commit("app", "main", after(), "After");

    assertThat(diff(before, after)).isEqualTo(known(DIFFERENCES));
  }

  @Test
  void a_damaged_cache_is_mended_on_the_way() throws IOException {
    String before = git.commit("app", "main", BEFORE, "Before");
    String after = git.commit("app", "main", after(), "After");
    open("app", before).close();
    try (RandomAccessFile pack = new RandomAccessFile(packs(".pack").get(0).toFile(), "rw")) {
      pack.setLength(pack.length() / 3);
    }

    assertThat(diff(before, after)).isEqualTo(known(DIFFERENCES));
  }
}
