package dev.clickdeploy.core;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The threads of click-deploy that live now, virtual ones too. */
public final class LiveThreads {
  private LiveThreads() {}

  /** The lines of a thread dump that name one. */
  public static List<String> ofClickDeploy() {
    try {
      Path directory = Files.createTempDirectory("threads");
      Path dump = directory.resolve("dump.txt");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      List<String> lines = Files.readAllLines(dump);
      Files.delete(dump);
      Files.delete(directory);
      return lines.stream().filter(line -> line.contains("\"click-deploy-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
