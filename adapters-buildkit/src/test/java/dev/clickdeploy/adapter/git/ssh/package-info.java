/** Tests of keys and known hosts, without a host. */
@NullMarked
package dev.clickdeploy.adapter.git.ssh;

import org.jspecify.annotations.NullMarked;
