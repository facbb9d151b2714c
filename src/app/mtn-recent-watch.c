/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-recent-watch.h"

#include "mtn-data-location.h"
#include "mtn-recent.h"

static void
file_cb (GObject *source, const char *path)
{
  mtn_recent_add (path, TRUE);
}

static void
model_cb (MtnModelStore *models, MtnModelItem *item)
{
  if (mtn_model_item_get_origin (item) == MTN_MODEL_OPENED)
    mtn_recent_add (mtn_model_item_get_path (item), TRUE);
}

static void
data_cb (MtnDataStore *data)
{
  g_auto (GStrv) recent = NULL;
  g_auto (GStrv) paths = NULL;

  g_object_get (data, "recent", &recent, NULL);
  if (recent[0] == NULL)
    return;

  paths = mtn_data_location_dup_paths (recent[0]);
  for (guint i = 0; paths[i] != NULL; i++)
    mtn_recent_add (paths[i], TRUE);
}

void
mtn_recent_watch (MtnAppState *state, MtnModelStore *models, MtnDataStore *data)
{
  g_signal_connect (state, "opened", G_CALLBACK (file_cb), NULL);
  g_signal_connect (models, "opened", G_CALLBACK (model_cb), NULL);
  g_signal_connect (models, "exported", G_CALLBACK (file_cb), NULL);
  g_signal_connect (data, "notify::recent", G_CALLBACK (data_cb), NULL);
}
