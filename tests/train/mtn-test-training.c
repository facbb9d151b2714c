/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-test-training.h"

#include <glib/gstdio.h>

void
mtn_test_training_set_up (MtnTestTraining *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const char *path = g_getenv ("MTN_SYNTHETIC_DATA");

  g_assert_nonnull (path);
  self->dataset = mtn_dataset_load (path, NULL, NULL, &error);
  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("matinee-train-XXXXXX", &error);
  g_assert_no_error (error);
  self->out = mtn_test_training_dup_path (self, "model.safetensors");
  g_setenv ("SOURCE_DATE_EPOCH", "880000000", TRUE);
}

void
mtn_test_training_tear_down (MtnTestTraining *self, gconstpointer unused)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = mtn_test_training_dup_path (self, name);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->out);
  g_clear_pointer (&self->dataset, mtn_dataset_free);
}

char *
mtn_test_training_dup_path (MtnTestTraining *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}
