package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.contract.ImageRegistryContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry that wants an account. */
class ImageRegistryIT extends ImageRegistryContract {
  private HandPush push;
  private OciRegistry registry;
  private OciRegistry nowhere;

  @BeforeEach
  void open() {
    Secret password = Secret.of(RealRegistries.password());
    push =
        new HandPush(
            RealRegistries.guarded(), new Account(RealRegistries.username(), password).basic());
    registry =
        OciRegistry.at("http://" + RealRegistries.guarded(), RealRegistries.username(), password);
    nowhere = OciRegistry.at("http://127.0.0.1:9", null, null);
  }

  @AfterEach
  void close() {
    push.close();
    registry.close();
    nowhere.close();
  }

  @Override
  protected ImageRegistry registry() {
    return registry;
  }

  @Override
  protected ImageRegistry unreachable() {
    return nowhere;
  }

  @Override
  protected ImageReference place(String tag) {
    return ImageReference.parse(push.reference(tag));
  }

  @Override
  protected ImageManifest push(ImageReference reference, String content) throws Exception {
    byte[] manifest = push.image(reference.tag(), content);
    return new ImageManifest(ImageDigest.of(manifest), HandPush.MANIFEST, 2 + content.length());
  }

  @Test
  void a_manifest_is_read_by_another_account_than_the_registrys_own() throws Exception {
    push(place("other"), "content");
    Secret password = Secret.of(RealRegistries.password());
    try (OciRegistry anonymous = OciRegistry.at("http://" + RealRegistries.guarded(), null, null)) {
      RegistryLogin login =
          new RegistryLogin(anonymous.host(), RealRegistries.username(), password);

      assertThat(anonymous.manifest(place("other"), login))
          .isEqualTo(registry.manifest(place("other")))
          .isPresent();
      assertThatThrownBy(() -> anonymous.manifest(place("other")))
          .isInstanceOf(PortException.class);
      RegistryLogin wrong =
          new RegistryLogin(anonymous.host(), RealRegistries.username(), Secret.of("wr0ng-one"));
      assertThatThrownBy(() -> registry.manifest(place("other"), wrong))
          .isInstanceOf(PortException.class)
          .hasMessageNotContaining("wr0ng-one");
    }
  }
}
