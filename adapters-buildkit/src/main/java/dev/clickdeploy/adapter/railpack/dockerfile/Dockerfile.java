package dev.clickdeploy.adapter.railpack.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Dockerfile while it is written. Nothing in it may change between equal plans. */
public final class Dockerfile {
  private final List<Stage> stages = new ArrayList<>();

  /** A stage that later ones copy from or begin with. */
  public Stage stage(String image, String name) {
    return add(new Stage(image + " AS " + name));
  }

  /** The stage that becomes the image. */
  public Stage stage(String image) {
    return add(new Stage(image));
  }

  private Stage add(Stage stage) {
    stages.add(stage);
    return stage;
  }

  /** The stages so far, with an empty line between them. */
  public String text() {
    return stages.stream().map(Stage::text).collect(Collectors.joining("\n"));
  }
}
