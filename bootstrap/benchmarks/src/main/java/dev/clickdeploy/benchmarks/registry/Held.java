package dev.clickdeploy.benchmarks.registry;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds, as the kernel and the JVM see it.
 *
 * @param threads of the kernel
 * @param virtual threads of executors
 * @param sockets open files that are sockets
 */
record Held(long threads, long virtual, long sockets) {
  /**
   * As it is now.
   *
   * @param dump a file that may be overwritten, absolute
   */
  static Held now(Path dump) throws IOException {
    return new Held(count(Path.of("/proc/self/task")), virtualThreads(dump), openSockets());
  }

  private static long virtualThreads(Path dump) throws IOException {
    Files.deleteIfExists(dump);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
    try (Stream<String> lines = Files.lines(dump)) {
      return lines.filter(line -> line.matches("#\\d+ \".*\" virtual.*")).count();
    }
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    }
  }

  private static long openSockets() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(Held::isSocket).count();
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException e) {
      // it was closed meanwhile
      return false;
    }
  }
}
