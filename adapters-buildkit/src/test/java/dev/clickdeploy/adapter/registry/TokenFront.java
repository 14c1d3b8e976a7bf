package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import java.net.InetAddress;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A token service in front of the real registry, and what is pushed behind its back. */
final class TokenFront implements AutoCloseable {
  private static final String USERNAME = "robot$builder";
  private static final String PASSWORD = "hush-hush";

  private final HandPush push = new HandPush(RealRegistries.open(), null);
  private final ForwardingRegistry real = new ForwardingRegistry(RealRegistries.open());
  final TokenService tokens =
      new TokenService(USERNAME, PASSWORD, InstantSource.system(), real::answer);
  private final StubRegistry front;
  private final OciRegistry registry;

  TokenFront(@Nullable SSLContext tls, RegistryTrust trust) {
    front = new StubRegistry(InetAddress.getLoopbackAddress(), tls, tokens::answer);
    tokens.realm(front.url() + "/service/token");
    registry = OciRegistry.at(front.url(), USERNAME, Secret.of(PASSWORD), trust);
  }

  OciRegistry registry() {
    return registry;
  }

  ImageReference place(String tag) {
    return ImageReference.parse(front.host() + "/" + push.repository + ":" + tag);
  }

  ImageManifest push(String tag, String content) throws Exception {
    byte[] manifest = push.image(tag, content);
    return new ImageManifest(ImageDigest.of(manifest), HandPush.MANIFEST, 2 + content.length());
  }

  @Override
  public void close() {
    registry.close();
    front.close();
    real.close();
    push.close();
  }
}
