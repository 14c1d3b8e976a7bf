package dev.clickdeploy.model.tenant;

import dev.clickdeploy.model.Texts;

/** A display name of an organization, a project or a service: 1 to 100 characters. */
public record Name(String value) {
  /** Longest accepted name, in characters. */
  public static final int MAX_LENGTH = 100;

  public Name {
    Texts.required(value, "name", MAX_LENGTH);
  }

  @Override
  public String toString() {
    return value;
  }
}
