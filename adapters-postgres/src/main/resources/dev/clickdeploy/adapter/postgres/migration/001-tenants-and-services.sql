-- Names are unique without regard to case; the program folds them, because lower() depends on the database's collation.
CREATE TABLE clickdeploy.organizations (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  name_folded text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL
);

CREATE TABLE clickdeploy.projects (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES clickdeploy.organizations (id),
  name text NOT NULL CHECK (name <> ''),
  name_folded text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (organization_id, name_folded),
  UNIQUE (organization_id, id)
);

CREATE TABLE clickdeploy.access_tokens (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES clickdeploy.organizations (id),
  name text NOT NULL CHECK (name <> ''),
  hash text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL
);

-- Foreign keys carry the organization, so that no row can belong to one and hang below another.
CREATE TABLE clickdeploy.services (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  project_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  name_folded text NOT NULL,
  repository_url text NOT NULL,
  repository_identity text NOT NULL,
  branch text NOT NULL,
  root_directory text NOT NULL,
  dockerfile text,
  target text,
  build_arg_names text[] NOT NULL,
  build_arg_values text[] NOT NULL,
  install_command text,
  build_command text,
  start_command text,
  image_reference text,
  image_digest text,
  image_deployment_id uuid,
  image_deployment_created_at timestamptz,
  created_at timestamptz NOT NULL,
  FOREIGN KEY (organization_id, project_id) REFERENCES clickdeploy.projects (organization_id, id),
  UNIQUE (project_id, name_folded),
  UNIQUE (organization_id, id),
  CHECK (cardinality(build_arg_names) = cardinality(build_arg_values)),
  CHECK (num_nonnulls(image_reference, image_digest, image_deployment_id, image_deployment_created_at) IN (0, 4))
);

CREATE INDEX services_repository ON clickdeploy.services (repository_identity);

-- AES-256-GCM under the program's key; each value is bound to its row and column.
CREATE TABLE clickdeploy.service_secrets (
  service_id uuid PRIMARY KEY REFERENCES clickdeploy.services (id),
  webhook_secret bytea NOT NULL,
  git_token bytea
);

-- One value under the program's key: tells a wrong key at the start instead of at the first push.
CREATE TABLE clickdeploy.key_check (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  sealed bytea NOT NULL
);
