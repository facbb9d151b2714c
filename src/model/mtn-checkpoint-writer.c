/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * The content is built in memory, opened from there with all checks of the
 * reader, and only then put in place: no file that cannot be opened is ever
 * written, and there is one set of checks.
 */

#include "mtn-checkpoint-format.h"

#include "mtn-compact.h"
#include "mtn-file.h"
#include "mtn-safetensors-writer.h"

struct _MtnCheckpointWriter
{
  MtnCatalog *catalog;
  MtnVocabulary *vocabulary;
  char *architecture; /* JSON */
  GArray *weights;    /* (element-type MtnTensor) */
  GPtrArray *storage; /* owns names and data of weights */
  GHashTable *provenance;
};

MtnCheckpointWriter *
mtn_checkpoint_writer_new (MtnCatalog *catalog,
                           MtnVocabulary *vocabulary,
                           const MtnArchitecture *architecture)
{
  MtnCheckpointWriter *self;

  g_return_val_if_fail (catalog != NULL && vocabulary != NULL && architecture != NULL, NULL);

  self = g_new0 (MtnCheckpointWriter, 1);
  self->catalog = mtn_catalog_ref (catalog);
  self->vocabulary = mtn_vocabulary_ref (vocabulary);
  self->architecture = mtn_architecture_to_json (architecture);
  self->weights = g_array_new (FALSE, FALSE, sizeof (MtnTensor));
  self->storage = g_ptr_array_new_with_free_func (g_free);
  self->provenance = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  return self;
}

void
mtn_checkpoint_writer_free (MtnCheckpointWriter *self)
{
  g_return_if_fail (self != NULL);

  mtn_catalog_unref (self->catalog);
  mtn_vocabulary_unref (self->vocabulary);
  g_free (self->architecture);
  g_array_unref (self->weights);
  g_ptr_array_unref (self->storage);
  g_hash_table_unref (self->provenance);
  g_free (self);
}

/* @name and @data are taken. */
static void
add (MtnCheckpointWriter *self, char *name, MtnDtype dtype, gpointer data, guint n_dims, const gsize *dims)
{
  MtnTensor view = { .name = name, .dtype = dtype, .n_dims = n_dims, .n_values = 1, .data = data };

  for (guint d = 0; d < n_dims; d++)
    {
      view.dims[d] = dims[d];
      view.n_values *= dims[d];
    }
  view.n_bytes = view.n_values * mtn_dtype_get_size (dtype);
  g_ptr_array_add (self->storage, name);
  g_ptr_array_add (self->storage, data);
  g_array_append_val (self->weights, view);
}

void
mtn_checkpoint_writer_add (MtnCheckpointWriter *self,
                           const char *part,
                           const char *tensor,
                           const float *data,
                           guint n_dims,
                           const gsize *dims)
{
  gsize n_bytes = sizeof (float);

  g_return_if_fail (self != NULL && part != NULL && tensor != NULL);
  g_return_if_fail (n_dims <= MTN_TENSOR_MAX_DIMS && (dims != NULL || n_dims == 0));

  for (guint d = 0; d < n_dims; d++)
    g_return_if_fail (g_size_checked_mul (&n_bytes, n_bytes, dims[d]));
  g_return_if_fail (data != NULL || n_bytes == 0);

  add (self, mtn_checkpoint_dup_tensor_name (part, tensor), MTN_DTYPE_F32, g_memdup2 (data, n_bytes), n_dims,
       dims);
}

void
mtn_checkpoint_writer_add_compact (MtnCheckpointWriter *self,
                                   const char *part,
                                   const char *tensor,
                                   const float *data,
                                   gsize rows,
                                   gsize columns,
                                   MtnDtype dtype)
{
  const gsize dims[] = { rows, columns };
  char *name;

  g_return_if_fail (self != NULL && part != NULL && tensor != NULL);
  g_return_if_fail (dtype == MTN_DTYPE_F16 || dtype == MTN_DTYPE_I8);
  g_return_if_fail (data != NULL || rows == 0 || columns == 0);

  name = mtn_checkpoint_dup_tensor_name (part, tensor);
  if (dtype == MTN_DTYPE_I8)
    {
      float *scales = g_new (float, MAX (rows, 1));

      add (self, name, dtype, mtn_compact_to_i8 (data, rows, columns, scales), 2, dims);
      add (self, mtn_checkpoint_dup_scale_name (name), MTN_DTYPE_F32, scales, 1, dims);
    }
  else
    {
      add (self, name, dtype, mtn_compact_to_f16 (data, rows * columns), 2, dims);
    }
}

void
mtn_checkpoint_writer_set_provenance (MtnCheckpointWriter *self, const char *key, const char *value)
{
  g_return_if_fail (self != NULL && key != NULL && value != NULL);

  for (guint i = 0; mtn_checkpoint_provenance_keys[i] != NULL; i++)
    {
      if (g_str_equal (mtn_checkpoint_provenance_keys[i], key))
        {
          g_hash_table_insert (self->provenance, (gpointer) mtn_checkpoint_provenance_keys[i],
                               g_strdup (value));
          return;
        }
    }

  g_return_if_reached ();
}

/* Today, or the day that reproducible builds ask for (reproducible-builds.org/specs/source-date-epoch). */
static char *
dup_date (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds;

  if (epoch != NULL && g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT64, &seconds, NULL))
    date = g_date_time_new_from_unix_utc (seconds);
  if (date == NULL)
    date = g_date_time_new_now_utc ();

  return g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (date), g_date_time_get_month (date),
                          g_date_time_get_day_of_month (date));
}

static void
add_metadata (GPtrArray *keys, GPtrArray *values, const char *key, char *value)
{
  g_ptr_array_add (keys, (gpointer) key);
  g_ptr_array_add (values, value);
}

static char *
compute_sha256 (GArray *tensors)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < tensors->len; i++)
    {
      const MtnTensor *tensor = &g_array_index (tensors, MtnTensor, i);

      if (tensor->n_bytes > 0)
        g_checksum_update (checksum, tensor->data, (gssize) tensor->n_bytes);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

/* Catalogue columns of wide items, weights from wide to narrow, bytes: so every tensor is aligned to its
 * items.
 */
static GArray *
collect_tensors (MtnCheckpointWriter *self, GPtrArray *storage)
{
  static const MtnDtype dtypes[] = { MTN_DTYPE_F32, MTN_DTYPE_F16, MTN_DTYPE_I8 };
  GArray *tensors = g_array_new (FALSE, FALSE, sizeof (MtnTensor));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (MtnTensor));
  guint n_wide = 0;

  mtn_checkpoint_catalog_write (self->catalog, columns, storage);
  while (n_wide < columns->len && g_array_index (columns, MtnTensor, n_wide).dtype != MTN_DTYPE_U8)
    n_wide++;
  g_array_append_vals (tensors, columns->data, n_wide);
  for (guint d = 0; d < G_N_ELEMENTS (dtypes); d++)
    for (guint i = 0; i < self->weights->len; i++)
      if (g_array_index (self->weights, MtnTensor, i).dtype == dtypes[d])
        g_array_append_vals (tensors, &g_array_index (self->weights, MtnTensor, i), 1);
  g_array_append_vals (tensors, &g_array_index (columns, MtnTensor, n_wide), columns->len - n_wide);

  return tensors;
}

static GBytes *
build_content (MtnCheckpointWriter *self, const char *what, GError **error)
{
  g_autoptr (GPtrArray) storage = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) tensors = collect_tensors (self, storage);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  add_metadata (keys, values, MTN_CHECKPOINT_KEY_FORMAT, g_strdup (MTN_CHECKPOINT_FORMAT));
  add_metadata (keys, values, MTN_CHECKPOINT_KEY_VERSION, g_strdup_printf ("%d", MTN_CHECKPOINT_VERSION));
  for (guint i = 0; mtn_checkpoint_provenance_keys[i] != NULL; i++)
    {
      const char *key = mtn_checkpoint_provenance_keys[i];
      const char *value = g_hash_table_lookup (self->provenance, key);

      if (value != NULL)
        add_metadata (keys, values, key, g_strdup (value));
      else if (g_str_equal (key, MTN_PROVENANCE_DATE))
        add_metadata (keys, values, key, dup_date ());
      else if (g_str_equal (key, MTN_PROVENANCE_PROGRAM))
        add_metadata (keys, values, key, g_strdup ("matinee " MTN_VERSION));
    }
  add_metadata (keys, values, MTN_CHECKPOINT_KEY_ARCHITECTURE, g_strdup (self->architecture));
  add_metadata (keys, values, MTN_CHECKPOINT_KEY_VOCABULARY,
                mtn_checkpoint_vocabulary_to_json (self->vocabulary));
  add_metadata (keys, values, MTN_CHECKPOINT_KEY_GENRES, mtn_checkpoint_genres_to_json (self->catalog));
  add_metadata (keys, values, MTN_CHECKPOINT_KEY_SHA256, compute_sha256 (tensors));
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (values, NULL);

  return mtn_safetensors_serialize ((const MtnTensor *) (gpointer) tensors->data, tensors->len,
                                    (const char *const *) keys->pdata, (const char *const *) values->pdata,
                                    what, error);
}

gboolean
mtn_checkpoint_writer_write (MtnCheckpointWriter *self, const char *path, GError **error)
{
  g_autofree char *what = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (MtnCheckpoint) check = NULL;
  gconstpointer bytes;
  gsize size;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  what = g_filename_display_name (path);
  content = build_content (self, what, error);
  if (content == NULL)
    return FALSE;
  check = mtn_checkpoint_new_for_bytes (content, what, error);
  if (check == NULL)
    return FALSE;

  bytes = g_bytes_get_data (content, &size);

  return mtn_file_replace_bytes (path, bytes, size, error);
}
