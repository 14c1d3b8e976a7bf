package dev.clickdeploy.port.in;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.push.HostedRepository;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pushes that a git host tells by webhook. */
public interface Pushes {
  /**
   * Gives each service of the repository its verdict and queues deployments for those that the push
   * concerns, all written before it returns. Only services whose secret proves the push take part.
   *
   * @return empty when no service's secret proves it, whether or not the repository is known
   */
  Optional<List<Verdict>> receive(Push push);

  /**
   * A push as the git host told it, not yet believed.
   *
   * @param identity the same for every delivery of one push, and for no other push: a branch that
   *     comes back to an earlier commit is deployed again
   * @param key the host's id of the delivery, 1 to 200 characters
   * @param event the host's name for what happened
   * @param headers those that are worth keeping
   * @param proof whether a service's webhook secret proves the raw request
   * @param hosted what the host calls the repository however it is named; null when it does not say
   */
  record Push(
      Pushed pushed,
      String identity,
      String key,
      String event,
      Map<String, String> headers,
      Predicate<Secret> proof,
      @Nullable HostedRepository hosted) {
    public Push {
      Objects.requireNonNull(pushed, "pushed");
      Objects.requireNonNull(identity, "identity");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(event, "event");
      headers = Map.copyOf(headers);
      Objects.requireNonNull(proof, "proof");
    }

    /** To a repository that is known by its URL alone. */
    public Push(
        Pushed pushed,
        String identity,
        String key,
        String event,
        Map<String, String> headers,
        Predicate<Secret> proof) {
      this(pushed, identity, key, event, headers, proof, null);
    }
  }
}
