package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The robot accounts that this process has made for builds, one for each project. They are in
 * memory only, expire within days, and end with the process; what a process left behind that was
 * killed is removed once it has expired.
 */
final class ProjectRobots implements AutoCloseable {
  private static final String PREFIX = "click-deploy-";

  /** Twice the longest life, so that what a build holds opens until it ends. */
  private static final int DAYS = 2;

  private final HarborRobots robots;
  private final Duration life;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  private static final class Kept {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable MintedRobot current;
    private @Nullable HarborRobot former;
    private Instant since = Instant.MIN;
  }

  ProjectRobots(HarborRobots robots, Duration life, InstantSource clock) {
    this.robots = robots;
    this.life = life;
    this.clock = clock;
  }

  /** An account that may pull from and push to a project, made anew when there is none. */
  MintedRobot of(String project) {
    Kept mine = kept.computeIfAbsent(project, name -> new Kept());
    mine.lock.lock();
    try {
      @Nullable MintedRobot current = mine.current;
      return current != null && isGood(mine, current) ? current : renewed(project, mine);
    } finally {
      mine.lock.unlock();
    }
  }

  /** Young enough, and not ended by somebody else. */
  private boolean isGood(Kept mine, MintedRobot current) {
    return clock.instant().isBefore(mine.since.plus(life))
        && robots.find(current.robot().id()).isPresent();
  }

  /** What builds may still hold is ended one life later. */
  private MintedRobot renewed(String project, Kept mine) {
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    MintedRobot made = robots.mint(project, PREFIX + random, DAYS, RobotRights.PUSH);
    @Nullable HarborRobot retired = mine.former;
    mine.former = mine.current == null ? null : mine.current.robot();
    mine.current = made;
    mine.since = clock.instant();
    tidy(project, retired);
    return made;
  }

  private void tidy(String project, @Nullable HarborRobot retired) {
    try {
      Optional.ofNullable(retired).ifPresent(robots::delete);
      robots.list(project).stream()
          .filter(robot -> robot.name().contains(PREFIX) && robot.isExpired(clock.instant()))
          .forEach(robots::delete);
    } catch (PortException e) {
      // they open nothing, or not for long; the next one made tries again
    }
  }

  /** Ends them all, as long as Harbor answers; the others expire. */
  @Override
  public void close() {
    try {
      for (Kept each : kept.values()) {
        Optional.ofNullable(each.current).map(MintedRobot::robot).ifPresent(robots::delete);
        Optional.ofNullable(each.former).ifPresent(robots::delete);
      }
    } catch (PortException e) {
      // it does not answer, or this account may make robots but not end them
    }
    kept.clear();
  }
}
