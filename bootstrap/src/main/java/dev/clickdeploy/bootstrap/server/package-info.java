/**
 * The standalone server: its wiring in one readable place, its start and its stop. No decisions of
 * the domain may come here.
 */
@NullMarked
package dev.clickdeploy.bootstrap.server;

import org.jspecify.annotations.NullMarked;
