-- A deleted service is out of sight at once; what hangs below it is cleared away in batches, and then the row itself.
ALTER TABLE clickdeploy.services ADD COLUMN deleted_at timestamptz;
CREATE INDEX services_deleted ON clickdeploy.services (id) WHERE deleted_at IS NOT NULL;

-- Foreign keys are looked up backwards when their targets are deleted.
CREATE INDEX services_image ON clickdeploy.services (image_deployment_id) WHERE image_deployment_id IS NOT NULL;
CREATE INDEX webhook_verdicts_service ON clickdeploy.webhook_verdicts (service_id);

-- Whoever deletes holds the row's lock while looking for live deployments; this waits for it, and sees what came of it.
CREATE FUNCTION clickdeploy.refuse_deleted_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM clickdeploy.services WHERE id = NEW.service_id AND deleted_at IS NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the service % is deleted', NEW.service_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER service_is_there BEFORE INSERT ON clickdeploy.deployments FOR EACH ROW
  EXECUTE FUNCTION clickdeploy.refuse_deleted_service();

-- AES-256-GCM under the program's key, each value bound to its service, kind and name. A version is random and another
-- one for each value that a name has had: builds are told it in the value's stead.
CREATE TABLE clickdeploy.service_values (
  service_id uuid NOT NULL REFERENCES clickdeploy.services (id),
  kind text NOT NULL CHECK (kind IN ('environment', 'secret')),
  name text NOT NULL CHECK (name <> ''),
  sealed bytea NOT NULL,
  version uuid NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (service_id, kind, name)
);

-- The service's own account at the registry, both parts sealed.
CREATE TABLE clickdeploy.service_registry_credentials (
  service_id uuid PRIMARY KEY REFERENCES clickdeploy.services (id),
  username bytea NOT NULL,
  password bytea NOT NULL,
  set_at timestamptz NOT NULL
);
