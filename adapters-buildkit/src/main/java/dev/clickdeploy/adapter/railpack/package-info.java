/**
 * Planning in the manner of Railpack: from a source tree to a Dockerfile, with the reasons. One
 * small class per provider, version source and package manager; no process, network or disk.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack;

import org.jspecify.annotations.NullMarked;
