package dev.clickdeploy.adapter.registry.harbor;

/** How far a scan, or the making of a bill of materials, has come. */
public enum ScanStatus {
  /** Nobody has asked for it. */
  NOT_SCANNED,
  PENDING,
  RUNNING,
  SUCCESS,
  ERROR,
  STOPPED;

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return this == SUCCESS || this == ERROR || this == STOPPED;
  }

  /**
   * Harbor's own word (goharbor/harbor, src/jobservice/job/status.go); unknown ones are running.
   */
  static ScanStatus of(String word) {
    return switch (word) {
      case "", "Not Scanned" -> NOT_SCANNED;
      case "Pending", "Scheduled" -> PENDING;
      case "Success" -> SUCCESS;
      case "Error" -> ERROR;
      case "Stopped" -> STOPPED;
      default -> RUNNING;
    };
  }
}
