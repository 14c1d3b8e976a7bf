package dev.clickdeploy.adapter.githost;

import java.net.UnknownHostException;

/** Which hosts may be asked. */
@FunctionalInterface
public interface HostAccess {
  /**
   * Refuses a host by its name and the addresses that it has now.
   *
   * @throws dev.clickdeploy.port.out.PortException when it is not to be asked
   * @throws UnknownHostException when it has no address
   */
  void check(String host) throws UnknownHostException;
}
