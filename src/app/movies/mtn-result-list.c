/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* First, last, invert, play: before the rows change, each one's place is noted;
 * once the new places are allocated, each row is drawn at its old one and slid
 * to the new one by a single animation for all. The allocation itself is final
 * at once: clicks and the focus never land on a row that only passes by.
 *
 * Only what happens in or near the view moves far: a row that comes from way
 * off slides the last MAX_SLIDE pixels, new rows fade in. */

#include "mtn-result-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "mtn-film-actions.h"
#include "mtn-result-row.h"
#include "mtn-tab-stop.h"

#define DURATION 140
#define MAX_SLIDE 120.0
/* Films whose titles a change of the list is told by. */
#define N_TOLD 3

typedef struct
{
  MtnResultRow *row;
  double before; /* the row's place before the change, NaN: it is new */
  double slide;  /* from where it comes, relative to its place */
  double offset; /* where it is on its way */
} Item;

struct _MtnResultList
{
  GtkWidget parent_instance;

  GtkWidget *list;
  GHashTable *items; /* MtnFilm → Item */
  AdwAnimation *animation;
  gboolean changed; /* places are to be compared at the next allocation */
};

G_DEFINE_FINAL_TYPE (MtnResultList, mtn_result_list, GTK_TYPE_WIDGET)

static double
row_place (MtnResultList *self, MtnResultRow *row)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &bounds))
    return NAN;
  return bounds.origin.y;
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  guint left = mtn_result_get_rank (mtn_result_row_get_result (MTN_RESULT_ROW (a)));
  guint right = mtn_result_get_rank (mtn_result_row_get_result (MTN_RESULT_ROW (b)));

  return left < right ? -1 : left > right;
}

static void
move_cb (double value, gpointer user_data)
{
  MtnResultList *self = user_data;
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      Item *moving = item;

      moving->offset = round (moving->slide * (1 - value));
      mtn_result_row_set_motion (moving->row, moving->offset, isnan (moving->before) ? value : 1);
    }
}

static void
start_motion (MtnResultList *self)
{
  gboolean moves = FALSE;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Item *item = value;

      item->slide = 0;
      if (!isnan (item->before))
        item->slide = CLAMP (item->before - row_place (self, item->row), -MAX_SLIDE, MAX_SLIDE);
      if (item->slide != 0 || isnan (item->before))
        moves = TRUE;
    }

  adw_animation_reset (self->animation);
  if (moves && gtk_widget_get_mapped (GTK_WIDGET (self)))
    adw_animation_play (self->animation);
  else
    move_cb (1, self);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "film.why", NULL);
}

static void
mtn_result_list_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gtk_widget_measure (MTN_RESULT_LIST (widget)->list, orientation, for_size, minimum, natural, NULL, NULL);
}

static GtkSizeRequestMode
mtn_result_list_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mtn_result_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MtnResultList *self = MTN_RESULT_LIST (widget);

  gtk_widget_allocate (self->list, width, height, baseline, NULL);
  if (self->changed)
    {
      self->changed = FALSE;
      start_motion (self);
    }
}

static void
mtn_result_list_dispose (GObject *object)
{
  MtnResultList *self = MTN_RESULT_LIST (object);

  if (self->animation != NULL)
    adw_animation_skip (self->animation);
  g_clear_object (&self->animation);
  g_hash_table_remove_all (self->items);
  g_clear_pointer (&self->list, gtk_widget_unparent);

  G_OBJECT_CLASS (mtn_result_list_parent_class)->dispose (object);
}

static void
mtn_result_list_finalize (GObject *object)
{
  g_hash_table_unref (MTN_RESULT_LIST (object)->items);

  G_OBJECT_CLASS (mtn_result_list_parent_class)->finalize (object);
}

static void
mtn_result_list_class_init (MtnResultListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_result_list_dispose;
  object_class->finalize = mtn_result_list_finalize;
  widget_class->get_request_mode = mtn_result_list_get_request_mode;
  widget_class->measure = mtn_result_list_measure;
  widget_class->size_allocate = mtn_result_list_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mtn_result_list_init (MtnResultList *self)
{
  self->items = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), compare_rows, NULL, NULL);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), NULL);
  gtk_widget_add_controller (self->list, mtn_film_keys_new ());
  mtn_tab_stop_attach (self->list);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));

  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, DURATION,
                                             adw_callback_animation_target_new (move_cb, self, NULL));
}

/* Notes where rows are to be seen, and removes those whose film is no longer listed. */
static void
drop_rows (MtnResultList *self, GHashTable *listed)
{
  GHashTableIter iter;
  gpointer film, value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &film, &value))
    {
      Item *item = value;

      if (g_hash_table_contains (listed, film))
        item->before = row_place (self, item->row) + item->offset;
      else
        {
          gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (item->row));
          g_hash_table_iter_remove (&iter);
        }
    }
}

/* Where the keyboard focus goes when the row that has it leaves: to the one that takes its place. */
static int
focused_position (MtnResultList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL && gtk_widget_is_ancestor (focus, self->list)
                       ? gtk_widget_get_ancestor (focus, MTN_TYPE_RESULT_ROW)
                       : NULL;

  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

static void
restore_focus (MtnResultList *self, int position, guint n_rows)
{
  GtkListBoxRow *row;

  if (position < 0 || n_rows == 0 || focused_position (self) >= 0)
    return;

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MIN (position, (int) n_rows - 1));
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* A list that changes far from the focus is silent. A screen reader hears of a new description, so it says
 * what is first now; gtk_accessible_announce() is newer than the oldest desktop. */
static void
tell_first (MtnResultList *self, GListModel *results)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < MIN (g_list_model_get_n_items (results), N_TOLD); i++)
    {
      g_autoptr (MtnResult) result = g_list_model_get_item (results, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              mtn_film_get_label (mtn_result_get_film (result)));
    }
  /* Translators: for a screen reader, after every change of the list; %s are films, with commas between */
  text = g_strdup_printf (_ ("First in the list now: %s"), names->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  names->len > 0 ? text : "", -1);
}

void
mtn_result_list_show (MtnResultList *self, MtnAppState *state, gboolean show_match)
{
  GListModel *results;
  g_autoptr (GHashTable) listed = NULL;
  int focused;
  guint n;

  g_return_if_fail (MTN_IS_RESULT_LIST (self));
  g_return_if_fail (MTN_IS_APP_STATE (state));

  results = mtn_app_state_get_results (state);
  n = g_list_model_get_n_items (results);
  listed = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MtnResult) result = g_list_model_get_item (results, i);

      g_hash_table_add (listed, mtn_result_get_film (result));
    }

  focused = focused_position (self);
  drop_rows (self, listed);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MtnResult) result = g_list_model_get_item (results, i);
      MtnFilm *film = mtn_result_get_film (result);
      Item *item = g_hash_table_lookup (self->items, film);

      if (item == NULL)
        {
          item = g_new0 (Item, 1);
          item->row = MTN_RESULT_ROW (mtn_result_row_new (state));
          item->before = NAN;
          mtn_result_row_set_result (item->row, result, show_match);
          gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (item->row));
          g_hash_table_insert (self->items, g_object_ref (film), item);
        }
      else
        mtn_result_row_set_result (item->row, result, show_match);
    }
  gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
  restore_focus (self, focused, n);
  tell_first (self, results);

  self->changed = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
