/**
 * The settings, parsed once from the environment and a .env file into records. Only this package
 * reads the environment.
 */
@NullMarked
package dev.clickdeploy.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
