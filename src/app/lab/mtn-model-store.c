/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The list follows the disk: a scan in a thread says what is there, and what is
 * there no more goes. While a file is being written for the person, no scan is
 * taken over: it might have seen half of the change. */

#include "mtn-model-store-private.h"

#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mtn-default-model.h"
#include "mtn-model-scan.h"
#include "mtn-profile-folder.h"
#include "mtn-settings.h"

#define SUFFIX ".safetensors"
/* A file that is being copied into the folder changes many times. */
#define REFRESH_DELAY_MS 150

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MtnModelStore,
                               mtn_model_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  OPENED,
  EXPORTED,
  NOTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The list. */

static GType
get_item_type (GListModel *list)
{
  return MTN_TYPE_MODEL_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (MTN_MODEL_STORE (list)->items));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (MTN_MODEL_STORE (list)->items), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
items_changed_cb (MtnModelStore *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

gboolean
mtn_model_store_is_default (MtnModelStore *self, MtnModelItem *item)
{
  return g_str_equal (mtn_model_item_get_path (item), self->shipped_path);
}

/* Shipped ones first, then own ones, the newest first, then opened ones. */
static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  MtnModelItem *x = (MtnModelItem *) a, *y = (MtnModelItem *) b;
  MtnModelOrigin origin = mtn_model_item_get_origin (x);

  if (origin != mtn_model_item_get_origin (y))
    return (int) origin - (int) mtn_model_item_get_origin (y);
  if (mtn_model_store_is_default (user_data, x) != mtn_model_store_is_default (user_data, y))
    return mtn_model_store_is_default (user_data, x) ? -1 : 1;
  if (origin == MTN_MODEL_OWN && mtn_model_item_get_stamp (x) != mtn_model_item_get_stamp (y))
    return mtn_model_item_get_stamp (x) > mtn_model_item_get_stamp (y) ? -1 : 1;

  return strcmp (mtn_model_item_get_path (x), mtn_model_item_get_path (y));
}

void
mtn_model_store_insert (MtnModelStore *self, MtnModelItem *item)
{
  g_list_store_insert_sorted (self->items, item, compare_items, self);
}

void
mtn_model_store_take_out (MtnModelStore *self, MtnModelItem *item)
{
  guint position;

  if (g_list_store_find (self->items, item, &position))
    g_list_store_remove (self->items, position);
}

/* Which one recommends. */

void
mtn_model_store_tell_exported (MtnModelStore *self, const char *path)
{
  g_signal_emit (self, signals[EXPORTED], 0, path);
}

void
mtn_model_store_tell_opened (MtnModelStore *self, MtnModelItem *item)
{
  g_signal_emit (self, signals[OPENED], 0, item);
}

void
mtn_model_store_tell_notice (MtnModelStore *self, const char *message)
{
  g_signal_emit (self, signals[NOTICE], 0, message);
}

static void
update_recommends (MtnModelStore *self)
{
  const char *path = mtn_app_state_get_model_path (self->state);
  gboolean is_ready = mtn_app_state_get_status (self->state) == MTN_STATUS_READY;

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (MtnModelItem) item = get_item (G_LIST_MODEL (self), i);

      mtn_model_item_set_recommends (item,
                                     is_ready &&
                                         (path != NULL ? g_str_equal (mtn_model_item_get_path (item), path)
                                                       : mtn_model_store_is_default (self, item)));
    }
}

void
mtn_model_store_remember_opened (MtnModelStore *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->opened->len; i++)
    {
      g_autofree char *uri = g_filename_to_uri (g_ptr_array_index (self->opened, i), NULL, NULL);

      if (uri != NULL)
        g_string_append_printf (text, text->len > 0 ? " %s" : "%s", uri);
    }
  g_object_set (mtn_settings_get_default (), "opened-models", text->str, NULL);
}

static void
recall_opened (MtnModelStore *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) uris = NULL;

  g_object_get (mtn_settings_get_default (), "opened-models", &text, NULL);
  uris = g_strsplit (text, " ", -1);
  for (guint i = 0; uris[i] != NULL; i++)
    {
      char *path = g_filename_from_uri (uris[i], NULL, NULL);

      if (path != NULL)
        g_ptr_array_add (self->opened, path);
    }
}

static gboolean
is_elsewhere (MtnModelStore *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shipped = g_path_get_dirname (self->shipped_path);

  return !g_str_equal (folder, self->folder) && !g_str_equal (folder, shipped);
}

static void
add_opened (MtnModelStore *self, const char *path)
{
  g_hash_table_add (self->awaited, g_strdup (path));
  if (is_elsewhere (self, path) && !g_ptr_array_find_with_equal_func (self->opened, path, g_str_equal, NULL))
    {
      g_ptr_array_add (self->opened, g_strdup (path));
      mtn_model_store_remember_opened (self);
    }
  mtn_model_store_refresh (self);
}

static void
status_cb (MtnModelStore *self)
{
  const char *path = mtn_app_state_get_model_path (self->state);

  update_recommends (self);
  if (mtn_app_state_get_status (self->state) != MTN_STATUS_READY)
    return;

  g_object_set (mtn_settings_get_default (), "model", path != NULL ? path : "", NULL);
  if (path != NULL && mtn_model_store_find (self, path) == NULL)
    add_opened (self, path);
}

/* Scanning. */

static void
run_scan (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  mtn_model_scan_run (data, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
take_file (MtnModelStore *self, MtnModelFile *file, GHashTable *present)
{
  MtnModelItem *item = mtn_model_store_find (self, file->path);
  g_autoptr (MtnModelItem) created = NULL;

  /* A file that was opened and is gone: it may be on a disk that will be back, and is only not shown. */
  if (file->stamp == 0)
    return;

  g_hash_table_add (present, file->path);
  if (!file->is_known)
    {
      if (item == NULL)
        item = created = mtn_model_item_new (file->path, file->origin);
      mtn_model_item_set_facts (item, g_steal_pointer (&file->facts), file->error_message, file->stamp);
      if (created != NULL)
        mtn_model_store_insert (self, item);
    }
  mtn_model_item_set_scores (item, self->scores);
  if (g_hash_table_remove (self->awaited, file->path))
    g_signal_emit (self, signals[OPENED], 0, item);
}

static void
remove_absent (MtnModelStore *self, GHashTable *present)
{
  for (guint i = get_n_items (G_LIST_MODEL (self)); i > 0; i--)
    {
      g_autoptr (MtnModelItem) item = get_item (G_LIST_MODEL (self), i - 1);

      if (!g_hash_table_contains (present, mtn_model_item_get_path (item)))
        g_list_store_remove (self->items, i - 1);
    }
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MtnModelStore *self = MTN_MODEL_STORE (source);
  MtnModelScan *scan = g_task_get_task_data (G_TASK (result));
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);

  self->scanning = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->n_writing > 0 || self->again)
    {
      self->again = FALSE;
      if (self->n_writing == 0)
        mtn_model_store_refresh (self);
      return;
    }

  g_ptr_array_unref (self->scores);
  self->scores = g_ptr_array_ref (scan->scores);
  for (guint i = 0; i < scan->files->len; i++)
    take_file (self, g_ptr_array_index (scan->files, i), present);
  remove_absent (self, present);
  update_recommends (self);
}

static void
scan (MtnModelStore *self)
{
  g_autoptr (GTask) task = NULL;
  MtnModelScan *work;

  if (self->scanning || self->n_writing > 0)
    {
      self->again = TRUE;
      return;
    }

  self->scanning = TRUE;
  self->again = FALSE;
  work = mtn_model_scan_new ();
  work->shipped_folder = g_path_get_dirname (self->shipped_path);
  work->folder = g_strdup (self->folder);
  work->results_folder = g_strdup (self->results_folder);
  for (guint i = 0; i < self->opened->len; i++)
    g_ptr_array_add (work->opened, g_strdup (g_ptr_array_index (self->opened, i)));
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (MtnModelItem) item = get_item (G_LIST_MODEL (self), i);
      gint64 stamp = mtn_model_item_get_stamp (item);

      g_hash_table_insert (work->known, g_strdup (mtn_model_item_get_path (item)),
                           g_memdup2 (&stamp, sizeof stamp));
    }
  work->old_keep = g_ptr_array_ref (self->scores);
  for (guint i = 0; i < self->scores->len; i++)
    {
      MtnModelScore *score = g_ptr_array_index (self->scores, i);

      g_hash_table_insert (work->old_scores, score->path, score);
    }

  task = g_task_new (self, self->cancellable, scanned_cb, NULL);
  g_task_set_source_tag (task, scan);
  g_task_set_task_data (task, work, (GDestroyNotify) mtn_model_scan_free);
  g_task_run_in_thread (task, run_scan);
}

static gboolean
refresh_cb (gpointer user_data)
{
  MtnModelStore *self = user_data;

  self->refresh_source = 0;
  scan (self);

  return G_SOURCE_REMOVE;
}

static void
folder_changed_cb (MtnModelStore *self)
{
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  self->refresh_source = g_timeout_add (REFRESH_DELAY_MS, refresh_cb, self);
}

static void
watch (MtnModelStore *self)
{
  const char *folders[] = { self->folder, self->results_folder };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (folders[i]);

      self->monitors[i] = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (self->monitors[i] != NULL)
        g_signal_connect_object (self->monitors[i], "changed", G_CALLBACK (folder_changed_cb), self,
                                 G_CONNECT_SWAPPED);
    }
}

/* The object. */

static void
mtn_model_store_dispose (GObject *object)
{
  MtnModelStore *self = MTN_MODEL_STORE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->monitors); i++)
    g_clear_object (&self->monitors[i]);
  mtn_model_store_purge_deleted (self);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (mtn_model_store_parent_class)->dispose (object);
}

static void
mtn_model_store_finalize (GObject *object)
{
  MtnModelStore *self = MTN_MODEL_STORE (object);

  g_free (self->folder);
  g_free (self->results_folder);
  g_free (self->shipped_path);
  g_object_unref (self->items);
  g_ptr_array_unref (self->opened);
  g_ptr_array_unref (self->scores);
  g_hash_table_unref (self->awaited);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (mtn_model_store_parent_class)->finalize (object);
}

static void
mtn_model_store_class_init (MtnModelStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mtn_model_store_dispose;
  object_class->finalize = mtn_model_store_finalize;

  signals[OPENED] = g_signal_new ("opened", MTN_TYPE_MODEL_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, MTN_TYPE_MODEL_ITEM);
  signals[EXPORTED] = g_signal_new ("exported", MTN_TYPE_MODEL_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NOTICE] = g_signal_new ("notice", MTN_TYPE_MODEL_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mtn_model_store_init (MtnModelStore *self)
{
  self->items = g_list_store_new (MTN_TYPE_MODEL_ITEM);
  self->opened = g_ptr_array_new_with_free_func (g_free);
  self->scores = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_model_score_unref);
  self->awaited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

MtnModelStore *
mtn_model_store_new (MtnAppState *state, const char *data_dir)
{
  g_autofree char *base =
      data_dir != NULL ? g_strdup (data_dir) : g_build_filename (g_get_user_data_dir (), "matinee", NULL);
  MtnModelStore *self;

  g_return_val_if_fail (MTN_IS_APP_STATE (state), NULL);

  self = g_object_new (MTN_TYPE_MODEL_STORE, NULL);
  self->state = g_object_ref (state);
  self->folder = g_build_filename (base, "models", NULL);
  self->results_folder = g_build_filename (base, "evaluations", NULL);
  self->shipped_path = mtn_default_model_dup_path ();
  recall_opened (self);
  mtn_model_store_remove_leftovers (self);
  watch (self);
  g_signal_connect_object (state, "notify::status", G_CALLBACK (status_cb), self, G_CONNECT_SWAPPED);
  scan (self);

  return self;
}

const char *
mtn_model_store_get_folder (MtnModelStore *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_STORE (self), NULL);

  return self->folder;
}

const char *
mtn_model_store_get_results (MtnModelStore *self)
{
  g_return_val_if_fail (MTN_IS_MODEL_STORE (self), NULL);

  return self->results_folder;
}

char *
mtn_model_store_dup_free_path (MtnModelStore *self, const char *name)
{
  g_autofree char *slug = NULL;
  char *path;

  g_return_val_if_fail (MTN_IS_MODEL_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  g_mkdir_with_parents (self->folder, 0700);
  slug = mtn_profile_folder_make_slug (name);
  path = g_strdup_printf ("%s/%s" SUFFIX, self->folder, slug);
  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/%s-%u" SUFFIX, self->folder, slug, i);
    }

  return path;
}

MtnModelItem *
mtn_model_store_find (MtnModelStore *self, const char *path)
{
  g_return_val_if_fail (MTN_IS_MODEL_STORE (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (MtnModelItem) item = get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (mtn_model_item_get_path (item), path))
        return item; /* the list holds it */
    }

  return NULL;
}

void
mtn_model_store_refresh (MtnModelStore *self)
{
  g_return_if_fail (MTN_IS_MODEL_STORE (self));

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  scan (self);
}

void
mtn_model_store_ensure_model (MtnModelStore *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (MTN_IS_MODEL_STORE (self));

  g_object_get (mtn_settings_get_default (), "model", &path, NULL);
  if (mtn_app_state_get_status (self->state) == MTN_STATUS_LOADING &&
      !mtn_app_state_is_opening (self->state) && *path != '\0' && g_file_test (path, G_FILE_TEST_EXISTS))
    mtn_app_state_load_model (self->state, path);
  else
    mtn_app_state_ensure_model (self->state);
}

void
mtn_model_store_use (MtnModelStore *self, MtnModelItem *item)
{
  g_return_if_fail (MTN_IS_MODEL_STORE (self));
  g_return_if_fail (MTN_IS_MODEL_ITEM (item));

  if (!mtn_model_item_get_recommends (item))
    mtn_app_state_load_model (self->state, mtn_model_store_is_default (self, item)
                                               ? NULL
                                               : mtn_model_item_get_path (item));
}

void
mtn_model_store_open (MtnModelStore *self, const char *path)
{
  g_autofree char *canonical = NULL;

  g_return_if_fail (MTN_IS_MODEL_STORE (self));
  g_return_if_fail (path != NULL);

  canonical = g_canonicalize_filename (path, NULL);
  add_opened (self, canonical);
}
