/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What is done to the files: written in a thread, deleted by hiding them until it is final. */

#include "mtn-model-store-private.h"

#include <errno.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mtn-file.h"
#include "mtn-tree.h"

#define DELETED_PREFIX ".deleted-"

typedef struct
{
  MtnModelItem *item;
  char *from;
  char *to;
  char *name;      /* (nullable): NULL: the file as it is */
  gboolean is_new; /* a model of its own */
} Write;

static void
write_free (gpointer data)
{
  Write *self = data;

  g_object_unref (self->item);
  g_free (self->from);
  g_free (self->to);
  g_free (self->name);
  g_free (self);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  guint64 size;
  int fd = mtn_file_open_plain (from, &size, error);

  if (fd < 0)
    return FALSE;
  bytes = mtn_file_read (fd, size, from, error);
  close (fd);

  return bytes != NULL &&
         mtn_file_replace_bytes (to, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

static void
run_write (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Write *work = data;
  GError *error = NULL;
  gboolean done;

  if (work->name == NULL)
    done = copy_file (work->from, work->to, &error);
  else
    {
      g_autoptr (MtnCheckpoint) checkpoint = mtn_checkpoint_open (work->from, &error);

      done = checkpoint != NULL && mtn_checkpoint_write_copy (checkpoint, work->to, work->name, &error);
    }
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MtnModelStore *self = MTN_MODEL_STORE (source);
  Write *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->n_writing--;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    mtn_model_store_tell_notice (self, error->message);
  else if (work->is_new)
    g_hash_table_add (self->awaited, g_strdup (work->to));
  else if (work->name == NULL)
    mtn_model_store_tell_exported (self, work->to);
  /* The name that Movies shows is that of the file. */
  else if (mtn_model_item_get_recommends (work->item))
    mtn_app_state_load_model (self->state, work->to);

  if (!g_cancellable_is_cancelled (self->cancellable))
    mtn_model_store_refresh (self);
}

/* Takes @to. */
static void
write_soon (MtnModelStore *self, MtnModelItem *item, char *to, const char *name, gboolean is_new)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);
  Write *work = g_new0 (Write, 1);

  work->item = g_object_ref (item);
  work->from = g_strdup (mtn_model_item_get_path (item));
  work->to = to;
  work->name = g_strdup (name);
  work->is_new = is_new;
  self->n_writing++;
  g_task_set_source_tag (task, write_soon);
  g_task_set_task_data (task, work, write_free);
  g_task_run_in_thread (task, run_write);
}

void
mtn_model_store_rename (MtnModelStore *self, MtnModelItem *item, const char *name)
{
  g_return_if_fail (MTN_IS_MODEL_STORE (self));
  g_return_if_fail (MTN_IS_MODEL_ITEM (item));
  g_return_if_fail (mtn_model_item_get_origin (item) == MTN_MODEL_OWN);
  g_return_if_fail (name != NULL);

  write_soon (self, item, g_strdup (mtn_model_item_get_path (item)), name, FALSE);
}

void
mtn_model_store_duplicate (MtnModelStore *self, MtnModelItem *item)
{
  g_autofree char *name = NULL;

  g_return_if_fail (MTN_IS_MODEL_STORE (self));
  g_return_if_fail (MTN_IS_MODEL_ITEM (item));

  /* Translators: %s is the name of a model that was duplicated */
  name = g_strdup_printf (_ ("%s (copy)"), mtn_model_item_get_name (item));
  write_soon (self, item, mtn_model_store_dup_free_path (self, name), name, TRUE);
}

void
mtn_model_store_export (MtnModelStore *self, MtnModelItem *item, const char *path)
{
  g_return_if_fail (MTN_IS_MODEL_STORE (self));
  g_return_if_fail (MTN_IS_MODEL_ITEM (item));
  g_return_if_fail (path != NULL);

  write_soon (self, item, g_strdup (path), NULL, FALSE);
}

void
mtn_model_store_purge_deleted (MtnModelStore *self)
{
  if (self->deleted_path != NULL)
    g_unlink (self->deleted_path);
  g_clear_pointer (&self->deleted_path, g_free);
  g_clear_object (&self->deleted);
}

void
mtn_model_store_remove_leftovers (MtnModelStore *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, DELETED_PREFIX))
      {
        g_autofree char *path = g_build_filename (self->folder, name, NULL);

        g_unlink (path);
      }
}

gboolean
mtn_model_store_delete (MtnModelStore *self, MtnModelItem *item, GError **error)
{
  const char *path;
  guint position;

  g_return_val_if_fail (MTN_IS_MODEL_STORE (self), FALSE);
  g_return_val_if_fail (MTN_IS_MODEL_ITEM (item), FALSE);
  g_return_val_if_fail (mtn_model_item_get_origin (item) != MTN_MODEL_SHIPPED, FALSE);

  mtn_model_store_purge_deleted (self);
  path = mtn_model_item_get_path (item);
  if (mtn_model_item_get_origin (item) == MTN_MODEL_OWN)
    {
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *hidden = g_strdup_printf ("%s/" DELETED_PREFIX "%s", self->folder, base);

      if (g_rename (path, hidden) != 0)
        {
          int saved = errno;
          g_autofree char *shown = g_filename_display_name (path);

          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), _ ("%s cannot be deleted: %s"),
                       shown, g_strerror (saved));
          return FALSE;
        }
      self->deleted_path = g_steal_pointer (&hidden);
    }
  else if (g_ptr_array_find_with_equal_func (self->opened, path, g_str_equal, &position))
    {
      g_ptr_array_remove_index (self->opened, position);
      mtn_model_store_remember_opened (self);
    }

  self->again = self->scanning; /* it has seen the file */
  self->deleted = g_object_ref (item);
  self->deleted_recommended = mtn_model_item_get_recommends (item);
  mtn_model_store_take_out (self, item);
  if (self->deleted_recommended)
    mtn_app_state_load_model (self->state, NULL);

  return TRUE;
}

gboolean
mtn_model_store_undo_delete (MtnModelStore *self)
{
  g_autoptr (MtnModelItem) item = NULL;

  g_return_val_if_fail (MTN_IS_MODEL_STORE (self), FALSE);

  if (self->deleted == NULL)
    return FALSE;

  item = g_steal_pointer (&self->deleted);
  if (self->deleted_path != NULL)
    {
      g_autofree char *hidden = g_steal_pointer (&self->deleted_path);

      if (g_file_test (mtn_model_item_get_path (item), G_FILE_TEST_EXISTS))
        {
          g_autofree char *path = mtn_model_store_dup_free_path (self, mtn_model_item_get_name (item));

          mtn_model_item_set_path (item, path);
        }
      if (g_rename (hidden, mtn_model_item_get_path (item)) != 0)
        return FALSE;
    }
  else
    {
      g_ptr_array_add (self->opened, g_strdup (mtn_model_item_get_path (item)));
      mtn_model_store_remember_opened (self);
    }

  self->again = self->scanning;
  mtn_model_item_set_recommends (item, FALSE);
  mtn_model_store_insert (self, item);
  if (self->deleted_recommended)
    mtn_model_store_use (self, item);
  mtn_model_store_tell_opened (self, item);

  return TRUE;
}

void
mtn_model_store_erase (MtnModelStore *self)
{
  g_return_if_fail (MTN_IS_MODEL_STORE (self));

  mtn_model_store_purge_deleted (self);
  mtn_tree_erase (self->folder, NULL, NULL);
  mtn_tree_erase (self->results_folder, NULL, NULL);
  g_ptr_array_set_size (self->opened, 0);
  mtn_model_store_remember_opened (self);
  if (mtn_app_state_get_model_path (self->state) != NULL)
    mtn_app_state_load_model (self->state, NULL);
  self->again = self->scanning;
  mtn_model_store_refresh (self);
}
