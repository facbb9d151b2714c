/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The manifest: what the other files of a prepared folder are, in JSON. Its last line holds the
 * checksum of all that stands above, so that a changed manifest is noticed like any other change. */

#include "mtn-prepared-manifest.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-json-guard.h"
#include "mtn-json-text.h"

#define MAX_BYTES (4u << 20)
#define MAX_DEPTH 8
#define SEAL_BEGIN "  \"sha256\": \""
#define SEAL_END "\"\n}\n"
#define SHA256_LETTERS 64

static const char *const feature_names[] = { "documented", "seed-2023", NULL };

void
mtn_prepared_manifest_clear (MtnPreparedManifest *self)
{
  g_free (self->name);
  g_free (self->sha256);
  g_free (self->licence);
  g_strfreev (self->genres);
  g_clear_pointer (&self->vocabulary, mtn_vocabulary_unref);
  g_free (self->features);
  g_free (self->dataset.sha256);
  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    g_free (self->parts[part].sha256);
  *self = (MtnPreparedManifest){ 0 };
}

char *
mtn_prepared_dup_part_name (MtnSplitPart part)
{
  return g_strconcat (mtn_split_part_name (part), ".bin", NULL);
}

static void
append_strings (GString *out, const char *key, char **strings)
{
  g_string_append_printf (out, "\"%s\": [", key);
  for (guint i = 0; strings[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      mtn_json_text_append_string (out, strings[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_file (GString *out,
             const char *key,
             const char *name,
             const MtnPreparedFile *file,
             gboolean with_samples)
{
  g_string_append_printf (out, "    \"%s\": {\"file\": \"%s\", \"bytes\": %" G_GUINT64_FORMAT, key, name,
                          file->size);
  if (with_samples)
    g_string_append_printf (out, ", \"samples\": %u", file->n_samples);
  g_string_append_printf (out, ", \"sha256\": \"%s\"}", file->sha256);
}

static void
append_dataset (GString *out, const MtnPreparedManifest *self)
{
  const struct
  {
    const char *key, *text;
  } texts[] = { { "name", self->name }, { "sha256", self->sha256 }, { "licence", self->licence } };

  g_string_append (out, "  \"dataset\": {\n");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_string_append_printf (out, "    \"%s\": ", texts[i].key);
      mtn_json_text_append_string (out, texts[i].text);
      g_string_append (out, ",\n");
    }
  if (self->variant != NULL)
    g_string_append_printf (out, "    \"variant\": \"%s\",\n", self->variant);
  g_string_append (out, "    ");
  append_strings (out, "genres", self->genres);
  g_string_append (out, ",\n    \"ages\": [");
  for (guint i = 0; i < self->vocabulary->n_ages; i++)
    g_string_append_printf (out, "%s%d", i > 0 ? ", " : "", self->vocabulary->age_starts[i]);
  g_string_append (out, "],\n    ");
  append_strings (out, "genders", self->vocabulary->genders);
  g_string_append (out, ",\n    ");
  append_strings (out, "occupations", self->vocabulary->occupations);
  g_string_append (out, "\n  },\n");
}

static void
append_split (GString *out, const MtnPreparedManifest *self)
{
  const MtnSplitOptions *options = &self->options;

  g_string_append_printf (out, "  \"split\": {\n    \"kind\": \"%s\",\n    \"fractions\": [",
                          mtn_split_kind_name (options->kind));
  for (guint i = 0; i < options->n_fractions; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      mtn_json_text_append_double (out, options->fractions[i]);
    }
  g_string_append_printf (out, "],\n    \"masks\": %u,\n    \"train_ratio\": ", options->n_masks);
  mtn_json_text_append_double (out, options->train_ratio);
  g_string_append (out, ",\n    \"validation_ratio\": ");
  mtn_json_text_append_double (out, options->validation_ratio);
  g_string_append_printf (out, ",\n    \"seed\": %" G_GUINT64_FORMAT "\n  },\n", options->seed);
}

gboolean
mtn_prepared_manifest_write (const MtnPreparedManifest *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MTN_PREPARED_MANIFEST, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *sha256 = NULL;

  g_string_append_printf (out, "{\n  \"format\": \"%s\",\n  \"format_version\": %d,\n", MTN_PREPARED_FORMAT,
                          MTN_PREPARED_VERSION);
  append_dataset (out, self);
  append_split (out, self);
  g_string_append_printf (out, "  \"features\": \"%s\",\n  \"files\": {\n", self->features);
  append_file (out, "dataset", MTN_PREPARED_DATASET, &self->dataset, FALSE);
  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    {
      g_autofree char *name = mtn_prepared_dup_part_name (part);

      if (self->parts[part].sha256 == NULL)
        continue;
      g_string_append (out, ",\n");
      append_file (out, mtn_split_part_name (part), name, &self->parts[part], TRUE);
    }
  g_string_append (out, "\n  },\n");

  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) out->str, out->len);
  g_string_append_printf (out, SEAL_BEGIN "%s" SEAL_END, sha256);

  return mtn_file_replace_bytes (path, out->str, out->len, error);
}

/* Where a value stands, for errors. */
typedef struct
{
  const char *name; /* of the file */
  JsonObject *object;
} Source;

static gboolean
fail (const Source *source, const char *key, GError **error)
{
  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: “%s” is missing, or not what it should be"),
               source->name, key);
  return FALSE;
}

static gboolean
read_object (const Source *source, const char *key, Source *member, GError **error)
{
  JsonNode *node = json_object_get_member (source->object, key);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (source, key, error);

  *member = (Source){ .name = source->name, .object = json_node_get_object (node) };
  return TRUE;
}

/* @text: (out) (transfer full) */
static gboolean
read_text (const Source *source, const char *key, char **text, GError **error)
{
  JsonNode *node = json_object_get_member (source->object, key);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (source, key, error);

  g_free (*text);
  *text = json_node_dup_string (node);
  return TRUE;
}

static gboolean
get_number (JsonNode *node, double *number)
{
  GType type =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_INT64)
    *number = (double) json_node_get_int (node);
  else if (type == G_TYPE_DOUBLE)
    *number = json_node_get_double (node);
  else
    return FALSE;

  return isfinite (*number);
}

/* A whole number from 0 to @max. */
static gboolean
read_whole (const Source *source, const char *key, guint64 max, guint64 *value, GError **error)
{
  JsonNode *node = json_object_get_member (source->object, key);
  double number;

  if (!get_number (node, &number) || !(number >= 0 && number <= (double) max) || number != floor (number))
    return fail (source, key, error);

  *value = (guint64) number;
  return TRUE;
}

static gboolean
read_count (const Source *source, const char *key, guint max, guint *value, GError **error)
{
  guint64 number;

  if (!read_whole (source, key, max, &number, error))
    return FALSE;

  *value = (guint) number;
  return TRUE;
}

static gboolean
read_double (const Source *source, const char *key, double *value, GError **error)
{
  return get_number (json_object_get_member (source->object, key), value) || fail (source, key, error);
}

/* A list of at most @max values. */
static JsonArray *
read_list (const Source *source, const char *key, guint max, GError **error)
{
  JsonNode *node = json_object_get_member (source->object, key);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      json_array_get_length (json_node_get_array (node)) <= max)
    return json_node_get_array (node);

  fail (source, key, error);
  return NULL;
}

#define MAX_NAMES 4096

static char **
read_names (const Source *source, const char *key, guint max, GError **error)
{
  JsonArray *list = read_list (source, key, max, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (list == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
          json_node_get_string (node)[0] == '\0')
        {
          fail (source, key, error);
          return NULL;
        }
      g_ptr_array_add (names, json_node_dup_string (node));
    }
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static int *
read_ages (const Source *source, guint *n_ages, GError **error)
{
  JsonArray *list = read_list (source, "ages", MAX_NAMES, error);
  g_autofree int *ages = NULL;

  if (list == NULL)
    return NULL;

  *n_ages = json_array_get_length (list);
  ages = g_new0 (int, *n_ages + 1);
  for (guint i = 0; i < *n_ages; i++)
    {
      double age;

      if (!get_number (json_array_get_element (list, i), &age) || age != floor (age) ||
          !(age >= 0 && age <= G_MAXINT) || (i > 0 && age <= ages[i - 1]))
        {
          fail (source, "ages", error);
          return NULL;
        }
      ages[i] = (int) age;
    }

  return g_steal_pointer (&ages);
}

/* A name that this version does not know, or none, is no error: a data set can be read without it. */
static const char *
read_variant (const Source *source)
{
  g_autofree char *name = NULL;

  return json_object_has_member (source->object, "variant") && read_text (source, "variant", &name, NULL)
             ? mtn_dataset_find_variant (name)
             : NULL;
}

static gboolean
read_dataset (MtnPreparedManifest *self, const Source *root, GError **error)
{
  g_auto (GStrv) genders = NULL;
  g_auto (GStrv) occupations = NULL;
  g_autofree int *ages = NULL;
  guint n_ages;
  Source source;

  if (!read_object (root, "dataset", &source, error) || !read_text (&source, "name", &self->name, error) ||
      !read_text (&source, "sha256", &self->sha256, error) ||
      !read_text (&source, "licence", &self->licence, error))
    return FALSE;

  self->variant = read_variant (&source);
  self->genres = read_names (&source, "genres", MTN_CATALOG_MAX_GENRES, error);
  if (self->genres == NULL)
    return FALSE;
  ages = read_ages (&source, &n_ages, error);
  genders = ages != NULL ? read_names (&source, "genders", MAX_NAMES, error) : NULL;
  occupations = genders != NULL ? read_names (&source, "occupations", MAX_NAMES, error) : NULL;
  if (occupations == NULL)
    return FALSE;

  self->vocabulary =
      mtn_vocabulary_new (ages, n_ages, (const char *const *) genders, (const char *const *) occupations);
  return TRUE;
}

static gboolean
read_split (MtnPreparedManifest *self, const Source *root, GError **error)
{
  MtnSplitOptions *options = &self->options;
  g_autofree char *kind = NULL;
  JsonArray *fractions;
  Source source;

  if (!read_object (root, "split", &source, error) || !read_text (&source, "kind", &kind, error))
    return FALSE;
  if (strcmp (kind, mtn_split_kind_name (MTN_SPLIT_USERS)) == 0)
    options->kind = MTN_SPLIT_USERS;
  else if (strcmp (kind, mtn_split_kind_name (MTN_SPLIT_MASKS)) == 0)
    options->kind = MTN_SPLIT_MASKS;
  else
    return fail (&source, "kind", error);

  fractions = read_list (&source, "fractions", MTN_SPLIT_MAX_FRACTIONS, error);
  if (fractions == NULL)
    return FALSE;
  options->n_fractions = json_array_get_length (fractions);
  for (guint i = 0; i < options->n_fractions; i++)
    if (!get_number (json_array_get_element (fractions, i), &options->fractions[i]) ||
        !(options->fractions[i] >= 0.0 && options->fractions[i] < 1.0))
      return fail (&source, "fractions", error);

  if (!read_count (&source, "masks", MTN_SPLIT_MAX_MASKS, &options->n_masks, error))
    return FALSE;
  if (options->n_fractions < 1 || options->n_masks < 1)
    return fail (&source, options->n_masks < 1 ? "masks" : "fractions", error);

  return read_double (&source, "train_ratio", &options->train_ratio, error) &&
         read_double (&source, "validation_ratio", &options->validation_ratio, error) &&
         read_whole (&source, "seed", G_MAXUINT32, &options->seed, error);
}

static gboolean
read_file (const Source *files, const char *key, MtnPreparedFile *file, gboolean with_samples, GError **error)
{
  Source source;

  return read_object (files, key, &source, error) &&
         read_whole (&source, "bytes", G_GUINT64_CONSTANT (1) << 53, &file->size, error) &&
         read_text (&source, "sha256", &file->sha256, error) &&
         (!with_samples || read_count (&source, "samples", G_MAXUINT, &file->n_samples, error));
}

static gboolean
read_files (MtnPreparedManifest *self, const Source *root, GError **error)
{
  Source files;

  if (!read_object (root, "files", &files, error) ||
      !read_file (&files, "dataset", &self->dataset, FALSE, error))
    return FALSE;

  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    {
      const char *key = mtn_split_part_name (part);

      if (part == MTN_SPLIT_VALIDATION && !json_object_has_member (files.object, key))
        continue;
      if (!read_file (&files, key, &self->parts[part], TRUE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_root (MtnPreparedManifest *self, const Source *root, GError **error)
{
  g_autofree char *format = NULL;
  guint64 version;

  if (!read_text (root, "format", &format, error) || strcmp (format, MTN_PREPARED_FORMAT) != 0)
    {
      g_clear_error (error);
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: is no manifest of prepared data"), root->name);
      return FALSE;
    }
  if (!read_whole (root, "format_version", G_MAXINT, &version, error))
    return FALSE;
  if (version > MTN_PREPARED_VERSION)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("%s: written by a newer version of Matinee (format %d; this one knows %d)"), root->name,
                   (int) version, MTN_PREPARED_VERSION);
      return FALSE;
    }

  if (!read_dataset (self, root, error) || !read_split (self, root, error) ||
      !read_text (root, "features", &self->features, error) || !read_files (self, root, error))
    return FALSE;

  return g_strv_contains (feature_names, self->features) || fail (root, "features", error);
}

/* Whether the last line is the checksum of what stands above it. */
static gboolean
is_sealed (const char *text, gsize length)
{
  const gsize n_seal = strlen (SEAL_BEGIN) + SHA256_LETTERS + strlen (SEAL_END);
  g_autofree char *sha256 = NULL;
  g_autofree char *seal = NULL;

  if (length < n_seal)
    return FALSE;

  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length - n_seal);
  seal = g_strconcat (SEAL_BEGIN, sha256, SEAL_END, NULL);

  return memcmp (text + length - n_seal, seal, n_seal) == 0;
}

static GBytes *
read_bytes (const char *folder, const char *path, GError **error)
{
  guint64 size;
  int fd = mtn_file_check_inside (folder, path, error) ? mtn_file_open_plain (path, &size, error) : -1;
  GBytes *bytes;

  if (fd < 0)
    return NULL;

  bytes = mtn_file_read (fd, MAX_BYTES + 1, path, error);
  close (fd);

  return bytes;
}

gboolean
mtn_prepared_manifest_read (MtnPreparedManifest *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MTN_PREPARED_MANIFEST, NULL);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GBytes) bytes = read_bytes (folder, path, error);
  g_autoptr (JsonParser) parser = NULL;
  Source root = { .name = name };
  const char *text;
  gsize length;
  JsonNode *node;

  *self = (MtnPreparedManifest){ 0 };
  if (bytes == NULL)
    return FALSE;

  text = g_bytes_get_data (bytes, &length);
  if (!mtn_json_guard (text, length, name, MAX_DEPTH, MAX_BYTES, error))
    return FALSE;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, error))
    return FALSE;

  node = json_parser_get_root (parser);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: is no manifest of prepared data"), name);
      return FALSE;
    }

  root.object = json_node_get_object (node);
  if (!read_root (self, &root, error))
    return FALSE;

  if (is_sealed (text, length))
    return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
               _ ("%s: the checksum does not match: the file was changed; prepare the data again"), name);
  return FALSE;
}
