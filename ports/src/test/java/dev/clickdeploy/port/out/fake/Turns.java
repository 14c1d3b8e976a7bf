package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which jobs are next: organizations in turn, each one's own jobs by priority and due time. */
final class Turns {
  private static final Comparator<Job> DUE_ORDER =
      Comparator.comparing((Job job) -> job.order().priority())
          .thenComparing(Job::runAt)
          .thenComparing(job -> job.id().toString());

  private final JobRows rows;

  /** Whose turn came last, by kind. */
  private final Map<JobKind, String> last = new HashMap<>();

  Turns(JobRows rows) {
    this.rows = rows;
  }

  /** At most so many due jobs of a kind, within its limits; the rotation goes on behind them. */
  List<Job> next(JobKind kind, int slots) {
    TreeMap<String, Queue<Job>> waiting = waiting(kind);
    int most = Math.min(slots, placesLeft(kind));
    List<Job> next = new ArrayList<>();
    while (next.size() < most && !waiting.isEmpty()) {
      String organization = waiting.higherKey(last.getOrDefault(kind, ""));
      if (organization == null) {
        organization = waiting.firstKey();
      }
      last.put(kind, organization);
      Queue<Job> own = waiting.get(organization);
      next.add(own.remove());
      if (own.isEmpty()) {
        waiting.remove(organization);
      }
    }
    return next;
  }

  /** The due jobs of each organization, at most as many as its limit leaves room for. */
  private TreeMap<String, Queue<Job>> waiting(JobKind kind) {
    Map<OrganizationId, Long> processing = processing(kind);
    TreeMap<String, Queue<Job>> waiting = new TreeMap<>();
    rows.all()
        .filter(job -> job.status() == JobStatus.QUEUED && job.kind().equals(kind))
        .filter(job -> !job.runAt().isAfter(rows.now()))
        .sorted(DUE_ORDER)
        .forEach(
            job -> {
              Queue<Job> own =
                  waiting.computeIfAbsent(job.organization().toString(), o -> new ArrayDeque<>());
              long taken = processing.getOrDefault(job.organization(), 0L) + own.size();
              if (taken < most(rows.limit(kind).perOrganization())) {
                own.add(job);
              }
            });
    waiting.values().removeIf(Queue::isEmpty);
    return waiting;
  }

  private int placesLeft(JobKind kind) {
    KindLimit limit = rows.limit(kind);
    long taken = processing(kind).values().stream().mapToLong(Long::longValue).sum();
    return (int) Math.max(0, most(limit.total()) - taken);
  }

  private Map<OrganizationId, Long> processing(JobKind kind) {
    return rows.all()
        .filter(job -> job.status() == JobStatus.PROCESSING && job.kind().equals(kind))
        .collect(Collectors.groupingBy(Job::organization, Collectors.counting()));
  }

  private static int most(@Nullable Integer limit) {
    return limit == null ? Integer.MAX_VALUE : limit;
  }
}
