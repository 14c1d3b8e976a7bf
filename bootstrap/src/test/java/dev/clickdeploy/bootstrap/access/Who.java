package dev.clickdeploy.bootstrap.access;

import dev.clickdeploy.adapter.http.Access;
import dev.clickdeploy.model.tenant.Role;
import org.jspecify.annotations.Nullable;

/** Whoever may come. */
enum Who {
  NOBODY(null),
  UNKNOWN(null),
  ADMINISTRATOR(null),
  FOREIGN_OWNER(Role.OWNER),
  OWNER_OF_ANOTHER_PROJECT(Role.OWNER),
  OWNER_OF_THE_PROJECT(Role.OWNER),
  VIEWER(Role.VIEWER),
  DEPLOYER(Role.DEPLOYER),
  OWNER(Role.OWNER);

  private final @Nullable Role role;

  Who(@Nullable Role role) {
    this.role = role;
  }

  @Nullable String token(Ground ground) {
    return switch (this) {
      case NOBODY -> null;
      case UNKNOWN -> "clickdeploy_" + "x".repeat(43);
      case ADMINISTRATOR -> Ground.ADMIN;
      case FOREIGN_OWNER -> ground.token(ground.globex, Role.OWNER, null);
      case OWNER_OF_ANOTHER_PROJECT -> ground.token(ground.acme, Role.OWNER, ground.blog);
      case OWNER_OF_THE_PROJECT -> ground.token(ground.acme, Role.OWNER, ground.shop);
      case VIEWER -> ground.token(ground.acme, Role.VIEWER, null);
      case DEPLOYER -> ground.token(ground.acme, Role.DEPLOYER, null);
      case OWNER -> ground.token(ground.acme, Role.OWNER, null);
    };
  }

  /** Whether it is to be told nothing of the first organization's first project. */
  boolean isStranger() {
    return this == FOREIGN_OWNER || this == OWNER_OF_ANOTHER_PROJECT;
  }

  /** The status by rule. */
  int expected(Access access, Row row) {
    return switch (access) {
      case OPEN -> row.success();
      case ADMIN -> this == ADMINISTRATOR ? row.success() : role == null ? 401 : 403;
      case VIEWER -> expected(Role.VIEWER, row);
      case DEPLOYER -> expected(Role.DEPLOYER, row);
      case OWNER -> expected(Role.OWNER, row);
    };
  }

  private int expected(Role needed, Row row) {
    if (role == null) {
      return this == ADMINISTRATOR ? 403 : 401;
    }
    return role.includes(needed) ? expected(row) : 403;
  }

  private int expected(Row row) {
    boolean ofOneProject = this == OWNER_OF_ANOTHER_PROJECT || this == OWNER_OF_THE_PROJECT;
    if (ofOneProject && row.reach() == Row.Reach.ORGANIZATION) {
      return 403;
    }
    boolean hidden =
        isStranger() || this == OWNER_OF_THE_PROJECT && row.subject() == Subject.EMPTY_PROJECT;
    return hidden && row.subject() != Subject.NONE ? 404 : row.success();
  }
}
