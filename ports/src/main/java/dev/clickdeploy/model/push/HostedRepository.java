package dev.clickdeploy.model.push;

import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.util.Locale;

/**
 * A repository by its host's own number for it, which stays when the repository is renamed or
 * transferred.
 */
public record HostedRepository(String value) {
  public HostedRepository {
    Texts.required(value, "a host's repository", 400);
  }

  /**
   * A repository of a host.
   *
   * @param told whose numbers they are
   * @param url any of the repository's URLs
   * @param id the host's number or text for it
   * @throws IllegalArgumentException when the id is blank or too long
   */
  public static HostedRepository of(Trigger told, RepositoryUrl url, String id) {
    String host = url.identity().value().split("/", 2)[0];
    return new HostedRepository(
        "%s:%s#%s"
            .formatted(
                told.name().toLowerCase(Locale.ROOT),
                host,
                Texts.required(id, "a repository's id", 100)));
  }

  @Override
  public String toString() {
    return value;
  }
}
