/**
 * What the system needs from the outside world, in the words of the domain. Adapters implement it
 * and prove it with the contract suites in this module's test-jar.
 */
@NullMarked
package dev.clickdeploy.port.out;

import org.jspecify.annotations.NullMarked;
