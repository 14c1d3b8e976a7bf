/**
 * Writes a build request in the words of BuildKit's control API: attributes of frontends, exporters
 * and caches. Nothing here talks to a daemon.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.request;

import org.jspecify.annotations.NullMarked;
