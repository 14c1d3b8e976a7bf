package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.contract.ImageRegistryContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The registry behind a token service, both under an authority of their own. */
class TokensRegistryIT extends ImageRegistryContract {
  private static final TestAuthority AUTHORITY = new TestAuthority();

  private TokenFront front;
  private OciRegistry nowhere;

  @BeforeEach
  void open() throws Exception {
    front = new TokenFront(AUTHORITY.server(), RegistryTrust.of(AUTHORITY.pem(), false));
    nowhere = OciRegistry.at("https://127.0.0.1:9", null, null);
  }

  @AfterEach
  void close() {
    front.close();
    nowhere.close();
  }

  @Override
  protected ImageRegistry registry() {
    return front.registry();
  }

  @Override
  protected ImageRegistry unreachable() {
    return nowhere;
  }

  @Override
  protected ImageReference place(String tag) {
    return front.place(tag);
  }

  @Override
  protected ImageManifest push(ImageReference reference, String content) throws Exception {
    return front.push(reference.tag(), content);
  }
}
