package dev.clickdeploy.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.KeptImages;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A house whose service is deployed minute by minute, each content to an image of its own. */
final class Shelf implements AutoCloseable {
  final House house = new House();

  /** Puts content into the repository, as a commit of its own. */
  void push(String content) {
    CommitSha sha = new CommitSha("%02x".formatted((int) content.charAt(0)).repeat(20));
    Commit commit = new Commit(sha, "Say " + content, "Ada", Instant.parse("2026-01-01T12:00:00Z"));
    house.push(InMemoryTree.of(Map.of("index.html", content)).at(commit), "refs/heads/main");
    house.clock.advance(Duration.ofMinutes(1));
  }

  /** A deployment of this content that has succeeded. */
  Deployment deployed(String content) {
    push(content);
    return succeeded(house.trigger());
  }

  /** A rollback to it that has succeeded. */
  Deployment rolledBack(Deployment to) {
    house.clock.advance(Duration.ofMinutes(1));
    return succeeded(house.rollBack(to));
  }

  Deployment succeeded(Deployment deployment) {
    Deployment ended = house.ended(deployment);
    assertThat(ended.status()).as("%s", ended.failure()).isEqualTo(DeploymentStatus.SUCCEEDED);
    return ended;
  }

  ImageTidying tidying(KeptImages kept) {
    return new ImageTidying(house.storage, house.registry, kept, house.events, house.clock);
  }

  /** Keeps so many images, whatever their age. */
  ImageTidying keeping(int newest) {
    return tidying(new KeptImages(newest, Duration.ZERO));
  }

  void tidy(int newest) {
    keeping(newest).round(new Cancellation());
  }

  /** Whether the registry has a deployment's image. */
  boolean has(Deployment deployment) {
    return house
        .registry
        .manifest(deployment.image())
        .map(ImageManifest::digest)
        .filter(deployment.image().digest()::equals)
        .isPresent();
  }

  /** Whether it is said to be deleted. */
  boolean isMarked(Deployment deployment) {
    return house.stored(deployment).imageDeletedAt() != null;
  }

  @Override
  public void close() {
    house.close();
  }
}
