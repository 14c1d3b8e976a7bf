package dev.clickdeploy.adapter.postgres.sql;

import dev.clickdeploy.model.tenant.Name;
import java.util.Locale;

/** How names are compared: without case, the same under every collation of a database. */
public final class Names {
  private Names() {}

  /** What the unique indexes hold. */
  public static String folded(Name name) {
    return name.value().toLowerCase(Locale.ROOT);
  }
}
