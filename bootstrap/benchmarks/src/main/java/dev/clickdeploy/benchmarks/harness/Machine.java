package dev.clickdeploy.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the figures were taken on. */
final class Machine {
  private Machine() {}

  /** Processor, memory, operating system, Java, and how busy the machine already was. */
  static Map<String, Object> facts() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cpu", field(Path.of("/proc/cpuinfo"), "model name"));
    facts.put("cores", system.getAvailableProcessors());
    facts.put("memory", field(Path.of("/proc/meminfo"), "MemTotal"));
    facts.put("os", system.getName() + " " + system.getVersion() + " " + system.getArch());
    facts.put("java", Runtime.version().toString());
    facts.put("loadBefore", system.getSystemLoadAverage());
    return facts;
  }

  /** The first {@code name : value} of a file of the kernel. */
  static String field(Path file, String name) {
    try {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).strip().equals(name)) {
          return line.substring(colon + 1).strip();
        }
      }
      return "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }
}
