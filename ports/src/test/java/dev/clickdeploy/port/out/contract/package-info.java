/**
 * What every implementation of an out-port must prove: one abstract suite per port, run by a
 * subclass on the real thing and on the fake. Only what the ports' documentation promises is asked
 * for here.
 */
@NullMarked
package dev.clickdeploy.port.out.contract;

import org.jspecify.annotations.NullMarked;
