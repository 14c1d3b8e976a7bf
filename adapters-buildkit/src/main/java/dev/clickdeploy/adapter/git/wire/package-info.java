/**
 * What is read of git's protocol beside JGit: what a host announces, and packs that JGit does not
 * take. Everything that speaks the protocol is JGit's.
 */
@NullMarked
package dev.clickdeploy.adapter.git.wire;

import org.jspecify.annotations.NullMarked;
