/**
 * What the registry's client costs: verifying an image, naming it anew, a deployment that reuses
 * one, and what stays behind after many calls. The peer is a client that checks nothing.
 */
@NullMarked
package dev.clickdeploy.benchmarks.registry;

import org.jspecify.annotations.NullMarked;
