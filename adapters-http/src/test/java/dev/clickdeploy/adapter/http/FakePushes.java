package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.in.Pushes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One repository's services with their secrets; it remembers what it received and believed. */
final class FakePushes implements Pushes {
  final List<Push> believed = Collections.synchronizedList(new ArrayList<>());
  private final List<Target> targets = new ArrayList<>();

  private record Target(RepositoryIdentity repository, Secret secret, Verdict verdict) {}

  void service(String repository, String secret, Verdict verdict) {
    targets.add(new Target(new RepositoryUrl(repository).identity(), Secret.of(secret), verdict));
  }

  @Override
  public Optional<List<Verdict>> receive(Push push) {
    List<Verdict> verdicts =
        targets.stream()
            .filter(t -> t.repository().equals(push.pushed().repository().identity()))
            .filter(t -> push.proof().test(t.secret()))
            .map(Target::verdict)
            .toList();
    if (verdicts.isEmpty()) {
      return Optional.empty();
    }
    believed.add(push);
    return Optional.of(verdicts);
  }
}
