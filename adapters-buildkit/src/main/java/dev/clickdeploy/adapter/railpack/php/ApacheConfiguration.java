package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.List;

/** Apache of the official image, as an ordinary user may run it. */
final class ApacheConfiguration {
  /** Above 1024, since an ordinary user listens; {@code PORT} says otherwise at run time. */
  static final int PORT = 8080;

  private static final String HIDDEN =
      "(?i)(?:/\\.(?!well-known/)|^/(?:vendor|node_modules)/|^/(?:composer|package)[^/]*\\.(?:json|lock)$)";

  private ApacheConfiguration() {}

  /** Every request without a file goes to index.php, as frameworks expect. */
  static void write(Stage stage, String directory) {
    String root = directory.isEmpty() ? "/app" : "/app/" + directory;
    stage
        .run(
            new ShellCommand(
                "a2enmod rewrite headers expires"
                    + " && mv /usr/local/etc/php/php.ini-production /usr/local/etc/php/php.ini"))
        .file(
            "/etc/apache2/ports.conf",
            List.of("Listen ${PORT}", "ServerName localhost", "ServerTokens Prod"))
        .file(
            "/etc/apache2/sites-available/000-default.conf",
            List.of(
                "<VirtualHost *:${PORT}>",
                "  DocumentRoot \"" + root + "\"",
                "  <Directory \"" + root + "\">",
                "    Options FollowSymLinks",
                "    AllowOverride All",
                "    Require all granted",
                "    DirectoryIndex index.php index.html",
                "    FallbackResource /index.php",
                "  </Directory>",
                "  RedirectMatch 404 \"" + HIDDEN + "\"",
                "  ErrorLog /dev/stderr",
                "  CustomLog /dev/stdout combined",
                "</VirtualHost>"));
  }
}
