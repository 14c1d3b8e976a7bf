package dev.clickdeploy.model.build;

import java.util.Objects;

/** Why a plan is as it is: a decision and what in the source or the settings led to it. */
public record Evidence(String decision, String because) {
  public Evidence {
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(because, "because");
  }
}
