package dev.clickdeploy.adapter.railpack.node;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What apps are made with, by the packages that show it; the first one wins, since the later ones
 * are also parts of the earlier ones.
 */
enum Framework {
  NEXT("next", "next"),
  NUXT("nuxt", "nuxt", "nuxt3"),
  TANSTACK_START("tanstack-start", "@tanstack/react-start", "@tanstack/solid-start"),
  REMIX("remix", "@remix-run/dev", "@remix-run/node", "@remix-run/serve"),
  REACT_ROUTER("react-router", "@react-router/dev"),
  ASTRO("astro", "astro"),
  SVELTEKIT("sveltekit", "@sveltejs/kit"),
  SOLID_START("solid-start", "@solidjs/start"),
  QWIK("qwik", "@builder.io/qwik-city"),
  EXPO("expo", "expo"),
  ANGULAR("angular", "@angular/core"),
  CREATE_REACT_APP("create-react-app", "react-scripts"),
  VUE_CLI("vue-cli", "@vue/cli-service"),
  GATSBY("gatsby", "gatsby"),
  DOCUSAURUS("docusaurus", "@docusaurus/core"),
  NEST("nest", "@nestjs/core"),
  VITE("vite", "vite"),
  ADONIS("adonis", "@adonisjs/core"),
  STRAPI("strapi", "@strapi/strapi"),
  FASTIFY("fastify", "fastify"),
  HONO("hono", "hono"),
  KOA("koa", "koa"),
  EXPRESS("express", "express");

  private final String id;
  private final List<String> packages;

  Framework(String id, String... packages) {
    this.id = id;
    this.packages = List.of(packages);
  }

  static Optional<Framework> of(PackageJson json) {
    return Stream.of(values())
        .filter(framework -> framework.packages.stream().anyMatch(json::uses))
        .findFirst();
  }

  String id() {
    return id;
  }
}
