package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.contract.ImageBuilderContract;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ImageBuilderIT extends ImageBuilderContract {
  private static BuildKit buildKit;
  private static BuildKit nowhere;

  @BeforeAll
  static void connect() {
    buildKit = RealParts.buildKit();
    nowhere = BuildKit.connect("tcp://127.0.0.1:9");
  }

  @AfterAll
  static void close() {
    buildKit.close();
    nowhere.close();
  }

  @Override
  protected ImageBuilder builder() {
    return buildKit;
  }

  @Override
  protected ImageBuilder unreachable() {
    return nowhere;
  }

  @Override
  protected ImageReference image() {
    return RealParts.image();
  }

  @Override
  protected Optional<ImageDigest> pushed(ImageReference reference) throws Exception {
    RegistryProbe registry = RegistryProbe.open();
    return registry.has(reference) ? Optional.of(registry.digest(reference)) : Optional.empty();
  }

  private static BuildPlan running(String command) {
    return Requests.of(InMemoryTree.empty())
        .generated("FROM debian:trixie-slim\nCOPY . /\nRUN " + command + "\n")
        .build()
        .plan();
  }

  @Override
  protected BuildPlan succeeding(String line) {
    return running("echo " + line);
  }

  @Override
  protected BuildPlan failing(String line) {
    return running("echo " + line + " >&2; exit 3");
  }

  @Override
  protected BuildPlan endless() {
    return running("sleep 600");
  }
}
