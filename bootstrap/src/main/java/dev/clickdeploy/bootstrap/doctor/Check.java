package dev.clickdeploy.bootstrap.doctor;

/**
 * One thing that must be right.
 *
 * @param mend what to do when the probe's failure does not say it
 */
record Check(String name, Probe probe, String mend) {
  /** Looks at the real thing. */
  @FunctionalInterface
  interface Probe {
    /** What was found, in a few words; an exception when it is not right. */
    String look() throws Exception;
  }
}
