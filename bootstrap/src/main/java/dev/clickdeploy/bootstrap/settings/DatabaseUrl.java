package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.model.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is. Read from {@code postgres://user:password@host:port/database?options} or
 * {@code jdbc:postgresql://host:port/database?user=…&password=…}.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseUrl(String jdbcUrl, @Nullable String user, @Nullable Secret password) {
  static final String NAME = "DATABASE_URL";
  private static final String FORM =
      "postgres://user:password@host:port/database or jdbc:postgresql://host:port/database";

  static DatabaseUrl parse(String text) {
    String plain = text.startsWith("jdbc:") ? text.substring(5) : text;
    if (!plain.matches("postgres(ql)?://.+")) {
      throw SettingException.wrongSecret(NAME, FORM);
    }
    URI uri;
    try {
      uri = URI.create(plain);
    } catch (IllegalArgumentException e) {
      throw SettingException.wrongSecret(NAME, FORM);
    }
    if (uri.getRawAuthority() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw SettingException.wrongSecret(NAME, FORM);
    }
    return withCredentials(uri);
  }

  private static DatabaseUrl withCredentials(URI uri) {
    String authority = uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String user = null;
    String password = null;
    if (at >= 0) {
      String[] parts = authority.substring(0, at).split(":", 2);
      user = decoded(parts[0]);
      password = parts.length > 1 ? decoded(parts[1]) : null;
    }
    StringBuilder rest = new StringBuilder();
    for (String option : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
      if (option.startsWith("user=")) {
        user = decoded(option.substring(5));
      } else if (option.startsWith("password=")) {
        password = decoded(option.substring(9));
      } else if (!option.isEmpty()) {
        rest.append(rest.isEmpty() ? "?" : "&").append(option);
      }
    }
    String jdbc = "jdbc:postgresql://" + authority.substring(at + 1) + uri.getRawPath() + rest;
    return new DatabaseUrl(
        jdbc, user, password == null || password.isEmpty() ? null : Secret.of(password));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Host, port and database without credentials, for messages. */
  @Override
  public String toString() {
    return jdbcUrl.replaceFirst("\\?.*", "").replaceFirst("^jdbc:", "");
  }
}
