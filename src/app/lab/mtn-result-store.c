/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-result-store.h"

#include <glib/gi18n.h>

#include "mtn-folder-watch.h"
#include "mtn-result-color.h"
#include "mtn-result-file.h"
#include "mtn-result-notes.h"

/* Of one kind: more lines than that nobody tells apart. */
#define MAX_SHOWN 8

struct _MtnResultStore
{
  GObject parent_instance;

  GListStore *items;
  char *folder;                               /* (nullable) */
  MtnFolderWatch *watches[2];                 /* (nullable) */
  GHashTable *colors[MTN_RESULT_COLOR_KINDS]; /* [kind] name → color + 1 */
  MtnResultNotes notes;
  GStrv opened;
  char *error_message;
  guint changed_source;
};

enum
{
  PROP_0,
  PROP_OPENED,
  PROP_NOTES,
  PROP_ERROR_MESSAGE,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MtnResultStore,
                               mtn_result_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return MTN_TYPE_RESULT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (MTN_RESULT_STORE (model)->items));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (MTN_RESULT_STORE (model)->items), position);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static gboolean
changed_idle_cb (gpointer user_data)
{
  MtnResultStore *self = user_data;

  self->changed_source = 0;
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
queue_changed (MtnResultStore *self)
{
  if (self->changed_source == 0)
    self->changed_source = g_idle_add (changed_idle_cb, self);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  MtnResultItem *one = (gpointer) a, *other = (gpointer) b;
  int order = (int) mtn_result_item_get_kind (one) - (int) mtn_result_item_get_kind (other);

  if (order == 0)
    order = mtn_result_item_get_pinned (other) - mtn_result_item_get_pinned (one);
  if (order == 0)
    order = g_strcmp0 (mtn_result_item_get_rows_key (one), mtn_result_item_get_rows_key (other));

  return order != 0 ? order
                    : g_utf8_collate (mtn_result_item_get_name (one), mtn_result_item_get_name (other));
}

/* What is the same thing when it is read again: one line of plain text, whatever the file is called. */
static char *
dup_id (const char *path, MtnResultItem *item)
{
  const MtnCurve *curve = mtn_result_item_get_curve (item);
  g_autofree char *place = g_uri_escape_string (path, "/", TRUE);
  g_autofree char *name =
      g_uri_escape_string (curve != NULL ? curve->name : mtn_result_item_get_name (item), NULL, TRUE);

  return g_strdup_printf ("%s#%s", place, name);
}

static const char *
get_id (MtnResultItem *item)
{
  return g_object_get_data (G_OBJECT (item), "mtn-id");
}

static const char *
get_note (MtnResultStore *self, MtnNote note, const char *id)
{
  return mtn_result_notes_get (&self->notes, note, id);
}

static void
set_note (MtnResultStore *self, MtnNote note, const char *id, const char *text)
{
  if (mtn_result_notes_set (&self->notes, note, id, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTES]);
}

static MtnResultItem *
find_id (MtnResultStore *self, const char *id)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (MtnResultItem) item = get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (get_id (item), id))
        return item;
    }

  return NULL;
}

/* Two that would be told apart by nothing get the names of their files too. */
static void
make_unique (MtnResultStore *self, MtnResultItem *item)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (MtnResultItem) other = get_item (G_LIST_MODEL (self), i);

      if (mtn_result_item_get_kind (other) == mtn_result_item_get_kind (item) &&
          g_strcmp0 (mtn_result_item_get_rows_key (other), mtn_result_item_get_rows_key (item)) == 0 &&
          g_str_equal (mtn_result_item_get_name (other), mtn_result_item_get_name (item)))
        {
          g_autofree char *folder = g_path_get_dirname (mtn_result_item_get_path (item));
          g_autofree char *place = g_filename_display_basename (folder);
          g_autofree char *file = g_filename_display_basename (mtn_result_item_get_path (item));
          g_autofree char *name =
              g_strdup_printf ("%s (%s/%s)", mtn_result_item_get_name (item), place, file);

          mtn_result_item_set_name (item, name);
          return;
        }
    }
}

static guint
count_shown (MtnResultStore *self, MtnResultItem *like)
{
  guint n = 0;

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (MtnResultItem) item = get_item (G_LIST_MODEL (self), i);

      n += mtn_result_item_get_shown (item) &&
           mtn_result_item_get_kind (item) == mtn_result_item_get_kind (like) &&
           g_strcmp0 (mtn_result_item_get_rows_key (item), mtn_result_item_get_rows_key (like)) == 0;
    }

  return n;
}

static void
insert (MtnResultStore *self, MtnResultItem *item)
{
  guint position = g_list_store_insert_sorted (self->items, item, compare_items, NULL);

  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  queue_changed (self);
}

static void
take_items (MtnResultStore *self, const char *path, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      MtnResultItem *item = g_ptr_array_index (items, i);
      g_autofree char *id = dup_id (path, item);
      MtnResultItem *known = find_id (self, id);

      if (known != NULL)
        {
          g_autofree char *name = g_strdup (mtn_result_item_get_name (known));

          mtn_result_item_replace (known, item);
          mtn_result_item_set_name (known, name);
          continue;
        }
      if (get_note (self, MTN_NOTE_REMOVED, id) != NULL)
        continue;
      g_object_set_data_full (G_OBJECT (item), "mtn-id", g_strdup (id), g_free);
      make_unique (self, item);
      if (mtn_result_color_give (self->colors, &self->notes, item))
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTES]);
      if (get_note (self, MTN_NOTE_NAME, id) != NULL)
        mtn_result_item_set_name (item, get_note (self, MTN_NOTE_NAME, id));
      mtn_result_item_set_pinned (item, get_note (self, MTN_NOTE_PINNED, id) != NULL);
      mtn_result_item_set_shown (item,
                                 mtn_result_item_get_pinned (item) || count_shown (self, item) < MAX_SHOWN);
      g_signal_connect_object (item, "notify::shown", G_CALLBACK (queue_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (item, "changed", G_CALLBACK (queue_changed), self, G_CONNECT_SWAPPED);
      insert (self, item);
    }
}

static void
set_error (MtnResultStore *self, const char *message)
{
  if (g_strcmp0 (message, self->error_message) == 0)
    return;

  g_free (self->error_message);
  self->error_message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
}

static void
remember (MtnResultStore *self, const char *path)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  if (self->opened != NULL && g_strv_contains ((const char *const *) self->opened, path))
    return;

  builder = g_strv_builder_new ();
  if (self->opened != NULL)
    g_strv_builder_addv (builder, (const char **) self->opened);
  g_strv_builder_add (builder, path);
  g_strfreev (self->opened);
  self->opened = g_strv_builder_end (builder);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPENED]);
}

/* Reading in a worker. */

typedef struct
{
  char *path;
  gboolean is_opened; /* by the person, who is told of a failure */
} Reading;

static void
reading_free (gpointer data)
{
  g_free (((Reading *) data)->path);
  g_free (data);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *items = mtn_result_file_read (((Reading *) data)->path, &error);

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MtnResultStore *self = MTN_RESULT_STORE (source);
  const Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), &error);

  if (items != NULL)
    {
      if (reading->is_opened)
        {
          set_error (self, NULL);
          remember (self, reading->path);
        }
      take_items (self, reading->path, items);
    }
  /* In our own folders lie other files too, and logs of which nothing is written yet. */
  else if (reading->is_opened)
    set_error (self, error->message);
}

static void
read_soon (MtnResultStore *self, const char *path, gboolean is_opened)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);
  Reading *reading = g_new (Reading, 1);

  *reading = (Reading){ g_strdup (path), is_opened };
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
found_cb (MtnFolderWatch *watch, const char *path, MtnResultStore *self)
{
  if (g_str_has_suffix (path, ".jsonl") || g_str_has_suffix (path, ".json"))
    read_soon (self, path, FALSE);
}

static void
lost_cb (MtnFolderWatch *watch, const char *path, MtnResultStore *self)
{
  for (guint i = get_n_items (G_LIST_MODEL (self)); i-- > 0;)
    {
      g_autoptr (MtnResultItem) item = get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (mtn_result_item_get_path (item), path))
        {
          g_list_store_remove (self->items, i);
          g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
          queue_changed (self);
        }
    }
}

static void
mtn_result_store_dispose (GObject *object)
{
  MtnResultStore *self = MTN_RESULT_STORE (object);

  g_clear_handle_id (&self->changed_source, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->watches); i++)
    g_clear_object (&self->watches[i]);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (mtn_result_store_parent_class)->dispose (object);
}

static void
mtn_result_store_finalize (GObject *object)
{
  MtnResultStore *self = MTN_RESULT_STORE (object);

  g_free (self->error_message);
  g_strfreev (self->opened);
  for (guint i = 0; i < G_N_ELEMENTS (self->colors); i++)
    g_hash_table_unref (self->colors[i]);
  mtn_result_notes_clear (&self->notes);

  G_OBJECT_CLASS (mtn_result_store_parent_class)->finalize (object);
}

static void
set_opened (MtnResultStore *self, GStrv opened)
{
  for (guint i = 0; opened != NULL && opened[i] != NULL; i++)
    if (self->opened == NULL || !g_strv_contains ((const char *const *) self->opened, opened[i]))
      {
        remember (self, opened[i]);
        read_soon (self, opened[i], FALSE);
      }
}

static void
mtn_result_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnResultStore *self = MTN_RESULT_STORE (object);

  switch (prop_id)
    {
    case PROP_OPENED:
      g_value_set_boxed (value, self->opened);
      break;
    case PROP_NOTES:
      g_value_take_boxed (value, mtn_result_notes_to_strv (&self->notes));
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_result_store_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_OPENED:
      set_opened (MTN_RESULT_STORE (object), g_value_get_boxed (value));
      break;
    case PROP_NOTES:
      if (mtn_result_notes_take (&MTN_RESULT_STORE (object)->notes, g_value_get_boxed (value)))
        g_object_notify_by_pspec (object, properties[PROP_NOTES]);
      mtn_result_color_take (MTN_RESULT_STORE (object)->colors, &MTN_RESULT_STORE (object)->notes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_result_store_class_init (MtnResultStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mtn_result_store_dispose;
  object_class->finalize = mtn_result_store_finalize;
  object_class->get_property = mtn_result_store_get_property;
  object_class->set_property = mtn_result_store_set_property;

  properties[PROP_OPENED] =
      g_param_spec_boxed ("opened", NULL, NULL, G_TYPE_STRV,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTES] =
      g_param_spec_boxed ("notes", NULL, NULL, G_TYPE_STRV,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR_MESSAGE] =
      g_param_spec_string ("error-message", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mtn_result_store_init (MtnResultStore *self)
{
  self->items = g_list_store_new (MTN_TYPE_RESULT_ITEM);
  for (guint i = 0; i < G_N_ELEMENTS (self->colors); i++)
    self->colors[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  mtn_result_notes_init (&self->notes);
}

MtnResultStore *
mtn_result_store_new (const char *folder)
{
  MtnResultStore *self = g_object_new (MTN_TYPE_RESULT_STORE, NULL);

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (self->watches); i++)
    {
      g_autofree char *path = g_build_filename (folder, i == 0 ? "evaluations" : "runs", NULL);

      self->watches[i] = mtn_folder_watch_new ();
      g_signal_connect_object (self->watches[i], "found", G_CALLBACK (found_cb), self, 0);
      g_signal_connect_object (self->watches[i], "lost", G_CALLBACK (lost_cb), self, 0);
      mtn_folder_watch_start (self->watches[i], path, 1);
    }

  return self;
}

gboolean
mtn_result_store_add_file (MtnResultStore *self, GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (GPtrArray) items = NULL;

  g_return_val_if_fail (MTN_IS_RESULT_STORE (self), FALSE);

  if (path == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s is not on this computer: copy it first"),
                   uri);
      return FALSE;
    }
  items = mtn_result_file_read (path, error);
  if (items == NULL)
    return FALSE;

  remember (self, path);
  take_items (self, path, items);

  return TRUE;
}

/* What is opened again is meant to be seen. */
static void
forget_removed (MtnResultStore *self, const char *path)
{
  g_autofree char *place = g_uri_escape_string (path, "/", TRUE);
  g_autofree char *start = g_strconcat (place, "#", NULL);

  if (mtn_result_notes_forget (&self->notes, MTN_NOTE_REMOVED, start))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTES]);
}

void
mtn_result_store_open (MtnResultStore *self, const char *path)
{
  g_return_if_fail (MTN_IS_RESULT_STORE (self));

  forget_removed (self, path);
  read_soon (self, path, TRUE);
}

static gboolean
take_out (MtnResultStore *self, MtnResultItem *item)
{
  guint position;

  if (!g_list_store_find (self->items, item, &position))
    return FALSE;

  g_list_store_remove (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  queue_changed (self);

  return TRUE;
}

void
mtn_result_store_remove (MtnResultStore *self, MtnResultItem *item)
{
  g_return_if_fail (MTN_IS_RESULT_STORE (self));

  if (!g_list_store_find (self->items, item, NULL))
    return;

  set_note (self, MTN_NOTE_REMOVED, get_id (item), "");
  take_out (self, item);
}

void
mtn_result_store_restore (MtnResultStore *self, MtnResultItem *item)
{
  g_return_if_fail (MTN_IS_RESULT_STORE (self));

  set_note (self, MTN_NOTE_REMOVED, get_id (item), NULL);
  if (!g_list_store_find (self->items, item, NULL))
    insert (self, item);
}

/* To where it belongs now. */
static void
put_again (MtnResultStore *self, MtnResultItem *item)
{
  g_autoptr (MtnResultItem) kept = g_object_ref (item);

  if (take_out (self, kept))
    insert (self, kept);
}

void
mtn_result_store_rename (MtnResultStore *self, MtnResultItem *item, const char *name)
{
  g_return_if_fail (MTN_IS_RESULT_STORE (self));

  set_note (self, MTN_NOTE_NAME, get_id (item), name);
  mtn_result_item_set_name (item, name);
  put_again (self, item);
}

void
mtn_result_store_pin (MtnResultStore *self, MtnResultItem *item, gboolean pinned)
{
  g_return_if_fail (MTN_IS_RESULT_STORE (self));

  set_note (self, MTN_NOTE_PINNED, get_id (item), pinned ? "" : NULL);
  mtn_result_item_set_pinned (item, pinned);
  put_again (self, item);
}

void
mtn_result_store_dismiss_error (MtnResultStore *self)
{
  set_error (self, NULL);
}
