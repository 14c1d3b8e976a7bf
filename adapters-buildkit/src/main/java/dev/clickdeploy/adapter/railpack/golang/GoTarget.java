package dev.clickdeploy.adapter.railpack.golang;

/**
 * The package that becomes the program.
 *
 * @param argument what {@code go build} is given; empty for the root's package
 * @param because the file or setting that shows it
 */
record GoTarget(String argument, String because) {}
