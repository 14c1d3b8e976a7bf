package dev.clickdeploy.bootstrap.settings;

/** A setting has a wrong value: one line that names it, what was found, and what is accepted. */
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the setting, what is wrong with it and what is accepted. */
  public SettingException(String message) {
    super(message);
  }

  static SettingException wrong(String name, String found, String accepted) {
    return new SettingException("%s is '%s'; accepted is %s".formatted(name, found, accepted));
  }

  /** For values that may hold a secret: what was found is not repeated. */
  static SettingException wrongSecret(String name, String accepted) {
    return new SettingException(
        "%s has an unusable value; accepted is %s".formatted(name, accepted));
  }
}
