package dev.clickdeploy.model.build.option;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each step may use. A builder that has no such limit may ignore it; BuildKit knows those of
 * {@link Resources} since 2026.
 *
 * @param sharedMemory bytes of {@code /dev/shm}, null for the builder's default
 */
public record StepLimits(
    NetworkMode network, @Nullable Long sharedMemory, List<Ulimit> ulimits, Resources resources) {
  /** The builder's defaults. */
  public static final StepLimits NONE =
      new StepLimits(NetworkMode.DEFAULT, null, List.of(), Resources.UNLIMITED);

  public StepLimits {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(resources, "resources");
    ulimits = List.copyOf(ulimits);
    if (sharedMemory != null && sharedMemory <= 0) {
      throw new IllegalArgumentException("shared memory needs at least one byte");
    }
  }

  /** Only another network. */
  public static StepLimits network(NetworkMode network) {
    return new StepLimits(network, null, List.of(), Resources.UNLIMITED);
  }

  /**
   * A limit of the kernel (setrlimit(2)) for a step's processes.
   *
   * @param name as ulimit(1) has it, such as {@code nofile}
   * @param soft -1 for none
   * @param hard -1 for none
   */
  public record Ulimit(String name, long soft, long hard) {
    public Ulimit {
      Named.required(List.of(name), "a ulimit's name");
    }
  }

  /**
   * Limits of a step's control group; null leaves one unset.
   *
   * @param memory bytes
   * @param memoryAndSwap bytes, both together; -1 for unlimited swap
   * @param cpuShares relative weight, 1024 is usual
   * @param cpuPeriod microseconds
   * @param cpuQuota microseconds of processor time in each period
   * @param cpus the processors, such as {@code 0-1}
   */
  public record Resources(
      @Nullable Long memory,
      @Nullable Long memoryAndSwap,
      @Nullable Long cpuShares,
      @Nullable Long cpuPeriod,
      @Nullable Long cpuQuota,
      @Nullable String cpus) {
    /** No limit. */
    public static final Resources UNLIMITED = new Resources(null, null, null, null, null, null);

    /** Only a limit of memory, in bytes, without swap beyond it. */
    public static Resources memory(long bytes) {
      return new Resources(bytes, bytes, null, null, null, null);
    }
  }
}
