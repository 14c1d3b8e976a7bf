package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Queue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A queue that holds what a test puts there. */
final class FakeQueue implements Queue {
  final List<QueueEntry> entries = new ArrayList<>();
  Overview overview = new Overview(List.of(), List.of());

  @Override
  public Optional<QueuePlace> place(Scope scope, DeploymentId id) {
    return entries.stream()
        .filter(entry -> entry.deployment().id().equals(id))
        .filter(entry -> entry.deployment().organization().equals(scope.organization()))
        .map(QueueEntry::place)
        .findFirst();
  }

  @Override
  public List<QueueEntry> list(Scope scope, int limit, @Nullable QueueCursor after) {
    return entries.stream()
        .filter(entry -> entry.deployment().organization().equals(scope.organization()))
        .filter(entry -> after == null || entry.cursor().compareTo(after) > 0)
        .sorted(Comparator.comparing(QueueEntry::cursor))
        .limit(limit)
        .toList();
  }

  @Override
  public Overview overview() {
    return overview;
  }
}
