package dev.clickdeploy.adapter.buildkit.endpoint;

import dev.clickdeploy.adapter.buildkit.failure.DaemonTrouble;
import dev.clickdeploy.adapter.buildkit.transport.DaemonConnection;
import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import dev.clickdeploy.model.build.option.Platform;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The daemons of one client. A build goes where its cache scope belongs, unless that daemon is dead
 * or has far more to do than the others. With several daemons each is asked regularly how it is.
 */
public final class Pool implements AutoCloseable {
  private final IoThreads threads;
  private final List<Member> members;
  private final @Nullable Future<?> rounds;

  /**
   * Daemons that are connected to when they are first used.
   *
   * @param pause between two looks at each daemon's health
   * @throws IllegalArgumentException when there is none, or an address or a certificate cannot be
   *     read
   */
  public Pool(List<Endpoint> endpoints, IoThreads threads, Duration pause) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("at least one BuildKit address is needed");
    }
    this.threads = threads;
    this.members = members(endpoints.stream().distinct().toList(), threads);
    this.rounds =
        members.size() == 1
            ? null
            : threads
                .network()
                .scheduleWithFixedDelay(
                    () -> members.forEach(this::look), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static List<Member> members(List<Endpoint> endpoints, IoThreads threads) {
    List<Member> members = new ArrayList<>();
    try {
      for (Endpoint endpoint : endpoints) {
        members.add(new Member(endpoint, threads));
      }
      return List.copyOf(members);
    } catch (IllegalArgumentException e) {
      members.forEach(member -> member.connection.close());
      throw e;
    }
  }

  private void look(Member member) {
    try {
      threads.workers().execute(member::look);
    } catch (RejectedExecutionException e) {
      // the client is closing
    }
  }

  /** A build's place at a daemon, until it is closed. */
  public final class Place implements AutoCloseable {
    private final Member member;

    private Place(Member member) {
      this.member = member;
    }

    /** The way to the daemon. */
    public DaemonConnection connection() {
      return member.connection;
    }

    /** Something went wrong there: the daemon is looked at now and not at its turn. */
    public void suspect() {
      look(member);
    }

    /** Gives the place free. */
    @Override
    public void close() {
      member.running.decrementAndGet();
    }
  }

  /**
   * Takes a place at a daemon that answers.
   *
   * @param scope builds of equal scope go to the same daemon if they can
   * @param platforms what is built for; daemons that are known not to are avoided
   * @throws PortException of class INFRASTRUCTURE when no daemon answers
   */
  public Place take(String scope, List<Platform> platforms) {
    List<Member> untried = new ArrayList<>(members);
    List<PortException> troubles = new ArrayList<>();
    while (!untried.isEmpty()) {
      Member member = reserve(untried, scope, platforms);
      untried.remove(member);
      try {
        member.examine();
        return new Place(member);
      } catch (PortException e) {
        member.running.decrementAndGet();
        troubles.add(e);
      }
    }
    throw DaemonTrouble.noneReachable(troubles);
  }

  private synchronized Member reserve(
      List<Member> untried, String scope, List<Platform> platforms) {
    Member chosen = Choice.of(untried, scope, platforms);
    chosen.running.incrementAndGet();
    return chosen;
  }

  /** What is known of each daemon. */
  public List<EndpointStatus> status() {
    return members.stream().map(Member::status).toList();
  }

  /** Every daemon's connection. */
  public List<DaemonConnection> connections() {
    return members.stream().map(member -> member.connection).toList();
  }

  /**
   * Asks each daemon and describes those that answer.
   *
   * @throws PortException of class INFRASTRUCTURE when none does
   */
  public String check() {
    List<String> described = new ArrayList<>();
    List<PortException> troubles = new ArrayList<>();
    for (Member member : members) {
      try {
        described.add(member.examine().description());
      } catch (PortException e) {
        troubles.add(e);
      }
    }
    if (described.isEmpty()) {
      throw DaemonTrouble.noneReachable(troubles);
    }
    troubles.forEach(trouble -> described.add(trouble.failure().message()));
    return described.stream().collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    if (rounds != null) {
      rounds.cancel(false);
    }
    members.forEach(member -> member.connection.close());
  }
}
