/**
 * What can be read of git's protocol without taking part in it. Everything that speaks it comes
 * from JGit.
 */
@NullMarked
package dev.clickdeploy.adapter.git.wire;

import org.jspecify.annotations.NullMarked;
