# shellcheck shell=bash disable=SC2034,SC2154
# composer: the program alone, packed into one file as the official one is, from Debian's package of it.

tags="2 latest"

prepare() { pack > pack.php; }

# Debian's Composer loads its libraries from /usr/share/php; packed, from inside the file.
pack() {
  cat <<'PHP'
<?php
$from = '/usr/share/php';
$phar = new Phar('/tmp/composer.phar', 0, 'composer.phar');
$phar->startBuffering();
$flags = FilesystemIterator::SKIP_DOTS | FilesystemIterator::FOLLOW_SYMLINKS;
foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($from, $flags)) as $file) {
    $content = file_get_contents($file->getPathname());
    if ($file->getExtension() === 'php') {
        $content = str_replace("'$from/", "'phar://composer.phar/", $content);
    }
    $phar->addFromString(substr($file->getPathname(), strlen($from) + 1), $content);
}
$main = preg_replace('/^#!.*\n/', '', file_get_contents('/usr/bin/composer'));
$loader = "__DIR__ . '/../share/php/Composer/autoload.php'";
$phar->addFromString('main.php', str_replace($loader, "'phar://composer.phar/Composer/autoload.php'", $main));
$phar->setStub("#!/usr/bin/env php\n<?php Phar::mapPhar('composer.phar'); require 'phar://composer.phar/main.php'; __HALT_COMPILER();");
$phar->stopBuffering();
PHP
}

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim AS packed
$(install_line composer php-cli)
COPY pack.php /
RUN php -d phar.readonly=0 /pack.php && chmod 755 /tmp/composer.phar
FROM scratch
COPY --from=packed /tmp/composer.phar /usr/bin/composer
DOCKERFILE
}
