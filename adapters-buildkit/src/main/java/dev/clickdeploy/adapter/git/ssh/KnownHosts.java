package dev.clickdeploy.adapter.git.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * The keys of hosts, as lines of known_hosts (sshd(8)). A host that a list does not name has the
 * keys that large git hosts have published, if it is one of them.
 */
public final class KnownHosts {
  private static final KnownHosts PUBLISHED = new KnownHosts(entries(PublishedKeys.LINES));

  private final List<Entry> entries;

  private record Entry(KnownHostEntry line, PublicKey key) {
    boolean names(String host, int port) {
      return line.isHostMatch(host, port);
    }

    boolean isRevoked() {
      return "revoked".equals(line.getMarker());
    }

    /** A certificate authority's key is none of a host. */
    boolean isHostKey() {
      return line.getMarker() == null;
    }
  }

  private KnownHosts(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads a list; empty lines and comments are skipped, and so are keys of kinds that we do not
   * know.
   *
   * @throws IllegalArgumentException naming the line that is none of known_hosts
   */
  public static KnownHosts parse(String text) {
    return new KnownHosts(entries(text));
  }

  private static List<Entry> entries(String text) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
        add(entries, lines.get(i), i + 1);
      }
    }
    return entries;
  }

  private static void add(List<Entry> entries, String text, int number) {
    try {
      KnownHostEntry line = KnownHostEntry.parseKnownHostEntry(text);
      AuthorizedKeyEntry key = line == null ? null : line.getKeyEntry();
      PublicKey parsed =
          key == null ? null : key.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
      if (line != null && parsed != null) {
        entries.add(new Entry(line, parsed));
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException(
          "line %d of the known hosts is none: give 'host key-type key', as ssh-keyscan prints it"
              .formatted(number),
          e);
    }
  }

  /** The keys that a host may show. */
  List<PublicKey> of(String host, int port) {
    List<PublicKey> own = keys(host, port);
    return own.isEmpty() ? PUBLISHED.keys(host, port) : own;
  }

  private List<PublicKey> keys(String host, int port) {
    return entries.stream()
        .filter(entry -> entry.isHostKey() && entry.names(host, port))
        .map(Entry::key)
        .toList();
  }

  boolean isRevoked(String host, int port, PublicKey key) {
    return entries.stream()
        .filter(entry -> entry.isRevoked() && entry.names(host, port))
        .anyMatch(entry -> KeyUtils.compareKeys(entry.key(), key));
  }
}
