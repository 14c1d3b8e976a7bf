-- Since when a deployment's image is not kept in the registry any longer.
ALTER TABLE clickdeploy.deployments
  ADD COLUMN image_deleted_at timestamptz,
  ADD CHECK (image_deleted_at IS NULL OR status = 'succeeded');
CREATE INDEX deployments_images ON clickdeploy.deployments (service_id, image_digest, created_at DESC, id DESC)
  WHERE status = 'succeeded' AND image_deleted_at IS NULL;

-- That alone may change of a deployment that ended.
DROP TRIGGER end_is_final ON clickdeploy.deployments;
CREATE TRIGGER end_is_final BEFORE UPDATE ON clickdeploy.deployments FOR EACH ROW
  WHEN (OLD.status IN ('succeeded', 'failed', 'cancelled', 'superseded')
    AND (to_jsonb(OLD) - 'image_deleted_at') IS DISTINCT FROM (to_jsonb(NEW) - 'image_deleted_at'))
  EXECUTE FUNCTION clickdeploy.refuse('a deployment that ended stays as it is');

-- Who is deleting an image, by the end of the lease; or, not taken, until when the registry that kept it is left alone.
CREATE TABLE clickdeploy.image_deletions (
  service_id uuid NOT NULL REFERENCES clickdeploy.services (id) ON DELETE CASCADE,
  digest text NOT NULL,
  taken boolean NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (service_id, digest)
);
