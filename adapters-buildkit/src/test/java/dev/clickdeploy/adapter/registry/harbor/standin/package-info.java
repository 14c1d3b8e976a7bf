/**
 * A stand-in for Harbor over a real registry: its API, its token service and its rules, refusing
 * what Harbor refuses (goharbor/harbor 2.16). It is no Harbor: there is no scanner behind its
 * scans, no job service, no garbage collection.
 */
@NullMarked
package dev.clickdeploy.adapter.registry.harbor.standin;

import org.jspecify.annotations.NullMarked;
