/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-run-curve.h"

#include <string.h>

#include "mtn-network-log.h"

#define LOG "_log.jsonl"

MtnRunCurve *
mtn_run_curve_new (const char *name)
{
  MtnRunCurve *self = g_new0 (MtnRunCurve, 1);

  self->name = g_strdup (name);
  self->epochs = g_array_new (FALSE, FALSE, sizeof (MtnNetworkEpoch));

  return self;
}

void
mtn_run_curve_free (MtnRunCurve *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_clear_pointer (&self->epochs, g_array_unref);
  g_free (self);
}

MtnRunCurve *
mtn_run_curve_find (GPtrArray *curves, const char *name)
{
  for (guint i = 0; i < curves->len; i++)
    {
      MtnRunCurve *curve = g_ptr_array_index (curves, i);

      if (g_str_equal (curve->name, name))
        return curve;
    }

  g_ptr_array_add (curves, mtn_run_curve_new (name));

  return g_ptr_array_index (curves, curves->len - 1);
}

gboolean
mtn_run_curve_extend (MtnRunCurve *self, const GArray *epochs)
{
  if (epochs->len <= self->epochs->len)
    return FALSE;

  g_array_append_vals (self->epochs, &g_array_index (epochs, MtnNetworkEpoch, self->epochs->len),
                       epochs->len - self->epochs->len);

  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
mtn_run_curve_read_all (const char *folder)
{
  GPtrArray *curves = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_run_curve_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (entry, LOG))
      g_ptr_array_add (names, g_strdup (entry));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      const char *file = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autofree char *name = g_strndup (file, strlen (file) - strlen (LOG));
      g_autoptr (GArray) epochs = mtn_network_log_read (path, NULL);

      /* A log that cannot be read is made again when the training goes on. */
      if (epochs != NULL && epochs->len > 0)
        mtn_run_curve_extend (mtn_run_curve_find (curves, name), epochs);
    }

  return curves;
}
