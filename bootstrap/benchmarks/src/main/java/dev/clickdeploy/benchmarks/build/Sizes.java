package dev.clickdeploy.benchmarks.build;

import java.util.Map;

/**
 * How much of everything; the two sizes differ in nothing else.
 *
 * @param files of the large repository
 * @param bytes of each of them
 * @param commits of the repository with a history, each of which changes a file
 */
record Sizes(int rounds, int files, int bytes, int commits) {
  static final Sizes FULL = new Sizes(3, 10_000, 20_000, 2_000);
  static final Sizes QUICK = new Sizes(1, 500, 20_000, 50);

  Sizes withRounds(int other) {
    return new Sizes(other, files, bytes, commits);
  }

  /** Eight large repositories at once need gigabytes on every side. */
  int rounds(BuildCase situation) {
    return situation == BuildCase.AT_ONCE ? Math.min(rounds, 2) : rounds;
  }

  Map<String, Object> facts() {
    return Map.of(
        "rounds", rounds,
        "files", files,
        "bytesOfEach", bytes,
        "commitsOfTheHistory", commits,
        "buildsAtOnce", OurSystem.AT_ONCE,
        "filesOfEachAtOnce", files / 2);
  }
}
