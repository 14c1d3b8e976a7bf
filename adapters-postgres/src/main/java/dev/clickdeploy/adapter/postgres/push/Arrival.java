package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.service.ServiceId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A delivery that is to be recorded, with what was decided on it. */
record Arrival(Delivery delivery, List<Decision> decisions) {
  /** Whether it can be recorded with others: what must be compared or is replayed goes alone. */
  boolean isPlain() {
    return !delivery.isReplay()
        && decisions.stream()
            .allMatch(
                decision ->
                    switch (decision) {
                      case Decision.Skip skip -> true;
                      case Decision.Compare compare -> false;
                      case Decision.Deploy deploy -> deploy.job().uniqueKey() == null;
                    });
  }

  /** Those whose locks it needs. */
  Set<ServiceId> deployed() {
    return decisions.stream()
        .filter(decision -> !(decision instanceof Decision.Skip))
        .map(Decision::service)
        .collect(Collectors.toSet());
  }
}
