package dev.clickdeploy.adapter.buildkit.request;

import dev.clickdeploy.model.build.option.StepLimits;
import dev.clickdeploy.model.build.option.StepLimits.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What steps may use, in the Dockerfile frontend's words (BuildKit, frontend/dockerui). */
final class StepAttributes {
  private final Map<String, String> attributes = new HashMap<>();

  private StepAttributes() {}

  static Map<String, String> of(StepLimits limits) {
    StepAttributes steps = new StepAttributes();
    switch (limits.network()) {
      case DEFAULT -> {}
      case NONE -> steps.put("force-network-mode", "none");
      case HOST -> steps.put("force-network-mode", "host");
    }
    steps.put("shm-size", limits.sharedMemory());
    if (!limits.ulimits().isEmpty()) {
      steps.put(
          "ulimit",
          limits.ulimits().stream()
              .map(u -> "%s=%d:%d".formatted(u.name(), u.soft(), u.hard()))
              .collect(Collectors.joining(",")));
    }
    steps.resources(limits.resources());
    return steps.attributes;
  }

  private void resources(Resources resources) {
    put("memory", resources.memory());
    put("memswap", resources.memoryAndSwap());
    put("cpushares", resources.cpuShares());
    put("cpuperiod", resources.cpuPeriod());
    put("cpuquota", resources.cpuQuota());
    put("cpusetcpus", resources.cpus());
  }

  private void put(String name, @Nullable Object value) {
    if (value != null) {
      attributes.put(name, value.toString());
    }
  }
}
