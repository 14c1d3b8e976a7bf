package dev.clickdeploy.adapter.railpack.php;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An extension that the official image lacks and can add.
 *
 * @param pecl whether it comes from PECL; PHP's own source has it otherwise
 * @param packages Debian packages with its library
 * @param options of its configuration
 */
record Extension(String name, boolean pecl, List<String> packages, String options) {
  private static final List<String> BUILT_IN =
      List.of(
          ("core ctype curl date dom fileinfo filter ftp hash iconv json libxml mbstring mysqlnd"
                  + " openssl pcre pdo pdo_sqlite phar posix random readline reflection session"
                  + " simplexml sodium spl sqlite3 standard tokenizer xml xmlreader xmlwriter zlib"
                  + " opcache zend-opcache")
              .split(" "));

  private static final Map<String, Extension> KNOWN = known();

  Extension {
    packages = List.copyOf(packages);
  }

  /** Whether the official image has it. */
  static boolean isBuiltIn(String name) {
    return BUILT_IN.contains(name);
  }

  static Optional<Extension> named(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  private static Map<String, Extension> known() {
    Map<String, Extension> all = new TreeMap<>();
    for (String name :
        ("bcmath calendar exif gettext mysqli pcntl pdo_mysql shmop sockets sysvmsg sysvsem"
                + " sysvshm")
            .split(" ")) {
      own(all, name, "");
    }
    own(all, "bz2", "libbz2-dev");
    own(all, "gmp", "libgmp-dev");
    own(all, "intl", "libicu-dev");
    own(all, "pdo_pgsql", "libpq-dev");
    own(all, "pgsql", "libpq-dev");
    own(all, "soap", "libxml2-dev");
    own(all, "tidy", "libtidy-dev");
    own(all, "xsl", "libxslt1-dev");
    own(all, "zip", "libzip-dev");
    all.put(
        "gd",
        new Extension(
            "gd",
            false,
            List.of("libfreetype-dev", "libjpeg62-turbo-dev", "libpng-dev", "libwebp-dev"),
            "--with-freetype --with-jpeg --with-webp"));
    // its library lies where Debian puts those of each architecture
    all.put(
        "ldap",
        new Extension(
            "ldap", false, List.of("libldap-dev"), "--with-libdir=lib/$(gcc -dumpmachine)"));
    for (String name : "apcu ds igbinary msgpack pcov protobuf redis".split(" ")) {
      pecl(all, name, "");
    }
    pecl(all, "amqp", "librabbitmq-dev");
    pecl(all, "imagick", "libmagickwand-dev");
    pecl(all, "memcached", "libmemcached-dev libssl-dev zlib1g-dev");
    pecl(all, "mongodb", "libssl-dev");
    pecl(all, "swoole", "libssl-dev");
    pecl(all, "yaml", "libyaml-dev");
    return all;
  }

  private static void own(Map<String, Extension> all, String name, String packages) {
    all.put(name, new Extension(name, false, words(packages), ""));
  }

  private static void pecl(Map<String, Extension> all, String name, String packages) {
    all.put(name, new Extension(name, true, words(packages), ""));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
