package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.contract.ImageCatalogContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The catalog behind a token service of Harbor's manner. */
class HarborTokensCatalogIT extends ImageCatalogContract {
  private TokenFront front;

  @BeforeEach
  void open() {
    front = new TokenFront(null, RegistryTrust.USUAL);
    front.tokens.manner(TokenService.Manner.HARBOR);
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
