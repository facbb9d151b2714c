/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Opening checks everything but the checksum, whose time grows with the file
 * (some 10 ms for the model that is shipped) and which only finds what is
 * damaged and yet well-formed.
 */

#include "mtn-checkpoint-format.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "mtn-compact.h"

#include <string.h>

struct _MtnCheckpoint
{
  gatomicrefcount ref_count;
  char *path;
  char *what; /* the path for people */
  MtnSafetensors *file;
  MtnCatalog *catalog;
  MtnVocabulary *vocabulary;
  MtnArchitecture *architecture;
  const char **provenance_keys;

  GMutex expanding;
  GHashTable *expanded; /* (element-type MtnTensor float): of the matrices that the file has in fewer bytes */
};

const char *const mtn_checkpoint_provenance_keys[] = {
  MTN_PROVENANCE_NAME,        MTN_PROVENANCE_DATASET,
  MTN_PROVENANCE_DATA_SHA256, MTN_PROVENANCE_PEOPLE,
  MTN_PROVENANCE_RATINGS,     MTN_PROVENANCE_SPLIT,
  MTN_PROVENANCE_SEED,        MTN_PROVENANCE_OPTIONS,
  MTN_PROVENANCE_TRAINING,    MTN_PROVENANCE_METRICS,
  MTN_PROVENANCE_DATE,        MTN_PROVENANCE_PROGRAM,
  MTN_PROVENANCE_LICENCE,     NULL,
};

G_DEFINE_QUARK (mtn_checkpoint_error, mtn_checkpoint_error)

char *
mtn_checkpoint_dup_tensor_name (const char *part, const char *tensor)
{
  return *part != '\0' ? g_strconcat (part, ".", tensor, NULL) : g_strdup (tensor);
}

char *
mtn_checkpoint_dup_scale_name (const char *tensor_name)
{
  return g_strconcat (tensor_name, ".scale", NULL);
}

static gboolean
check_format (MtnCheckpoint *self, GError **error)
{
  const char *format = mtn_safetensors_get_metadata (self->file, MTN_CHECKPOINT_KEY_FORMAT);
  const char *version_text = mtn_safetensors_get_metadata (self->file, MTN_CHECKPOINT_KEY_VERSION);
  guint64 version;

  if (g_strcmp0 (format, MTN_CHECKPOINT_FORMAT) != 0 || version_text == NULL ||
      !g_ascii_string_to_unsigned (version_text, 10, 1, G_MAXINT32, &version, NULL))
    {
      g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_FOREIGN,
                   _ ("%s: is a safetensors file, but not a Matinee checkpoint"), self->what);
      return FALSE;
    }
  if (version > MTN_CHECKPOINT_VERSION)
    {
      g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_VERSION,
                   _ ("%s: has format version %" PRIu64
                      ", but this program reads up to %d; use a newer Matinee"),
                   self->what, version, MTN_CHECKPOINT_VERSION);
      return FALSE;
    }

  return TRUE;
}

/* That a checksum is there to be compared; comparing is mtn_checkpoint_verify()'s. */
static gboolean
check_sha256 (MtnCheckpoint *self, GError **error)
{
  const char *sha256 = mtn_checkpoint_get_sha256 (self);

  if (sha256 != NULL && strlen (sha256) == 64 && strspn (sha256, "0123456789abcdef") == 64)
    return TRUE;

  g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_CHECKSUM,
               _ ("%s: the checksum in the metadata is missing or malformed"), self->what);

  return FALSE;
}

static gboolean
read_architecture (MtnCheckpoint *self, GError **error)
{
  const char *text = mtn_safetensors_get_metadata (self->file, MTN_CHECKPOINT_KEY_ARCHITECTURE);
  g_autoptr (GError) local_error = NULL;

  if (text != NULL)
    self->architecture = mtn_architecture_from_json (text, "architecture", &local_error);
  if (self->architecture != NULL)
    return TRUE;

  g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_ARCHITECTURE, "%s: %s", self->what,
               local_error != NULL ? local_error->message : _ ("the architecture is missing"));

  return FALSE;
}

static void
collect_provenance (MtnCheckpoint *self)
{
  guint n = 0;

  self->provenance_keys = g_new0 (const char *, G_N_ELEMENTS (mtn_checkpoint_provenance_keys));
  for (guint i = 0; mtn_checkpoint_provenance_keys[i] != NULL; i++)
    {
      if (mtn_safetensors_get_metadata (self->file, mtn_checkpoint_provenance_keys[i]) != NULL)
        self->provenance_keys[n++] = mtn_checkpoint_provenance_keys[i];
    }
}

/* Takes @file, also on failure. */
static MtnCheckpoint *
checkpoint_new (MtnSafetensors *file, const char *path, GError **error)
{
  g_autoptr (MtnCheckpoint) self = g_new0 (MtnCheckpoint, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->file = file;
  self->path = g_strdup (path);
  self->what = g_filename_display_name (path);
  g_mutex_init (&self->expanding);
  self->expanded = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  if (!check_format (self, error) || !mtn_checkpoint_check_finite (file, self->what, error) ||
      !check_sha256 (self, error))
    return NULL;

  self->catalog =
      mtn_checkpoint_catalog_read (file, mtn_safetensors_get_metadata (file, MTN_CHECKPOINT_KEY_GENRES),
                                   self->what, error);
  if (self->catalog == NULL)
    return NULL;
  self->vocabulary =
      mtn_checkpoint_vocabulary_read (mtn_safetensors_get_metadata (file, MTN_CHECKPOINT_KEY_VOCABULARY),
                                      self->what, error);
  if (self->vocabulary == NULL || !read_architecture (self, error) ||
      !mtn_checkpoint_check_parts (file, self->architecture, self->catalog, self->vocabulary, self->what,
                                   error))
    return NULL;

  collect_provenance (self);

  return g_steal_pointer (&self);
}

MtnCheckpoint *
mtn_checkpoint_open (const char *path, GError **error)
{
  MtnSafetensors *file;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = mtn_safetensors_open (path, error);

  return file != NULL ? checkpoint_new (file, path, error) : NULL;
}

MtnCheckpoint *
mtn_checkpoint_new_for_bytes (GBytes *bytes, const char *what, GError **error)
{
  MtnSafetensors *file;

  g_return_val_if_fail (bytes != NULL && what != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = mtn_safetensors_new_for_bytes (bytes, what, error);

  return file != NULL ? checkpoint_new (file, what, error) : NULL;
}

MtnCheckpoint *
mtn_checkpoint_ref (MtnCheckpoint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
mtn_checkpoint_unref (MtnCheckpoint *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->architecture, mtn_architecture_free);
  g_clear_pointer (&self->vocabulary, mtn_vocabulary_unref);
  g_clear_pointer (&self->catalog, mtn_catalog_unref);
  g_clear_pointer (&self->file, mtn_safetensors_free);
  g_clear_pointer (&self->expanded, g_hash_table_unref);
  g_mutex_clear (&self->expanding);
  g_free (self->provenance_keys);
  g_free (self->what);
  g_free (self->path);
  g_free (self);
}

const char *
mtn_checkpoint_get_path (MtnCheckpoint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

MtnCatalog *
mtn_checkpoint_get_catalog (MtnCheckpoint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->catalog;
}

MtnVocabulary *
mtn_checkpoint_get_vocabulary (MtnCheckpoint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->vocabulary;
}

const MtnArchitecture *
mtn_checkpoint_get_architecture (MtnCheckpoint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->architecture;
}

MtnSafetensors *
mtn_checkpoint_get_file (MtnCheckpoint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->file;
}

const char *
mtn_checkpoint_get_sha256 (MtnCheckpoint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return mtn_safetensors_get_metadata (self->file, MTN_CHECKPOINT_KEY_SHA256);
}

static const float *
expand (MtnCheckpoint *self, const MtnTensor *tensor)
{
  g_autofree char *scale_name = mtn_checkpoint_dup_scale_name (tensor->name);
  const MtnTensor *scale =
      tensor->dtype == MTN_DTYPE_I8 ? mtn_safetensors_find (self->file, scale_name) : NULL;
  float *values;

  g_mutex_lock (&self->expanding);
  values = g_hash_table_lookup (self->expanded, tensor);
  if (values == NULL)
    {
      values = mtn_compact_expand (tensor, scale != NULL ? scale->data : NULL);
      g_hash_table_insert (self->expanded, (gpointer) tensor, values);
    }
  g_mutex_unlock (&self->expanding);

  return values;
}

const float *
mtn_checkpoint_get_weights (MtnCheckpoint *self, const char *part, const char *tensor, gsize *n_values)
{
  g_autofree char *name = NULL;
  const MtnTensor *found;
  const float *values = NULL;

  g_return_val_if_fail (self != NULL && part != NULL && tensor != NULL, NULL);

  name = mtn_checkpoint_dup_tensor_name (part, tensor);
  found = mtn_safetensors_find (self->file, name);
  if (found != NULL && found->dtype == MTN_DTYPE_F32)
    values = found->data;
  else if (found != NULL && mtn_checkpoint_is_compact (self->file, found))
    values = expand (self, found);
  if (n_values != NULL)
    *n_values = values != NULL ? found->n_values : 0;

  return values;
}

const char *
mtn_checkpoint_get_provenance (MtnCheckpoint *self, const char *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  return mtn_safetensors_get_metadata (self->file, key);
}

const char *const *
mtn_checkpoint_get_provenance_keys (MtnCheckpoint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->provenance_keys;
}

gboolean
mtn_checkpoint_verify (MtnCheckpoint *self, GError **error)
{
  g_autofree char *sha256 = NULL;
  const guint8 *data;
  gsize n_bytes;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  data = mtn_safetensors_get_data (self->file, &n_bytes);
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, n_bytes);
  if (g_str_equal (sha256, mtn_checkpoint_get_sha256 (self)))
    return TRUE;

  g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_CHECKSUM,
               _ ("%s: damaged: the SHA-256 of the weights is %s, but was %s when they were written"),
               self->what, sha256, mtn_checkpoint_get_sha256 (self));

  return FALSE;
}
