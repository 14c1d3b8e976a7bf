/**
 * In-memory implementations of every out-port, exactly as strict as the ports' documentation, for
 * tests without the outside world. They pass the contract suites; what a test must be able to
 * script or see is added here, nothing else.
 */
@NullMarked
package dev.clickdeploy.port.out.fake;

import org.jspecify.annotations.NullMarked;
