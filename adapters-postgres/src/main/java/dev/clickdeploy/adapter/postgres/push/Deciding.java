package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.deployment.Creating;
import dev.clickdeploy.adapter.postgres.deployment.Replacing;
import dev.clickdeploy.adapter.postgres.deployment.Replacing.Newer;
import dev.clickdeploy.adapter.postgres.deployment.Replacing.Replaced;
import dev.clickdeploy.adapter.postgres.push.Heads.Asked;
import dev.clickdeploy.adapter.postgres.push.VerdictRow.Given;
import dev.clickdeploy.adapter.postgres.queue.Enqueuing;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.Head;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.out.DeploymentStore.Creation;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns decisions on a stored delivery into verdicts, and carries them out. */
final class Deciding {
  private final Connection connection;
  private final Delivery delivery;
  private final List<DeploymentId> queued = new ArrayList<>();
  private final List<DeploymentId> superseded = new ArrayList<>();

  Deciding(Connection connection, Delivery delivery) {
    this.connection = connection;
    this.delivery = delivery;
  }

  Recorded apply(List<Decision> decisions) throws SQLException {
    for (Decision decision : decisions) {
      VerdictRow.write(connection, List.of(new Given(delivery, verdict(decision))));
    }
    return new Recorded(
        DeliveryReads.load(connection, delivery.id()).orElseThrow(), queued, superseded);
  }

  private Verdict verdict(Decision decision) throws SQLException {
    return switch (decision) {
      case Decision.Skip skip -> skip.verdict();
      case Decision.Compare compare -> {
        Enqueuing.within(connection, List.of(compare.job()));
        yield new Verdict.Pending(compare.service());
      }
      case Decision.Deploy deploy -> {
        Optional<Verdict> answer =
            delivery.isReplay()
                ? Optional.empty()
                : head(deploy.service()).flatMap(head -> head.answerTo(delivery, deploy.service()));
        yield answer.isPresent() ? answer.get() : deployed(deploy);
      }
    };
  }

  private Verdict deployed(Decision.Deploy deploy) throws SQLException {
    return switch (Creating.within(connection, deploy.deployment(), deploy.job())) {
      case Creation.Duplicate duplicate ->
          Head.sameCommit(deploy.service(), duplicate.existing().id(), delivery.push());
      case Creation.Created created -> {
        Deployment newer = created.deployment();
        queued.add(newer.id());
        Replaced replaced =
            Replacing.within(connection, List.of(new Newer(newer, deploy.superseding())));
        Enqueuing.within(connection, replaced.jobs());
        for (List<DeploymentId> ended : replaced.ended().values()) {
          superseded.addAll(ended);
          Map<DeploymentId, Pushed> newerByEnded = new LinkedHashMap<>();
          ended.forEach(each -> newerByEnded.put(each, delivery.push()));
          VerdictRow.markSuperseded(connection, newerByEnded);
        }
        yield new Verdict.Queued(deploy.service(), newer.id(), deploy.why());
      }
    };
  }

  private Optional<Head> head(ServiceId service) throws SQLException {
    Asked asked = new Asked(delivery, service);
    return Optional.ofNullable(Heads.of(connection, List.of(asked)).get(asked));
  }
}
