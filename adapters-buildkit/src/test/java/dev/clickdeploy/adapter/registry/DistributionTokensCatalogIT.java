package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.contract.ImageCatalogContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The catalog behind a token service of distribution's manner, under an authority of its own. */
class DistributionTokensCatalogIT extends ImageCatalogContract {
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private TokenFront front;

  @BeforeEach
  void open() throws Exception {
    front = new TokenFront(AUTHORITY.server(), RegistryTrust.of(AUTHORITY.pem(), false));
    front.tokens.manner(TokenService.Manner.DISTRIBUTION);
  }

  @AfterEach
  void close() {
    front.close();
  }

  @Override
  protected ImageRegistry registry() {
    return front.registry();
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
