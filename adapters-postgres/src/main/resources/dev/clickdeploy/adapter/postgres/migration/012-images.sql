-- What a deployment's image is made of, and whose image it is where nothing was built: equal inputs make equal images.
ALTER TABLE clickdeploy.deployments
  ADD COLUMN tree_id text,
  ADD COLUMN plan_hash text,
  ADD COLUMN inputs text,
  ADD COLUMN reused_from_id uuid,
  ADD CHECK (num_nonnulls(tree_id, plan_hash, inputs) IN (0, 3)),
  ADD CHECK (reused_from_id IS NULL OR inputs IS NOT NULL);
CREATE INDEX deployments_inputs ON clickdeploy.deployments (service_id, inputs, created_at DESC)
  WHERE status = 'succeeded' AND inputs IS NOT NULL;
