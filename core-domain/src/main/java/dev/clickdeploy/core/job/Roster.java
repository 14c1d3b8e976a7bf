package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.JobId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The jobs that run here now. A job that was lost and claimed anew may be here twice. */
final class Roster {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptied = lock.newCondition();
  private final Map<Claim, RunningJob> running = new LinkedHashMap<>();

  void add(RunningJob job) {
    lock.lock();
    try {
      running.put(job.claim(), job);
    } finally {
      lock.unlock();
    }
  }

  void remove(RunningJob job) {
    lock.lock();
    try {
      running.remove(job.claim());
      if (running.isEmpty()) {
        emptied.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  List<RunningJob> all() {
    lock.lock();
    try {
      return List.copyOf(running.values());
    } finally {
      lock.unlock();
    }
  }

  List<RunningJob> of(JobId id) {
    return all().stream().filter(running -> running.job().id().equals(id)).toList();
  }

  int size() {
    lock.lock();
    try {
      return running.size();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no job runs, at most so long. */
  void awaitEmpty(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (!running.isEmpty() && left > 0) {
        left = emptied.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
