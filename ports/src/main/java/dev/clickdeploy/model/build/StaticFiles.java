package dev.clickdeploy.model.build;

import java.util.Objects;

/**
 * Files that a web server serves as they are.
 *
 * @param root directory below the app, {@code .} for all of it
 * @param spa whether unknown paths get index.html, as routers in the browser need
 */
public record StaticFiles(String root, boolean spa) {
  public StaticFiles {
    Objects.requireNonNull(root, "root");
  }
}
