package dev.clickdeploy.adapter.githost;

import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a git host's API is.
 *
 * @param base without a slash at its end, such as {@code https://git.example/api/v4}
 */
public record HostApi(HostKind kind, URI base) {
  public HostApi {
    Objects.requireNonNull(kind, "kind");
    String scheme = Optional.ofNullable(base.getScheme()).orElse("");
    if (base.getHost() == null
        || !scheme.matches("https?")
        || base.getRawQuery() != null
        || base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "'%s' is not the URL of an API, such as https://git.example/api/v4".formatted(base));
    }
    base = URI.create(base.toString().replaceFirst("/+$", ""));
  }

  /**
   * Reads what an operator says of a host: {@code git.example=gitlab}, or with the API's URL after
   * the kind, {@code git.example=gitlab:https://git.example/sub/api/v4}.
   *
   * @return the host with its API
   * @throws IllegalArgumentException when it has another form
   */
  public static Map.Entry<String, HostApi> parse(String text) {
    String[] parts = text.split("[=:]", 3);
    if (parts.length < 2 || parts[0].isBlank()) {
      throw wrong(text);
    }
    String host = parts[0].strip().toLowerCase(Locale.ROOT);
    HostKind kind =
        switch (parts[1].strip().toLowerCase(Locale.ROOT)) {
          case "github" -> HostKind.GITHUB;
          case "gitlab" -> HostKind.GITLAB;
          case "gitea", "forgejo" -> HostKind.GITEA;
          default -> throw wrong(text);
        };
    return Map.entry(
        host,
        parts.length == 2
            ? usual(kind, "https://" + host)
            : new HostApi(kind, URI.create(parts[2].strip())));
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'%s' is not a host with its kind, such as git.example=gitlab or".formatted(text)
            + " git.example=gitea:https://git.example/api/v1");
  }

  /**
   * The API of a repository's host: by its name, else by who told of a push. It is the repository's
   * own origin, but for github.com, whose API has a name of its own.
   */
  static Optional<HostApi> of(RepositoryUrl repository, Trigger told) {
    String origin = origin(repository);
    return HostKind.named(repository.host())
        .or(() -> HostKind.telling(told))
        .map(
            kind ->
                repository.host().equals("github.com")
                    ? new HostApi(kind, URI.create("https://api.github.com"))
                    : usual(kind, origin));
  }

  private static HostApi usual(HostKind kind, String origin) {
    String path =
        switch (kind) {
          case GITHUB -> "/api/v3";
          case GITLAB -> "/api/v4";
          case GITEA -> "/api/v1";
        };
    return new HostApi(kind, URI.create(origin + path));
  }

  private static String origin(RepositoryUrl repository) {
    URI url = URI.create(repository.value());
    int port = url.getPort();
    return repository.scheme() + "://" + repository.host() + (port < 0 ? "" : ":" + port);
  }
}
