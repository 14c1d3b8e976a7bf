package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.adapter.githost.HostApi;
import dev.clickdeploy.core.PushSettings;
import dev.clickdeploy.model.deployment.DeploymentId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What git hosts are told, and how their pushes are looked for.
 *
 * @param publicUrl where people reach this server; null when they do not
 * @param apis API by git host, for hosts whose name does not tell
 * @param pushes how pushes are looked for and remembered
 */
public record HostSettings(
    @Nullable URI publicUrl, Map<String, HostApi> apis, PushSettings pushes) {
  private static final String PUBLIC_URL = "CLICKDEPLOY_PUBLIC_URL";
  private static final String APIS = "CLICKDEPLOY_GIT_APIS";

  public HostSettings {
    apis = Map.copyOf(apis);
  }

  static HostSettings of(Values values) {
    Map<String, HostApi> apis = new HashMap<>();
    for (String text : values.list(APIS)) {
      try {
        Map.Entry<String, HostApi> entry = HostApi.parse(text);
        apis.put(entry.getKey(), entry.getValue());
      } catch (IllegalArgumentException e) {
        throw new SettingException(APIS + ": " + e.getMessage());
      }
    }
    PushSettings usual = PushSettings.DEFAULT;
    return new HostSettings(
        values.text(PUBLIC_URL).map(HostSettings::url).orElse(null),
        apis,
        new PushSettings(
            values.durationOrOff("CLICKDEPLOY_SWEEP_INTERVAL", usual.sweepInterval()),
            values.duration("CLICKDEPLOY_KEEP_DELIVERIES", usual.keepDeliveries())));
  }

  private static URI url(String text) {
    String accepted = "the URL at which people reach this server, such as https://deploy.example";
    try {
      URI url = new URI(text.replaceFirst("/+$", ""));
      if (url.getHost() != null
          && url.getScheme().matches("https?")
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw SettingException.wrong(PUBLIC_URL, text, accepted);
    }
    throw SettingException.wrong(PUBLIC_URL, text, accepted);
  }

  /** Where people see a deployment. */
  public Optional<URI> link(DeploymentId deployment) {
    return Optional.ofNullable(publicUrl)
        .map(url -> URI.create(url + "/v1/click-deploy/deployments/" + deployment));
  }
}
