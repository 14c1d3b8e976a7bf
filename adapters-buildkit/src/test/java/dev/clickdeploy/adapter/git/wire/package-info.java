/** Tests of what is read of git's protocol, on bytes. */
@NullMarked
package dev.clickdeploy.adapter.git.wire;

import org.jspecify.annotations.NullMarked;
