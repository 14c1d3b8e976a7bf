package dev.clickdeploy.adapter.githost;

import dev.clickdeploy.model.deployment.Trigger;
import java.util.Optional;

/** Whose API a git host has. */
public enum HostKind {
  /** GitHub and GitHub Enterprise Server. */
  GITHUB,
  GITLAB,
  /** Gitea and Forgejo. */
  GITEA;

  /** What a host is as far as its name tells: those of the public ones are known. */
  static Optional<HostKind> named(String host) {
    return switch (host) {
      case "github.com" -> Optional.of(GITHUB);
      case "gitlab.com" -> Optional.of(GITLAB);
      case "codeberg.org", "gitea.com" -> Optional.of(GITEA);
      default -> labelled(host.split("\\.", -1)[0]);
    };
  }

  /** Most installations are called what they are. */
  private static Optional<HostKind> labelled(String first) {
    return switch (first) {
      case "github", "ghe" -> Optional.of(GITHUB);
      case "gitlab" -> Optional.of(GITLAB);
      case "gitea", "forgejo" -> Optional.of(GITEA);
      default -> Optional.empty();
    };
  }

  /** What a host is that has told a push so. */
  static Optional<HostKind> telling(Trigger told) {
    return switch (told) {
      case GITHUB -> Optional.of(GITHUB);
      case GITLAB -> Optional.of(GITLAB);
      case GITEA -> Optional.of(GITEA);
      case API, BITBUCKET, SWEEP, REDEPLOY, ROLLBACK -> Optional.empty();
    };
  }
}
