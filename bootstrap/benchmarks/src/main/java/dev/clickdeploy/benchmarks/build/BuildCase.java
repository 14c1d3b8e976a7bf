package dev.clickdeploy.benchmarks.build;

/** The situations. */
enum BuildCase {
  /** The large repository, for the first time. */
  BIG("big"),
  /** A few files and one short RUN, for the first time. */
  SMALL("small"),
  /** The large repository again, with one file changed. */
  CHANGE("one-changed-file"),
  /** A repository with a long history in deltas, for the first time. */
  HISTORY("long-history"),
  /** The context alone: sources are there, nothing is pushed. */
  UPLOAD("context-upload"),
  /** Several large repositories at once. */
  AT_ONCE("eight-at-once");

  final String label;

  BuildCase(String label) {
    this.label = label;
  }
}
