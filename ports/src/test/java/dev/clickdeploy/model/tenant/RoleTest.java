package dev.clickdeploy.model.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
  @ParameterizedTest
  @CsvSource({
    "OWNER, OWNER, true",
    "OWNER, DEPLOYER, true",
    "OWNER, VIEWER, true",
    "DEPLOYER, OWNER, false",
    "DEPLOYER, DEPLOYER, true",
    "DEPLOYER, VIEWER, true",
    "VIEWER, OWNER, false",
    "VIEWER, DEPLOYER, false",
    "VIEWER, VIEWER, true"
  })
  void a_role_includes_those_that_may_less(Role role, Role other, boolean includes) {
    assertThat(role.includes(other)).isEqualTo(includes);
  }
}
