/**
 * The pattern language of .dockerignore and of the daemon's include lists, as moby/patternmatcher
 * defines it. Only matching of path texts belongs here.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.pattern;

import org.jspecify.annotations.NullMarked;
