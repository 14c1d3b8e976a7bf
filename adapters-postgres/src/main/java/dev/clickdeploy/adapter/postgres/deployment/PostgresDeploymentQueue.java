package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.deployment.QueuePlaces.Placed;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deployments in the table deployments, and where their jobs stand in the table jobs. */
public final class PostgresDeploymentQueue implements DeploymentQueue {
  private final Database database;

  /** The queue of this database. */
  public PostgresDeploymentQueue(Database database) {
    this.database = database;
  }

  @Override
  public Optional<QueuePlace> place(Scope scope, DeploymentId id) {
    return database.run("looking for a place in the queue", c -> QueuePlaces.of(c, scope, id));
  }

  @Override
  public List<QueueEntry> list(
      Scope scope, Set<JobKind> kinds, int limit, @Nullable QueueCursor after) {
    return database.run(
        "listing the queue",
        connection -> entries(connection, placed(connection, scope, kinds, limit, after)));
  }

  private static List<Placed> placed(
      Connection connection,
      Scope scope,
      Set<JobKind> kinds,
      int limit,
      @Nullable QueueCursor after)
      throws SQLException {
    List<Placed> placed = new ArrayList<>();
    if (after == null || !after.waiting()) {
      placed.addAll(QueuePlaces.running(connection, scope, kinds, limit, after));
    }
    if (placed.size() < limit) {
      QueueCursor from = after != null && after.waiting() ? after : null;
      placed.addAll(QueuePlaces.waiting(connection, scope, kinds, limit - placed.size(), from));
    }
    return placed;
  }

  /** What has ended or changed sides between the statements is told once or not at all. */
  private static List<QueueEntry> entries(Connection connection, List<Placed> placed)
      throws SQLException {
    Map<DeploymentId, QueuePlace> places = new LinkedHashMap<>();
    placed.forEach(each -> places.putIfAbsent(each.deployment(), each.place()));
    Map<DeploymentId, Deployment> live =
        DeploymentReads.all(connection, List.copyOf(places.keySet())).stream()
            .filter(deployment -> !deployment.status().isTerminal())
            .collect(Collectors.toMap(Deployment::id, Function.identity()));
    List<QueueEntry> entries = new ArrayList<>();
    places.forEach(
        (id, place) -> {
          Deployment deployment = live.get(id);
          if (deployment != null) {
            entries.add(new QueueEntry(deployment, place));
          }
        });
    return entries;
  }
}
