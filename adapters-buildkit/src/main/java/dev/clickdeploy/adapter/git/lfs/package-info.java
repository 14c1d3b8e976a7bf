/**
 * Git LFS (git-lfs/docs/spec.md): which files are pointers, and the content that they stand for,
 * fetched through the batch API and kept by its digest. How a server is reached, and with what
 * credentials, is the caller's.
 */
@NullMarked
package dev.clickdeploy.adapter.git.lfs;

import org.jspecify.annotations.NullMarked;
