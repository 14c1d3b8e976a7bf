package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.deployment.Creating;
import dev.clickdeploy.adapter.postgres.deployment.Creating.Made;
import dev.clickdeploy.adapter.postgres.deployment.Creating.Wanted;
import dev.clickdeploy.adapter.postgres.deployment.Replacing;
import dev.clickdeploy.adapter.postgres.deployment.Replacing.Newer;
import dev.clickdeploy.adapter.postgres.deployment.Replacing.Replaced;
import dev.clickdeploy.adapter.postgres.push.Heads.Asked;
import dev.clickdeploy.adapter.postgres.push.VerdictRow.Given;
import dev.clickdeploy.adapter.postgres.queue.Enqueuing;
import dev.clickdeploy.adapter.postgres.signal.Back;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Head;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.port.out.DeploymentStore.Creation;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records new deliveries within one transaction, each as it would be recorded alone: no two of them
 * concern the same service. Whatever the database does for one of them it does for all in the same
 * round trip.
 */
final class Together {
  private final Connection connection;
  private final List<Given> verdicts = new ArrayList<>();
  private final List<Creation.Created> created = new ArrayList<>();
  private final List<Newer> newer = new ArrayList<>();
  private final List<NewJob> jobs = new ArrayList<>();
  private final Map<DeploymentId, Delivery> origins = new HashMap<>();

  private Together(Connection connection) {
    this.connection = connection;
  }

  /**
   * What came of them.
   *
   * @param recorded in order; absent, and nothing written, when a delivery is there already
   * @param backs of whom there are new jobs; workers are to be woken once it is committed
   */
  record Result(List<Optional<Recorded>> recorded, List<Back> backs) {}

  private record Due(Delivery delivery, Decision.Deploy deploy) {
    Asked asked() {
      return new Asked(delivery, deploy.service());
    }
  }

  static Result record(Connection connection, List<Arrival> arrivals) throws SQLException {
    return new Together(connection).record(arrivals);
  }

  private Result record(List<Arrival> arrivals) throws SQLException {
    Recording.lock(connection, arrivals.stream().flatMap(a -> a.deployed().stream()).toList());
    List<Arrival> fresh = inserted(arrivals);
    deploy(unanswered(fresh));
    Replaced replaced = Replacing.within(connection, newer);
    Map<DeploymentId, List<DeploymentId>> ended = replaced.ended();
    jobs.addAll(replaced.jobs());
    List<Back> backs = jobs.isEmpty() ? List.of() : Enqueuing.quietly(connection, jobs);
    markSuperseded(ended);
    VerdictRow.write(connection, verdicts);
    Map<DeliveryId, Delivery> stored =
        DeliveryReads.load(connection, fresh.stream().map(a -> a.delivery().id()).toList());
    return new Result(
        arrivals.stream()
            .map(a -> Optional.ofNullable(stored.get(a.delivery().id())))
            .map(found -> found.map(delivery -> recorded(delivery, ended)))
            .toList(),
        backs);
  }

  private List<Arrival> inserted(List<Arrival> arrivals) throws SQLException {
    int[] written =
        Sql.updateAll(
            connection, arrivals.stream().map(a -> DeliveryRow.insert(a.delivery())).toList());
    List<Arrival> inserted = new ArrayList<>();
    for (int i = 0; i < written.length; i++) {
      if (written[i] == 1) {
        inserted.add(arrivals.get(i));
      }
    }
    return inserted;
  }

  /** What is skipped has its verdict, and so has what other pushes have an answer to. */
  private List<Due> unanswered(List<Arrival> fresh) throws SQLException {
    List<Due> due = new ArrayList<>();
    for (Arrival arrival : fresh) {
      for (Decision decision : arrival.decisions()) {
        switch (decision) {
          case Decision.Skip skip -> add(arrival.delivery(), skip.verdict());
          case Decision.Deploy deploy -> due.add(new Due(arrival.delivery(), deploy));
          case Decision.Compare compare ->
              throw new IllegalArgumentException("what must be compared is recorded alone");
        }
      }
    }
    Map<Asked, Head> heads = Heads.of(connection, due.stream().map(Due::asked).toList());
    List<Due> unanswered = new ArrayList<>();
    for (Due each : due) {
      Optional.ofNullable(heads.get(each.asked()))
          .flatMap(head -> head.answerTo(each.delivery, each.deploy.service()))
          .ifPresentOrElse(answer -> add(each.delivery, answer), () -> unanswered.add(each));
    }
    return unanswered;
  }

  private void deploy(List<Due> due) throws SQLException {
    List<Made> made =
        Creating.withoutJobs(
            connection,
            due.stream().map(d -> new Wanted(d.deploy.deployment(), d.deploy.job())).toList());
    for (int i = 0; i < made.size(); i++) {
      Due each = due.get(i);
      jobs.addAll(made.get(i).jobs());
      switch (made.get(i).creation()) {
        case Creation.Duplicate duplicate ->
            add(
                each.delivery,
                Head.sameCommit(
                    each.deploy.service(), duplicate.existing().id(), each.delivery.push()));
        case Creation.Created fresh -> queued(each, fresh);
      }
    }
  }

  private void queued(Due due, Creation.Created fresh) {
    DeploymentId id = fresh.deployment().id();
    created.add(fresh);
    newer.add(new Newer(fresh.deployment(), due.deploy.superseding()));
    origins.put(id, due.delivery);
    add(due.delivery, new Verdict.Queued(due.deploy.service(), id, due.deploy.why()));
  }

  private void add(Delivery delivery, Verdict verdict) {
    verdicts.add(new Given(delivery, verdict));
  }

  private void markSuperseded(Map<DeploymentId, List<DeploymentId>> ended) throws SQLException {
    Map<DeploymentId, Pushed> newerByEnded = new LinkedHashMap<>();
    ended.forEach(
        (newest, older) -> {
          Delivery by = origins.get(newest);
          if (by != null) {
            older.forEach(each -> newerByEnded.put(each, by.push()));
          }
        });
    VerdictRow.markSuperseded(connection, newerByEnded);
  }

  private Recorded recorded(Delivery delivery, Map<DeploymentId, List<DeploymentId>> ended) {
    List<DeploymentId> queued = new ArrayList<>();
    List<DeploymentId> superseded = new ArrayList<>();
    for (Creation.Created each : created) {
      DeploymentId id = each.deployment().id();
      Delivery origin = origins.get(id);
      if (origin != null && origin.id().equals(delivery.id())) {
        queued.add(id);
        superseded.addAll(ended.getOrDefault(id, List.of()));
      }
    }
    return new Recorded(delivery, queued, superseded);
  }
}
