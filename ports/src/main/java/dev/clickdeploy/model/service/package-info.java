/**
 * A service: a git repository, a branch, a root directory, build settings and its current image.
 * Rules about one service alone come here.
 */
@NullMarked
package dev.clickdeploy.model.service;

import org.jspecify.annotations.NullMarked;
