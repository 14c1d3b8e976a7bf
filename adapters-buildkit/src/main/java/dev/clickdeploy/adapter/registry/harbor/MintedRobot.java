package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;

/** A robot account with its secret, which Harbor tells once. */
public record MintedRobot(HarborRobot robot, Secret secret) {
  /** As whom a client logs in at this host. */
  public RegistryLogin login(RegistryHost host) {
    return new RegistryLogin(host, robot.name(), secret);
  }
}
