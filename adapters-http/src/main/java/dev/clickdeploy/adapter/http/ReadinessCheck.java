package dev.clickdeploy.adapter.http;

import java.util.Objects;

/**
 * Something without which no deployment can succeed.
 *
 * @param probe returns normally when all is well; its exception's message says what is wrong
 */
public record ReadinessCheck(String name, Runnable probe) {
  public ReadinessCheck {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(probe, "probe");
  }
}
