package dev.clickdeploy.adapter.git.lfs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/**
 * Where the batch API of a repository is (git-lfs/docs/api/server-discovery.md).
 *
 * @param url without slash at the end
 * @param headers that its requests need, besides the repository's credentials
 */
public record LfsServer(URI url, Map<String, String> headers) {
  public LfsServer {
    headers = Map.copyOf(headers);
  }

  /** The server that belongs to a repository's {@code http(s)} URL. */
  public static LfsServer of(String repositoryUrl) {
    String url = repositoryUrl.replaceAll("/+$", "");
    return new LfsServer(
        URI.create(url + (url.endsWith(".git") ? "" : ".git") + "/info/lfs"), Map.of());
  }

  /**
   * The server that a host of SSH names in its answer to {@code git-lfs-authenticate}.
   *
   * @throws IllegalArgumentException when it names none
   */
  public static LfsServer authenticated(String json) {
    try {
      JsonNode answer = new ObjectMapper().readTree(json);
      if (!answer.hasNonNull("href")) {
        throw new IllegalArgumentException("its host names no server for Git LFS");
      }
      Map<String, String> headers = new HashMap<>();
      answer
          .path("header")
          .properties()
          .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
      return new LfsServer(http(answer.path("href").asText()), headers);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("its host names no server for Git LFS", e);
    }
  }

  /**
   * The server that a repository's {@code .lfsconfig} names, if it names one.
   *
   * @throws IllegalArgumentException when the file cannot be understood, or names none of HTTP
   */
  public static Optional<LfsServer> configured(String lfsConfig) {
    Config config = new Config();
    try {
      config.fromText(lfsConfig);
    } catch (ConfigInvalidException e) {
      throw new IllegalArgumentException("its .lfsconfig cannot be understood", e);
    }
    String url = config.getString("lfs", null, "url");
    return url == null ? Optional.empty() : Optional.of(new LfsServer(http(url), Map.of()));
  }

  private static URI http(String url) {
    URI uri = URI.create(url.replaceAll("/+$", ""));
    boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "its LFS server is named without https:// or with credentials");
    }
    return uri;
  }
}
