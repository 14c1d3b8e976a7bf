package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deliveries;
import dev.clickdeploy.port.in.RequestException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliveries in memory, in the order in which they were given. */
final class FakeDeliveries implements Deliveries {
  private final List<Delivery> deliveries = Collections.synchronizedList(new ArrayList<>());
  private final InstantSource clock;

  FakeDeliveries(InstantSource clock) {
    this.clock = clock;
  }

  Delivery add(OrganizationId organization, @Nullable DeliveryId replayOf, Verdict... verdicts) {
    Pushed push =
        new Pushed(
            Trigger.GITLAB,
            new RepositoryUrl("https://gitlab.test/acme/web"),
            new GitRef("refs/heads/main"),
            null,
            new CommitSha("0123456789".repeat(4)),
            null,
            null);
    Delivery delivery =
        new Delivery(
            DeliveryId.next(clock),
            organization,
            push,
            "key",
            "Push Hook",
            Map.of("User-Agent", "GitLab/18.1"),
            replayOf,
            1,
            clock.instant(),
            List.of(verdicts));
    deliveries.add(delivery);
    return delivery;
  }

  @Override
  public Delivery get(Scope scope, DeliveryId id) {
    return deliveries.stream()
        .filter(d -> d.id().equals(id) && d.organization().equals(scope.organization()))
        .findFirst()
        .orElseThrow(() -> RequestException.notFound("delivery", id));
  }

  @Override
  public List<Delivery> list(Scope scope, int limit, @Nullable DeliveryId before) {
    List<Delivery> newest =
        deliveries.reversed().stream()
            .filter(d -> d.organization().equals(scope.organization()))
            .toList();
    int from = before == null ? 0 : newest.indexOf(get(scope, before)) + 1;
    return newest.stream().skip(from).limit(limit).toList();
  }

  @Override
  public Delivery replay(Scope scope, DeliveryId id) {
    return add(scope.organization(), get(scope, id).id());
  }
}
