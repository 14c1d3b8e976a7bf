package dev.clickdeploy.model.image;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A registry's {@code host[:port]} as it stands in image references; an optional path prefix is not
 * part of it.
 */
public record RegistryHost(String value) {
  private static final Pattern FORM =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:]+])(?::([0-9]{1,5}))?");

  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]+)?");

  public RegistryHost {
    value = value.toLowerCase(Locale.ROOT);
    Matcher form = FORM.matcher(value);
    if (!form.matches() || !isPort(form.group(1))) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a registry host of the form host[:port]");
    }
  }

  private static boolean isPort(@Nullable String digits) {
    if (digits == null) {
      return true;
    }
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= 65_535;
  }

  /** Whether the host is this machine: registries there are spoken to over plain HTTP. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
