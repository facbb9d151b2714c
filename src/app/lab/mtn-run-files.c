/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-run-files.h"

#include <string.h>

#include "mtn-file.h"
#include "mtn-folder.h"
#include "mtn-run-private.h"
#include "mtn-run-publish.h"

struct _MtnRunFiles
{
  GThreadPool *pool;
};

/* What the thread for files is to do. */
typedef struct
{
  char *folder;
  char *json;           /* (nullable): what the description is to hold */
  gboolean is_finished; /* what only going on needs is deleted */
  MtnRunSpec spec;      /* of a finished one */
} Work;                 /* neither: the folder is deleted */

static void
do_file_work (gpointer data, gpointer unused)
{
  Work *work = data;

  if (work->json != NULL)
    {
      g_autofree char *path = g_build_filename (work->folder, MTN_RUN_FILE, NULL);
      g_autoptr (GError) error = NULL;

      /* What cannot be written here cannot be trained either, and that is told. */
      if (!mtn_file_replace_bytes (path, work->json, strlen (work->json), &error))
        g_info ("%s", error->message);
      else if (work->is_finished)
        mtn_run_publish_tidy (&work->spec, work->folder);
    }
  else
    mtn_folder_discard (work->folder);

  mtn_run_spec_clear (&work->spec);
  g_free (work->folder);
  g_free (work->json);
  g_free (work);
}

MtnRunFiles *
mtn_run_files_new (void)
{
  MtnRunFiles *self = g_new0 (MtnRunFiles, 1);

  self->pool = g_thread_pool_new (do_file_work, NULL, 1, FALSE, NULL);

  return self;
}

void
mtn_run_files_free (MtnRunFiles *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_free (self);
}

void
mtn_run_files_flush (MtnRunFiles *self)
{
  /* Freeing the pool is the way to wait for it. */
  g_thread_pool_free (self->pool, FALSE, TRUE);
  self->pool = g_thread_pool_new (do_file_work, NULL, 1, FALSE, NULL);
}

void
mtn_run_files_save (MtnRunFiles *self, MtnRun *run, gboolean is_removed)
{
  Work *work = g_new0 (Work, 1);

  work->folder = g_strdup (mtn_run_get_folder (run));
  work->json = mtn_run_dup_json (run, is_removed);
  work->is_finished = mtn_run_get_state (run) == MTN_RUN_FINISHED;
  if (work->is_finished)
    mtn_run_spec_copy (mtn_run_get_spec (run), &work->spec);
  g_thread_pool_push (self->pool, work, NULL);
}

void
mtn_run_files_delete (MtnRunFiles *self, const char *folder)
{
  Work *work = g_new0 (Work, 1);

  work->folder = g_strdup (folder);
  g_thread_pool_push (self->pool, work, NULL);
}
