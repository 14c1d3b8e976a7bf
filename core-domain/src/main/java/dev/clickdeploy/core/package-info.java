/**
 * The door for embedding: everything wired by hand in one place. No rule of the domain may come
 * here.
 */
@NullMarked
package dev.clickdeploy.core;

import org.jspecify.annotations.NullMarked;
