package dev.clickdeploy.adapter.railpack.python;

import java.util.Map;
import java.util.Optional;

/** pip, which comes with Python (pip.pypa.io). */
final class Pip {
  static final String COMMAND = "pip";
  static final String VENV = "python -m venv /app/.venv";

  private Pip() {}

  static PackageManager of(Requirements requirements) {
    return new PackageManager(
        COMMAND,
        Optional.empty(),
        "there is " + Requirements.FILE,
        requirements.files(),
        requirements.sources().map(line -> "pip installs '%s' of the tree".formatted(shown(line))),
        Map.of(),
        PackageManager.PIP_CACHE,
        VENV + " && pip install -r " + Requirements.FILE,
        Optional.empty());
  }

  private static String shown(String line) {
    String plain = line.replaceAll("\\p{Cntrl}", " ");
    return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
  }
}
