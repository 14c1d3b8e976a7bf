package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Goes round the organizations until a claim has what it wants or nobody has more. Each may have an
 * equal share first; what some leave over goes to those that took all of theirs.
 */
final class Rounds {
  private static final UUID NOBODY = new UUID(0, 0);

  private final Cursors cursors;

  /** Whose turn was the last one, by kind. */
  private final Map<JobKind, UUID> turns = new ConcurrentHashMap<>();

  Rounds(Cursors cursors) {
    this.cursors = cursors;
  }

  /** Runs a statement and answers the jobs that it has claimed. */
  @FunctionalInterface
  interface Pass<X extends Exception> {
    List<Taken> run(ClaimBatch batch) throws X;
  }

  /** Claims; what was claimed is in the list although a later statement failed. */
  <X extends Exception> void claim(Want want, List<Taken> taken, Pass<X> pass) throws X {
    Lanes lanes = cursors.of(want.kind());
    Lanes.Scan scan = lanes.begin(false);
    int before = taken.size();
    round(want, want.slots(), scan, taken, pass);
    // what was found begins without waiting for a look at what is hardly ever there
    boolean none = taken.size() == before;
    if (none && !scan.cursors().isEmpty() && lanes.mayLookAgain()) {
      round(want, want.slots(), lanes.begin(true), taken, pass);
    }
  }

  private <X extends Exception> void round(
      Want want, int slots, Lanes.Scan scan, List<Taken> taken, Pass<X> pass) throws X {
    int before = taken.size();
    boolean done = false;
    try {
      passes(want, slots, scan, taken, pass);
      List<Taken> found = taken.subList(before, taken.size());
      scan.end(found, found.size() == slots);
      done = true;
    } finally {
      if (!done) {
        scan.fail();
      }
    }
  }

  private <X extends Exception> void passes(
      Want want, int slots, Lanes.Scan scan, List<Taken> taken, Pass<X> pass) throws X {
    int missing = slots;
    List<OrganizationId> only = List.of();
    do {
      UUID after = turns.getOrDefault(want.kind(), NOBODY);
      List<Taken> now = pass.run(new ClaimBatch(want, missing, after, only, scan));
      if (!now.isEmpty()) {
        turns.put(want.kind(), now.getLast().job().organization().value());
      }
      taken.addAll(now);
      missing -= now.size();
      only = hungry(now);
    } while (missing > 0 && !only.isEmpty());
  }

  /** The organizations that took all they could have. */
  private static List<OrganizationId> hungry(List<Taken> taken) {
    Map<OrganizationId, Integer> room = new LinkedHashMap<>();
    for (Taken each : taken) {
      room.merge(each.job().organization(), each.offered() - 1, (a, b) -> a - 1);
    }
    room.values().removeIf(left -> left > 0);
    return List.copyOf(room.keySet());
  }
}
