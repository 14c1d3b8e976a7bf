package dev.clickdeploy.adapter.postgres.migration;

import dev.clickdeploy.adapter.postgres.migration.Migrations.Applied;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.util.List;
import java.util.Optional;

/** Compares the steps that a database has had with the steps that this program knows. */
final class SchemaHistory {
  static final String TABLE =
      """
      CREATE SCHEMA IF NOT EXISTS clickdeploy;
      CREATE TABLE clickdeploy.schema_migrations (
        version integer PRIMARY KEY,
        name text NOT NULL,
        checksum text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )
      """;

  private SchemaHistory() {}

  /**
   * The step to apply next; absent when all are.
   *
   * @throws PortException when the database has had a step that is unknown or different here
   */
  static Optional<Migration> next(List<Migration> steps, List<Applied> applied) {
    if (applied.size() > steps.size()) {
      throw refused(
          "the database's schema has version %d, this program knows versions up to %d"
              .formatted(applied.getLast().version(), steps.size()),
          "run the newer click-deploy that migrated it");
    }
    for (int i = 0; i < applied.size(); i++) {
      requireSame(steps.get(i), applied.get(i));
    }
    return steps.stream().skip(applied.size()).findFirst();
  }

  private static void requireSame(Migration step, Applied applied) {
    if (step.version() != applied.version() || !step.checksum().equals(applied.checksum())) {
      throw refused(
          "the database's schema was made by another version of migration %s than this program's %s"
              .formatted(applied.name(), step.name()),
          "run the click-deploy that made it, or use a fresh database");
    }
  }

  private static PortException refused(String message, String mend) {
    return new PortException(FailureClass.INFRASTRUCTURE, message, mend, null);
  }
}
