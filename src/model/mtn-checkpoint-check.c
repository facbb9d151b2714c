/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * After these checks the engine may compute without looking again: every
 * tensor that a part needs is there, is F32 or can be made so, has the size of
 * the catalogue and the vocabulary, and every value is finite.
 */

#include "mtn-checkpoint-format.h"

#include <glib/gi18n-lib.h>

#include "mtn-compact.h"
#include "mtn-json-text.h"

typedef struct
{
  MtnSafetensors *file;
  const char *what;
  gsize n_movies;
  gsize n_genres;
  gsize n_ages;
  gsize n_genders;
  gsize n_occupations;
} Check;

/* Values per look: short enough to stay in the cache, long enough for the vector loop to pay. */
#define BLOCK 2048

/*
 * A float is finite unless all bits of its exponent are set. The inner loop has
 * no branch, so that it runs at the speed of memory; who is to blame is looked
 * up only in the block where one was found.
 */
#define DEFINE_FIND_NON_FINITE(name, type, exponent)              \
  static gsize name (const type *bits, gsize n)                   \
  {                                                               \
    for (gsize start = 0; start < n; start += BLOCK)              \
      {                                                           \
        gsize end = MIN (start + BLOCK, n);                       \
        type found = 0;                                           \
                                                                  \
        for (gsize i = start; i < end; i++)                       \
          found |= (type) ((bits[i] & (exponent)) == (exponent)); \
        for (gsize i = start; found && i < end; i++)              \
          if ((bits[i] & (exponent)) == (exponent))               \
            return i;                                             \
      }                                                           \
                                                                  \
    return n;                                                     \
  }

DEFINE_FIND_NON_FINITE (find_non_finite_f16, guint16, 0x7c00)
DEFINE_FIND_NON_FINITE (find_non_finite_bf16, guint16, 0x7f80)
DEFINE_FIND_NON_FINITE (find_non_finite_f32, guint32, 0x7f800000u)
DEFINE_FIND_NON_FINITE (find_non_finite_f64, guint64, G_GUINT64_CONSTANT (0x7ff0000000000000))

gboolean
mtn_checkpoint_check_finite (MtnSafetensors *file, const char *what, GError **error)
{
  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);
      gsize position = tensor->n_values;

      if (tensor->dtype == MTN_DTYPE_F32)
        position = find_non_finite_f32 (tensor->data, tensor->n_values);
      else if (tensor->dtype == MTN_DTYPE_F64)
        position = find_non_finite_f64 (tensor->data, tensor->n_values);
      else if (tensor->dtype == MTN_DTYPE_F16)
        position = find_non_finite_f16 (tensor->data, tensor->n_values);
      else if (tensor->dtype == MTN_DTYPE_BF16)
        position = find_non_finite_bf16 (tensor->data, tensor->n_values);

      if (position < tensor->n_values)
        {
          g_autofree char *shown = mtn_json_text_dup_shown (tensor->name);

          g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_NON_FINITE,
                       _ ("%s: value %zu of tensor “%s” is not a finite number"), what, position, shown);
          return FALSE;
        }
    }

  return TRUE;
}

static char *
dup_shape (const gsize *dims, guint n_dims)
{
  GString *out = g_string_new ("[");

  for (guint d = 0; d < n_dims; d++)
    g_string_append_printf (out, "%s%" G_GSIZE_FORMAT, d > 0 ? ", " : "", dims[d]);
  g_string_append_c (out, ']');

  return g_string_free (out, FALSE);
}

/* The scales of an I8 matrix, or NULL. */
static const MtnTensor *
find_scales (MtnSafetensors *file, const MtnTensor *matrix)
{
  g_autofree char *name = mtn_checkpoint_dup_scale_name (matrix->name);
  const MtnTensor *scales = mtn_safetensors_find (file, name);

  if (scales == NULL || scales->dtype != MTN_DTYPE_F32 || scales->n_dims != 1 ||
      scales->dims[0] != matrix->dims[0])
    return NULL;

  return scales;
}

gboolean
mtn_checkpoint_is_compact (MtnSafetensors *file, const MtnTensor *tensor)
{
  return tensor->n_dims == 2 && (tensor->dtype == MTN_DTYPE_F16 ||
                                 (tensor->dtype == MTN_DTYPE_I8 && find_scales (file, tensor) != NULL));
}

/* Weights are scales times integers; whether those are finite is known from the scales. */
static gboolean
check_scales (Check *self, const MtnTensor *matrix, GError **error)
{
  const MtnTensor *scales = find_scales (self->file, matrix);

  if (scales == NULL)
    {
      g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_TENSOR,
                   _ ("%s: tensor “%s” is I8, so “%s.scale” must be F32 of shape [%zu]"), self->what,
                   matrix->name, matrix->name, matrix->dims[0]);
      return FALSE;
    }
  for (gsize r = 0; r < scales->n_values; r++)
    {
      float scale = ((const float *) scales->data)[r];

      if (scale >= 0 && scale <= MTN_COMPACT_MAX_SCALE)
        continue;
      g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_TENSOR,
                   _ ("%s: value %zu of tensor “%s” must be 0 or more, and no larger than F32 "
                      "can hold 128 times"),
                   self->what, r, scales->name);
      return FALSE;
    }

  return TRUE;
}

/* A vector is F32; a matrix may also be F16, or I8 with scales. */
static const MtnTensor *
find_tensor (Check *self, const char *part, const char *name, guint n_dims, GError **error)
{
  g_autofree char *full_name = mtn_checkpoint_dup_tensor_name (part, name);
  const MtnTensor *tensor = mtn_safetensors_find (self->file, full_name);
  gboolean is_compact;

  if (tensor == NULL)
    {
      g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_TENSOR, _ ("%s: tensor “%s” is missing"),
                   self->what, full_name);
      return NULL;
    }
  is_compact = n_dims == 2 && (tensor->dtype == MTN_DTYPE_F16 || tensor->dtype == MTN_DTYPE_I8);
  if ((tensor->dtype != MTN_DTYPE_F32 && !is_compact) || tensor->n_dims != n_dims)
    {
      g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_TENSOR,
                   _ ("%s: tensor “%s” must be %s with %u dimensions, not %s with %u"), self->what, full_name,
                   n_dims == 2 ? _ ("F32, F16 or I8") : "F32", n_dims, mtn_dtype_get_name (tensor->dtype),
                   tensor->n_dims);
      return NULL;
    }
  if (tensor->dtype == MTN_DTYPE_I8 && !check_scales (self, tensor, error))
    return NULL;

  return tensor;
}

/* As find_tensor(), and with just this shape. */
static const MtnTensor *
need_tensor (Check *self, const char *part, const char *name, guint n_dims, const gsize *dims, GError **error)
{
  const MtnTensor *tensor = find_tensor (self, part, name, n_dims, error);

  if (tensor == NULL)
    return NULL;

  for (guint d = 0; d < n_dims; d++)
    {
      if (tensor->dims[d] != dims[d])
        {
          g_autofree char *is = dup_shape (tensor->dims, n_dims);
          g_autofree char *must = dup_shape (dims, n_dims);

          g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_TENSOR,
                       _ ("%s: tensor “%s” has the shape %s, but catalogue and vocabulary need %s"),
                       self->what, tensor->name, is, must);
          return NULL;
        }
    }

  return tensor;
}

/* Square roots are taken of these, and divisions made by them. */
static gboolean
check_sign (Check *self, const MtnTensor *tensor, gboolean zero_allowed, GError **error)
{
  const float *values = tensor->data;

  for (gsize i = 0; i < tensor->n_values; i++)
    {
      if (values[i] > 0 || (zero_allowed && values[i] == 0))
        continue;
      g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_TENSOR,
                   _ ("%s: value %zu of tensor “%s” must be %s"), self->what, i, tensor->name,
                   zero_allowed ? _ ("0 or more") : _ ("above 0"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
fail_empty (Check *self, const MtnTensor *tensor, GError **error)
{
  g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_TENSOR, _ ("%s: tensor “%s” is empty"),
               self->what, tensor->name);

  return FALSE;
}

/* May be missing. */
static gboolean
check_reach (Check *self, const char *part, GError **error)
{
  g_autofree char *name = mtn_checkpoint_dup_tensor_name (part, "reach");
  const MtnTensor *reach;

  if (mtn_safetensors_find (self->file, name) == NULL)
    return TRUE;

  reach = need_tensor (self, part, "reach", 1, &self->n_movies, error);

  return reach != NULL && check_sign (self, reach, TRUE, error);
}

static gboolean
check_spectral (Check *self, const char *part, GError **error)
{
  const MtnTensor *factors = find_tensor (self, part, "factors", 2, error);
  const MtnTensor *eigenvalues;
  const MtnTensor *gram;
  gsize rank;

  if (factors == NULL)
    return FALSE;

  rank = factors->dims[1];
  if (rank == 0)
    return fail_empty (self, factors, error);
  return need_tensor (self, part, "factors", 2, (gsize[]){ self->n_movies, rank }, error) != NULL &&
         (eigenvalues = need_tensor (self, part, "eigenvalues", 1, &rank, error)) != NULL &&
         check_sign (self, eigenvalues, TRUE, error) &&
         (gram = need_tensor (self, part, "gram", 1, &self->n_movies, error)) != NULL &&
         check_sign (self, gram, FALSE, error) && check_reach (self, part, error);
}

static gboolean
check_factors (Check *self, const char *part, GError **error)
{
  const MtnTensor *factors = find_tensor (self, part, "factors", 2, error);
  gsize rank;

  if (factors == NULL)
    return FALSE;

  rank = factors->dims[1];
  if (rank == 0)
    return fail_empty (self, factors, error);
  return need_tensor (self, part, "factors", 2, (gsize[]){ self->n_movies, rank }, error) != NULL &&
         need_tensor (self, part, "gram", 2, (gsize[]){ rank, rank }, error) != NULL;
}

/* Layers chain from the inputs to the catalogue; their number is that of the tensors there. */
static gboolean
check_layers (Check *self, const char *part, gsize n_in, GError **error)
{
  for (guint layer = 1;; layer++)
    {
      g_autofree char *weight_name = g_strdup_printf ("fc%u.weight", layer);
      g_autofree char *bias_name = g_strdup_printf ("fc%u.bias", layer);
      g_autofree char *next_name = g_strdup_printf ("fc%u.weight", layer + 1);
      g_autofree char *next_full = mtn_checkpoint_dup_tensor_name (part, next_name);
      gboolean is_last = mtn_safetensors_find (self->file, next_full) == NULL;
      const MtnTensor *weight = find_tensor (self, part, weight_name, 2, error);
      gsize n_out;

      if (weight == NULL)
        return FALSE;
      n_out = is_last ? self->n_movies : weight->dims[0];
      if (!need_tensor (self, part, weight_name, 2, (gsize[]){ n_out, n_in }, error) ||
          !need_tensor (self, part, bias_name, 1, &n_out, error))
        return FALSE;
      if (is_last)
        return TRUE;
      n_in = n_out;
    }
}

static gboolean
check_part (Check *self, const MtnPart *part, GError **error)
{
  const gsize n = self->n_movies;

  switch (part->type)
    {
    case MTN_PART_POPULARITY:
      return need_tensor (self, part->name, "score", 1, &n, error) != NULL;
    case MTN_PART_DEMOGRAPHIC:
      return need_tensor (self, part->name, "age", 2, (gsize[]){ self->n_ages, n }, error) != NULL &&
             need_tensor (self, part->name, "gender", 2, (gsize[]){ self->n_genders, n }, error) != NULL &&
             need_tensor (self, part->name, "occupation", 2, (gsize[]){ self->n_occupations, n }, error) !=
                 NULL;
    case MTN_PART_SPECTRAL:
      return check_spectral (self, part->name, error);
    case MTN_PART_ITEM_ITEM:
      return need_tensor (self, part->name, "weight", 2, (gsize[]){ n, n }, error) != NULL;
    case MTN_PART_NETWORK:
      return check_layers (self, part->name, mtn_network_n_inputs (self->n_genres, n), error);
    case MTN_PART_AUTOENCODER:
      return check_layers (self, part->name, n, error);
    case MTN_PART_FACTORS:
      return check_factors (self, part->name, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
mtn_checkpoint_check_parts (MtnSafetensors *file,
                            const MtnArchitecture *architecture,
                            const MtnCatalog *catalog,
                            const MtnVocabulary *vocabulary,
                            const char *what,
                            GError **error)
{
  Check check = {
    .file = file,
    .what = what,
    .n_movies = mtn_catalog_get_n_movies (catalog),
    .n_genres = mtn_catalog_get_n_genres (catalog),
    .n_ages = vocabulary->n_ages,
    .n_genders = g_strv_length (vocabulary->genders),
    .n_occupations = g_strv_length (vocabulary->occupations),
  };

  for (guint i = 0; i < architecture->parts->len; i++)
    {
      if (!check_part (&check, g_ptr_array_index (architecture->parts, i), error))
        return FALSE;
    }

  return TRUE;
}
