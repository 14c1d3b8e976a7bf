/**
 * Writing Dockerfiles: stages, instructions and mounts, quoted so that no text of a repository can
 * become an instruction. What is written, providers decide.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.dockerfile;

import org.jspecify.annotations.NullMarked;
