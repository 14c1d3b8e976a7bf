package dev.clickdeploy.adapter.buildkit.auth;

import dev.clickdeploy.model.image.RegistryHost;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How registries are reached that not everybody trusts. It is for what this process asks and tells;
 * a daemon pushes by itself, and has to trust the registry's certificate by its own configuration.
 *
 * @param plainHttp hosts to which images and passwords may travel unencrypted, besides this machine
 * @param tls what is trusted where tokens are fetched; null for what the Java runtime trusts
 */
public record RegistryAccess(Set<RegistryHost> plainHttp, @Nullable SSLContext tls) {
  /** Encrypted, except to this machine, and with what the Java runtime trusts. */
  public static final RegistryAccess USUAL = new RegistryAccess(Set.of(), null);

  public RegistryAccess {
    plainHttp = Set.copyOf(plainHttp);
  }

  /** Whether a registry is spoken to over plain HTTP. */
  public boolean isPlain(RegistryHost host) {
    return host.isLoopback() || plainHttp.contains(host);
  }
}
