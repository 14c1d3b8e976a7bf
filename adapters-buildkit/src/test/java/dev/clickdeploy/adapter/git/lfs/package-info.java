/** Tests of what Git LFS keeps, without a server. */
@NullMarked
package dev.clickdeploy.adapter.git.lfs;

import org.jspecify.annotations.NullMarked;
