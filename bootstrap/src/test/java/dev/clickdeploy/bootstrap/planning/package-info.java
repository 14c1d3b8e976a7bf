/**
 * Apps of every provider, built and run for real on stand-ins for the base images. One class per
 * provider.
 */
@NullMarked
package dev.clickdeploy.bootstrap.planning;

import org.jspecify.annotations.NullMarked;
