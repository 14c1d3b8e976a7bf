-- A repository opens with a token or with a deploy key; the hosts' keys are public ones.
ALTER TABLE clickdeploy.service_secrets
  ADD COLUMN deploy_key bytea,
  ADD COLUMN known_hosts text,
  ADD CHECK (num_nonnulls(git_token, deploy_key) <= 1),
  ADD CHECK ((known_hosts IS NULL) = (deploy_key IS NULL));

-- The instruction of the Dockerfile that failed.
ALTER TABLE clickdeploy.deployments
  ADD COLUMN no_cache boolean NOT NULL DEFAULT false,
  ADD COLUMN failure_file text,
  ADD COLUMN failure_line integer CHECK (failure_line > 0),
  ADD COLUMN failure_excerpt text,
  ADD CHECK (num_nonnulls(failure_file, failure_line, failure_excerpt) IN (0, 3)),
  ADD CHECK (failure_file IS NULL OR status = 'failed');
