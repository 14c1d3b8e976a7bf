/**
 * The command line: one class that chooses the command. What a command does lives in the packages
 * below.
 */
@NullMarked
package dev.clickdeploy.bootstrap;

import org.jspecify.annotations.NullMarked;
