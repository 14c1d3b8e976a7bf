/**
 * HTTP/1.1 from one thread on keep-alive connections, at little cost: the machine is the server's
 * too. Knows nothing of what is asked.
 */
@NullMarked
package dev.clickdeploy.benchmarks.http.load;

import org.jspecify.annotations.NullMarked;
