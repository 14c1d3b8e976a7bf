package dev.clickdeploy.model.image;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A registry's {@code host[:port]} as it stands in image references; an optional path prefix is not
 * part of it.
 */
public record RegistryHost(String value) {
  private static final Pattern FORM =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:]+])(?::[0-9]{1,5})?");

  public RegistryHost {
    value = value.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a registry host of the form host[:port]");
    }
  }

  /** Whether the host is this machine: registries there are spoken to over plain HTTP. */
  public boolean isLoopback() {
    String name = value.replaceFirst(":[0-9]+$", "");
    return name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]");
  }

  @Override
  public String toString() {
    return value;
  }
}
