/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The state is the truth. The widgets are set from it whenever it changes, and
 * write to it what a person chose; `updating` keeps the one from answering the
 * other. A year at the end of its range is no bound: "from the first film on"
 * would hide the films whose year is unknown. */

#include "mtn-filter-popover.h"

#include "mtn-genre-button.h"
#include "mtn-labels.h"
#include "mtn-wrap-box.h"

/* What it likes to be, and what it leaves of the window around it. */
#define WIDTH 360
#define MARGIN 48
#define MIN_HEIGHT 160

struct _MtnFilterPopover
{
  GtkPopover parent_instance;

  MtnAppState *state;
  MtnCatalog *catalog; /* whose genres and years are shown */
  gboolean updating;

  GtkScrolledWindow *scrolled;
  GtkWidget *content;
  MtnWrapBox *genres;
  GtkAdjustment *from;
  GtkAdjustment *to;
  GtkWidget *clear;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MtnFilterPopover, mtn_filter_popover, GTK_TYPE_POPOVER)

static void
update (MtnFilterPopover *self)
{
  guint only, never;
  int from, to;

  g_object_get (self->state, "genres-only", &only, "genres-never", &never, "year-from", &from, "year-to", &to,
                NULL);

  self->updating = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->genres)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      guint32 bit = mtn_genre_button_get_bit (MTN_GENRE_BUTTON (child));

      mtn_genre_button_set_choice (MTN_GENRE_BUTTON (child), only & bit    ? MTN_GENRE_ONLY
                                                             : never & bit ? MTN_GENRE_NEVER
                                                                           : MTN_GENRE_ANY);
    }
  gtk_adjustment_set_value (self->from, from != 0 ? from : gtk_adjustment_get_lower (self->from));
  gtk_adjustment_set_value (self->to, to != 0 ? to : gtk_adjustment_get_upper (self->to));
  gtk_widget_set_sensitive (self->clear, only != 0 || never != 0 || from != 0 || to != 0);
  self->updating = FALSE;
}

static void
choice_changed_cb (MtnFilterPopover *self)
{
  guint only = 0, never = 0;

  if (self->updating || self->state == NULL)
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->genres)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      MtnGenreButton *button = MTN_GENRE_BUTTON (child);
      guint32 bit = mtn_genre_button_get_bit (button);

      if (mtn_genre_button_get_choice (button) == MTN_GENRE_ONLY)
        only |= bit;
      else if (mtn_genre_button_get_choice (button) == MTN_GENRE_NEVER)
        never |= bit;
    }
  /* Both are read before one is written: the first notification sets the buttons from the state again. */
  g_object_set (self->state, "genres-only", only, "genres-never", never, NULL);
}

static void
year_changed_cb (MtnFilterPopover *self, GtkAdjustment *changed)
{
  int from, to;

  if (self->updating || self->state == NULL)
    return;

  from = (int) gtk_adjustment_get_value (self->from);
  to = (int) gtk_adjustment_get_value (self->to);
  /* An empty range is never meant: the other end follows. */
  if (from > to && changed == self->from)
    to = from;
  else if (from > to)
    from = to;

  g_object_set (self->state, "year-from", from > gtk_adjustment_get_lower (self->from) ? from : 0, "year-to",
                to < gtk_adjustment_get_upper (self->to) ? to : 0, NULL);
}

static void
clear_clicked_cb (MtnFilterPopover *self)
{
  if (self->state != NULL)
    mtn_app_state_clear_filters (self->state);
}

static void
list_genres (MtnFilterPopover *self)
{
  const char *const *genres = mtn_catalog_get_genres (self->catalog);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->genres))) != NULL)
    mtn_wrap_box_remove (self->genres, child);

  for (guint i = 0; genres[i] != NULL; i++)
    {
      GtkWidget *button;

      if (!mtn_genre_is_real (genres[i]))
        continue;
      button = mtn_genre_button_new (mtn_genre_get_label (genres[i]), 1u << i);
      g_signal_connect_object (button, "notify::choice", G_CALLBACK (choice_changed_cb), self,
                               G_CONNECT_SWAPPED);
      mtn_wrap_box_append (self->genres, button);
    }
}

static void
find_years (MtnFilterPopover *self)
{
  int first = G_MAXINT, last = 0;

  for (guint i = 0; i < mtn_catalog_get_n_movies (self->catalog); i++)
    {
      int year = mtn_catalog_get_movie (self->catalog, i)->year;

      if (year > 0)
        {
          first = MIN (first, year);
          last = MAX (last, year);
        }
    }
  if (last == 0)
    first = last = 0;

  self->updating = TRUE;
  gtk_adjustment_configure (self->from, first, first, last, 1, 10, 0);
  gtk_adjustment_configure (self->to, last, first, last, 1, 10, 0);
  self->updating = FALSE;
}

static void
state_changed_cb (MtnFilterPopover *self)
{
  MtnCatalog *catalog = mtn_app_state_get_catalog (self->state);

  if (catalog == NULL || self->updating)
    return;

  if (catalog != self->catalog)
    {
      g_clear_pointer (&self->catalog, mtn_catalog_unref);
      self->catalog = mtn_catalog_ref (catalog);
      list_genres (self);
      find_years (self);
    }
  update (self);
}

/* A scrolled window knows only the height of its child at no particular width,
 * which for what wraps is wrong. So the width is decided here, and the height
 * follows from it. */
static void
mtn_filter_popover_show (GtkWidget *widget)
{
  MtnFilterPopover *self = MTN_FILTER_POPOVER (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  int minimum, width, height;

  gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  width = MAX (minimum, MIN (WIDTH, gtk_widget_get_width (window) - MARGIN));
  gtk_widget_measure (self->content, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  height = MIN (height, MAX (MIN_HEIGHT, gtk_widget_get_height (window) - 2 * MARGIN));
  gtk_widget_set_size_request (GTK_WIDGET (self->scrolled), width, height);

  GTK_WIDGET_CLASS (mtn_filter_popover_parent_class)->show (widget);
}

static void
mtn_filter_popover_dispose (GObject *object)
{
  MtnFilterPopover *self = MTN_FILTER_POPOVER (object);

  mtn_filter_popover_set_state (self, NULL);
  g_clear_pointer (&self->catalog, mtn_catalog_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_FILTER_POPOVER);

  G_OBJECT_CLASS (mtn_filter_popover_parent_class)->dispose (object);
}

static void
mtn_filter_popover_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, MTN_FILTER_POPOVER (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_filter_popover_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      mtn_filter_popover_set_state (MTN_FILTER_POPOVER (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_filter_popover_class_init (MtnFilterPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mtn_filter_popover_dispose;
  object_class->get_property = mtn_filter_popover_get_property;
  object_class->set_property = mtn_filter_popover_set_property;
  widget_class->show = mtn_filter_popover_show;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, MTN_TYPE_APP_STATE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MTN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnFilterPopover, scrolled);
  gtk_widget_class_bind_template_child (widget_class, MtnFilterPopover, content);
  gtk_widget_class_bind_template_child (widget_class, MtnFilterPopover, genres);
  gtk_widget_class_bind_template_child (widget_class, MtnFilterPopover, from);
  gtk_widget_class_bind_template_child (widget_class, MtnFilterPopover, to);
  gtk_widget_class_bind_template_child (widget_class, MtnFilterPopover, clear);
  gtk_widget_class_bind_template_callback (widget_class, year_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
mtn_filter_popover_init (MtnFilterPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mtn_filter_popover_set_state (MtnFilterPopover *self, MtnAppState *state)
{
  static const char *const notifications[] = { "notify::status", "notify::genres-only",
                                               "notify::genres-never", "notify::year-from",
                                               "notify::year-to" };

  g_return_if_fail (MTN_IS_FILTER_POPOVER (self));
  g_return_if_fail (state == NULL || MTN_IS_APP_STATE (state));

  if (self->state == state)
    return;

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_func (self->state, state_changed_cb, self);
  g_set_object (&self->state, state);
  if (state != NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (notifications); i++)
        g_signal_connect_swapped (state, notifications[i], G_CALLBACK (state_changed_cb), self);
      state_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
