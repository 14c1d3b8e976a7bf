package dev.clickdeploy.adapter.git.ssh;

/**
 * Why a host's key was not trusted.
 *
 * @param fingerprint of the key that the host showed, as {@code ssh-keygen -l} prints it
 * @param line what a list of known hosts needs to trust that key
 */
public record HostKeyRefusal(Reason reason, String fingerprint, String line) {
  /** What is wrong with the key. */
  public enum Reason {
    /** No key of this host is known. */
    UNKNOWN,
    /** Other keys of this host are known. */
    CHANGED,
    /** The list says that this key must not be trusted any more. */
    REVOKED
  }
}
