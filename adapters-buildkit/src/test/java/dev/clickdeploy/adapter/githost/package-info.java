/** Statuses told to a stand-in for git hosts over sockets. Tests of the APIs' clients come here. */
@NullMarked
package dev.clickdeploy.adapter.githost;

import org.jspecify.annotations.NullMarked;
