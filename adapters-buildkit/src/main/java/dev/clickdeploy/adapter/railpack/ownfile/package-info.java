/**
 * The repository's own Dockerfile, which wins over every provider. Only finding it is done here.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.ownfile;

import org.jspecify.annotations.NullMarked;
