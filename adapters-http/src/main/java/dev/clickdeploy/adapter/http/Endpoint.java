package dev.clickdeploy.adapter.http;

import java.util.Objects;

/**
 * Something that the server answers.
 *
 * @param template the path, with {@code {…}} for what is an identifier
 */
public record Endpoint(String method, String template, Access access) {
  public Endpoint {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(access, "access");
  }
}
