/**
 * SSH for git: a deploy key from memory, and host keys that are known or refused. Nothing of the
 * user's own SSH, no file, no agent and no configuration, comes in here.
 */
@NullMarked
package dev.clickdeploy.adapter.git.ssh;

import org.jspecify.annotations.NullMarked;
