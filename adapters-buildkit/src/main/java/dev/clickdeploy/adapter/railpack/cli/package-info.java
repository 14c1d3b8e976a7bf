/**
 * Planning by Railpack's own program, {@code railpack prepare}, for services that ask for it and
 * for apps that none of our providers knows. Processes and checkouts are nowhere else in planning.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.cli;

import org.jspecify.annotations.NullMarked;
