package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.adapter.registry.HandPush;
import dev.clickdeploy.adapter.registry.OciRegistry;
import dev.clickdeploy.adapter.registry.RealRegistries;
import dev.clickdeploy.adapter.registry.harbor.standin.HarborStandIn;
import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryLogin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A stand-in for Harbor, clients of it, and a clock that both go by. */
final class Harbors implements AutoCloseable {
  private static final Account ADMINISTRATOR =
      new Account(HarborStandIn.ADMINISTRATOR, Secret.of(HarborStandIn.PASSWORD));

  final HarborStandIn standIn;
  final HandPush push;
  final List<Duration> waits = new ArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  Harbors() throws IOException {
    standIn = new HarborStandIn(RealRegistries.open(), () -> now);
    push = new HandPush(standIn.host(), ADMINISTRATOR.basic());
    standIn.project("registry-it");
  }

  HandPush pushTo(String repository) {
    return new HandPush(standIn.host(), ADMINISTRATOR.basic(), repository);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  HarborRegistry registry() {
    return registry(standIn.administrator(), HarborOptions.DEFAULT);
  }

  /** Its waits pass at once, on its clock. */
  HarborRegistry registry(RegistryLogin login, HarborOptions options) {
    Account account = new Account(login.username(), login.password());
    HarborRegistry registry =
        new HarborRegistry(
            OciRegistry.at(standIn.url(), login.username(), login.password()),
            RegistryAddress.parse(standIn.url()),
            account,
            RegistryTrust.USUAL,
            options,
            () -> now,
            wait -> {
              waits.add(wait);
              pass(wait);
            });
    opened.add(registry);
    return registry;
  }

  /** Somewhere in the project {@code registry-it}. */
  ImageReference place(String tag) {
    return ImageReference.parse(push.reference(tag));
  }

  ImageManifest pushed(ImageReference reference, String content) throws Exception {
    byte[] manifest = push.image(reference.tag(), content);
    return new ImageManifest(ImageDigest.of(manifest), HandPush.MANIFEST, 2 + content.length());
  }

  PushedImage image(String tag) throws Exception {
    return new PushedImage(place(tag), pushed(place(tag), "content of " + tag).digest());
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    push.close();
    standIn.close();
  }
}
