package dev.clickdeploy.adapter.registry.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.registry.harbor.standin.HarborStandIn;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.contract.ImageRegistryContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stand-in for Harbor as an image registry. */
class HarborRegistryIT extends ImageRegistryContract {
  private Harbors harbors;
  private HarborRegistry registry;
  private HarborRegistry nowhere;

  @BeforeEach
  void open() throws Exception {
    harbors = new Harbors();
    registry = harbors.registry();
    nowhere =
        HarborRegistry.at(
            "http://127.0.0.1:9",
            "admin",
            Secret.of("any"),
            RegistryTrust.USUAL,
            HarborOptions.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    harbors.close();
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
    return harbors.place(tag);
  }

  @Override
  protected ImageManifest push(ImageReference reference, String content) throws Exception {
    return harbors.pushed(reference, content);
  }

  @Test
  void its_version_is_told() {
    assertThat(registry.version()).contains("v2.16.0-stand-in");
  }

  @Test
  void a_part_that_images_do_not_need_may_be_sick() {
    harbors.standIn.sick("portal");

    registry.check();

    assertThat(registry.health().isHealthy()).isFalse();
    assertThat(registry.health().obstacles()).isEmpty();
  }

  @Test
  void a_sick_part_that_images_need_is_named() {
    harbors.standIn.sick("database");

    PortException thrown = catchThrowableOfType(PortException.class, registry::check);

    assertThat(thrown).hasMessageContaining("database");
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
  }

  @Test
  void a_wrong_password_does_not_pass_the_check() {
    RegistryLogin wrong =
        new RegistryLogin(registry.host(), HarborStandIn.ADMINISTRATOR, Secret.of("wr0ng-one"));

    PortException thrown =
        catchThrowableOfType(
            PortException.class, () -> harbors.registry(wrong, HarborOptions.DEFAULT).check());

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(thrown.failure().mend()).contains("REGISTRY_PASSWORD");
    assertThat(thrown + thrown.failure().toString()).doesNotContain("wr0ng-one");
  }

  @Test
  void a_fault_of_harbors_own_is_retried_where_that_is_safe_and_told_without_its_insides() {
    harbors.standIn.breakDown(2);
    assertThat(registry.version()).isPresent();

    harbors.standIn.breakDown(100);
    PortException thrown = catchThrowableOfType(PortException.class, registry::version);
    assertThat(thrown).hasMessageContaining("500").hasMessageContaining("internal server error");
    assertThat(thrown.isRetryable()).isTrue();
  }

  @Test
  void no_cookie_is_ever_sent_back() throws Exception {
    registry.version();
    registry.prepare(harbors.place("any").withTag("x"), null);

    assertThat(registry.projects().ensure("made-after-a-cookie")).isTrue();
  }
}
