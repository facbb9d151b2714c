/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-window-private.h"

#include <glib/gi18n.h>

#include "mtn-application.h"
#include "mtn-charts-view.h"
#include "mtn-models-page.h"
#include "mtn-data-view.h"
#include "mtn-picker.h"
#include "mtn-results.h"
#include "mtn-settings.h"
#include "mtn-shy-bin.h"
#include "mtn-similar-window.h"
#include "mtn-strip.h"
#include "mtn-text-scale.h"
#include "mtn-you-page.h"

/* Long enough to see that something went and to reach the button. Counted from the last removal. */
#define UNDO_SECONDS 8
/* A model that opens faster than this shows no spinner. */
#define SPINNER_DELAY_MS 500
/* From here on the header has room for what is to the left and right of the views' names: 45 em. */
#define WIDE_FROM 720
/* From here on the views' names stand in the header. */
#define SWITCHER_FROM 550

struct _MtnWindow
{
  AdwApplicationWindow parent_instance;

  AdwViewSwitcherTitle *title;
  GtkMenuButton *profile_button;
  GtkLabel *profile_label;
  GtkMenuButton *engine_button;
  GtkLabel *engine_label;
  GtkLabel *engine_title;
  GtkLabel *engine_description;
  GtkInfoBar *notice_bar;
  GtkLabel *notice_label;
  GtkInfoBar *storage_bar;
  GtkLabel *storage_label;
  AdwToastOverlay *toasts;
  AdwViewStack *views;
  AdwViewSwitcherBar *switcher_bar;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *broken;
  GtkWidget *shipped_button;
  MtnPanes *panes;
  GtkToggleButton *pick_button;
  MtnPicker *picker;
  MtnStrip *strip;
  MtnYouPage *you;
  MtnResults *results;
  MtnModelsPage *models;
  MtnChartsView *charts;
  MtnDataView *data_view;

  MtnAppState *state;
  AdwToast *undo_toast; /* (nullable): borrowed from the overlay */
  guint undo_source;
  guint spinner_source;
  gboolean compact; /* the header has room for little */
  guint layout_source;
  char *typed; /* (nullable): what the search begins with, once the picker is shown */
};

G_DEFINE_FINAL_TYPE (MtnWindow, mtn_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

MtnAppState *
mtn_window_get_state (MtnWindow *self)
{
  return self->state;
}

MtnPanes *
mtn_window_get_panes (MtnWindow *self)
{
  return self->panes;
}

AdwViewStack *
mtn_window_get_views (MtnWindow *self)
{
  return self->views;
}

void
mtn_window_add_toast (MtnWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Search. The picker may be on a page that is not shown: it takes the focus only once it is. */

static void
start_search (MtnWindow *self)
{
  g_autofree char *typed = g_steal_pointer (&self->typed);
  GtkWidget *focus;

  g_signal_handlers_disconnect_by_func (self->picker, start_search, self);
  mtn_picker_focus_search (self->picker);
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  if (typed != NULL && GTK_IS_EDITABLE (focus))
    {
      gtk_editable_set_text (GTK_EDITABLE (focus), typed);
      gtk_editable_set_position (GTK_EDITABLE (focus), -1);
    }
}

void
mtn_window_focus_search (MtnWindow *self)
{
  mtn_window_show_view (self, "movies");
  mtn_panes_set_page (self->panes, "pick");
  if (gtk_widget_get_mapped (GTK_WIDGET (self->picker)))
    start_search (self);
  else
    g_signal_connect_object (self->picker, "map", G_CALLBACK (start_search), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
mtn_window_search (MtnWindow *self, const char *text)
{
  g_return_if_fail (MTN_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  g_free (self->typed);
  self->typed = g_strdup (text);
  mtn_window_focus_search (self);
}

void
mtn_window_show_similar (MtnWindow *self, MtnFilm *film)
{
  g_return_if_fail (MTN_IS_WINDOW (self));
  g_return_if_fail (MTN_IS_FILM (film));

  mtn_window_show_view (self, "movies");
  mtn_similar_window_present (GTK_WIDGET (self), self->state, film);
}

/* Typing on another page: where the picker is to be seen it takes care of that itself. */
static gboolean
key_pressed_cb (MtnWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  gunichar c = gdk_keyval_to_unicode (keyval);
  char text[7] = "";

  if (!g_str_equal (adw_view_stack_get_visible_child_name (self->views), "movies") ||
      !mtn_panes_get_narrow (self->panes) || g_str_equal (mtn_panes_get_page (self->panes), "pick") ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || !g_unichar_isalpha (c))
    return GDK_EVENT_PROPAGATE;

  text[g_unichar_to_utf8 (c, text)] = '\0';
  mtn_window_search (self, text);

  return GDK_EVENT_STOP;
}

/* The offer to undo. */

static void
undo_dismissed_cb (MtnWindow *self, AdwToast *toast)
{
  if (self->undo_toast != toast)
    return;

  self->undo_toast = NULL;
  g_clear_handle_id (&self->undo_source, g_source_remove);
  mtn_app_state_end_offer (self->state);
}

static gboolean
undo_timeout_cb (gpointer user_data)
{
  MtnWindow *self = user_data;

  self->undo_source = 0;
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);

  return G_SOURCE_REMOVE;
}

static void
undoable_cb (MtnWindow *self, const char *message)
{
  g_autofree char *title = g_markup_escape_text (message, -1);

  g_clear_handle_id (&self->undo_source, g_source_remove);
  if (*message == '\0')
    {
      AdwToast *toast = g_steal_pointer (&self->undo_toast);

      if (toast != NULL)
        adw_toast_dismiss (toast);
      return;
    }

  if (self->undo_toast == NULL)
    {
      self->undo_toast = adw_toast_new (title);
      adw_toast_set_button_label (self->undo_toast, _ ("_Undo"));
      adw_toast_set_action_name (self->undo_toast, "win.take-offer");
      adw_toast_set_timeout (self->undo_toast, 0);
      g_signal_connect_object (self->undo_toast, "dismissed", G_CALLBACK (undo_dismissed_cb), self,
                               G_CONNECT_SWAPPED);
      adw_toast_overlay_add_toast (self->toasts, self->undo_toast);
    }
  else
    adw_toast_set_title (self->undo_toast, title);
  self->undo_source = g_timeout_add_seconds (UNDO_SECONDS, undo_timeout_cb, self);
}

/* Things to tell. */

static void
notice_cb (MtnWindow *self, const char *message)
{
  const char *shown = gtk_label_get_label (self->notice_label);

  if (gtk_info_bar_get_revealed (self->notice_bar))
    {
      g_autofree char *both = g_strconcat (shown, "\n", message, NULL);

      /* Of several that work on a card each says the same. */
      if (strstr (shown, message) == NULL)
        gtk_label_set_label (self->notice_label, both);
    }
  else
    gtk_label_set_label (self->notice_label, message);
  gtk_info_bar_set_revealed (self->notice_bar, TRUE);
}

static void
notice_response_cb (MtnWindow *self)
{
  gtk_info_bar_set_revealed (self->notice_bar, FALSE);
}

static void
storage_message_cb (MtnWindow *self)
{
  g_autofree char *message = NULL;

  g_object_get (self->state, "storage-message", &message, NULL);
  if (message != NULL)
    gtk_label_set_label (self->storage_label, message);
  gtk_info_bar_set_revealed (self->storage_bar, message != NULL);
}

/* The model. */

static gboolean
spin_cb (gpointer user_data)
{
  MtnWindow *self = user_data;

  self->spinner_source = 0;
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
show_broken (MtnWindow *self)
{
  g_autofree char *message = NULL;
  g_autofree char *description = NULL;
  gboolean shipped;

  g_object_get (self->state, "error-message", &message, "model-shipped", &shipped, NULL);
  description = g_markup_escape_text (message != NULL ? message : "", -1);
  adw_status_page_set_title (self->broken, shipped ? _ ("The Shipped Model Cannot Be Used")
                                                   : _ ("This Model Cannot Be Used"));
  adw_status_page_set_description (self->broken, description);
  gtk_widget_set_visible (self->shipped_button, !shipped);
}

static void
status_cb (MtnWindow *self)
{
  static const char *const pages[] = { "loading", "movies", "broken" };
  MtnStatus status = mtn_app_state_get_status (self->state);

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
  if (status == MTN_STATUS_LOADING)
    self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, spin_cb, self);
  else if (status == MTN_STATUS_BROKEN)
    show_broken (self);
  gtk_stack_set_visible_child_name (self->stack, pages[status]);
}

static void
engine_cb (MtnWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  g_autofree char *label = NULL;

  g_object_get (self->state, "engine-name", &name, "engine-description", &description, NULL);
  /* In the narrow header there is no room: the preferences say it as well. */
  gtk_widget_set_visible (GTK_WIDGET (self->engine_button), name != NULL && !self->compact);
  if (name == NULL)
    return;

  gtk_label_set_label (self->engine_label, name);
  gtk_label_set_label (self->engine_title, name);
  gtk_label_set_label (self->engine_description, description);
  /* Translators: %s is what computes: "CPU" or the name of a graphics card */
  label = g_strdup_printf (_ ("Engine: %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->engine_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->engine_button), label);
}

/* The person. */

static void
profile_cb (MtnWindow *self)
{
  g_autoptr (GMenuModel) menu = mtn_window_make_profile_menu (self);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  g_object_get (self->state, "profile-name", &name, NULL);
  gtk_menu_button_set_menu_model (self->profile_button, menu);
  gtk_label_set_label (self->profile_label, name);
  gtk_widget_set_visible (GTK_WIDGET (self->profile_label), !self->compact);
  adw_view_switcher_title_set_subtitle (self->title, self->compact ? name : "");

  /* Translators: %s is the name of a profile */
  label = g_strdup_printf (_ ("Profile: %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->profile_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->profile_button), label);
}

static void
picks_cb (MtnWindow *self)
{
  g_autofree char *label = NULL;
  guint n_picks;

  g_object_get (self->state, "n-picks", &n_picks, NULL);
  if (n_picks > 0)
    /* Translators: a page's name and how many films are picked; keep it short */
    label = g_strdup_printf (_ ("Pick (%u)"), n_picks);
  gtk_button_set_label (GTK_BUTTON (self->pick_button), label != NULL ? label : _ ("Pick"));
}

static void
narrow_cb (MtnWindow *self)
{
  gboolean narrow = mtn_panes_get_narrow (self->panes);

  mtn_picker_set_show_heading (self->picker, !narrow);
  mtn_results_set_show_heading (self->results, !narrow);
}

/* The form that follows from the width. */

static gboolean
layout_cb (gpointer user_data)
{
  MtnWindow *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean compact = width < WIDE_FROM * mtn_text_scale (GTK_WIDGET (self));

  self->layout_source = 0;
  adw_view_switcher_title_set_view_switcher_enabled (self->title, width >= SWITCHER_FROM);
  adw_view_switcher_bar_set_reveal (self->switcher_bar,
                                    adw_view_switcher_title_get_title_visible (self->title));
  if (self->compact != compact)
    {
      self->compact = compact;
      engine_cb (self);
      profile_cb (self);
    }

  return G_SOURCE_REMOVE;
}

static void
queue_layout (MtnWindow *self)
{
  if (self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, layout_cb, self, NULL);
}

static void
mtn_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (mtn_window_parent_class)->size_allocate (widget, width, height, baseline);

  queue_layout (MTN_WINDOW (widget));
}

static void
mtn_window_constructed (GObject *object)
{
  MtnWindow *self = MTN_WINDOW (object);
  MtnSettings *settings = mtn_settings_get_default ();
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  G_OBJECT_CLASS (mtn_window_parent_class)->constructed (object);

  mtn_window_add_actions (self);
  mtn_window_add_views (self);
  mtn_picker_set_state (self->picker, self->state);
  mtn_results_set_state (self->results, self->state);
  mtn_strip_set_state (self->strip, self->state);
  mtn_you_page_set_state (self->you, self->state);
  mtn_data_view_set_up (self->data_view, self->state,
                        mtn_application_get_data_store (MTN_APPLICATION (g_application_get_default ())));

  g_object_bind_property (settings, "window-width", self, "default-width", flags);
  g_object_bind_property (settings, "window-height", self, "default-height", flags);
  g_object_bind_property (settings, "window-maximized", self, "maximized", flags);

  g_signal_connect_object (self->state, "undoable", G_CALLBACK (undoable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notice", G_CALLBACK (notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::storage-message", G_CALLBACK (storage_message_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::status", G_CALLBACK (status_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::engine-description", G_CALLBACK (engine_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::profile-name", G_CALLBACK (profile_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::n-picks", G_CALLBACK (picks_cb), self, G_CONNECT_SWAPPED);

  storage_message_cb (self);
  status_cb (self);
  engine_cb (self);
  profile_cb (self);
  picks_cb (self);
  narrow_cb (self);
}

static gboolean
mtn_window_close_request (GtkWindow *window)
{
  if (mtn_window_ask_to_close (MTN_WINDOW (window)))
    return TRUE;

  mtn_app_state_flush (MTN_WINDOW (window)->state);

  return GTK_WINDOW_CLASS (mtn_window_parent_class)->close_request (window);
}

static void
mtn_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnWindow *self = MTN_WINDOW (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnWindow *self = MTN_WINDOW (object);

  switch (prop_id)
    {
    case PROP_STATE:
      self->state = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_window_dispose (GObject *object)
{
  MtnWindow *self = MTN_WINDOW (object);

  g_clear_handle_id (&self->undo_source, g_source_remove);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_handle_id (&self->layout_source, g_source_remove);
  self->undo_toast = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_WINDOW);
  g_clear_object (&self->state);
  g_clear_pointer (&self->typed, g_free);

  G_OBJECT_CLASS (mtn_window_parent_class)->dispose (object);
}

static void
mtn_window_class_init (MtnWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = mtn_window_constructed;
  object_class->dispose = mtn_window_dispose;
  object_class->get_property = mtn_window_get_property;
  object_class->set_property = mtn_window_set_property;
  widget_class->size_allocate = mtn_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = mtn_window_close_request;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, MTN_TYPE_APP_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MTN_TYPE_MODELS_PAGE);
  g_type_ensure (MTN_TYPE_CHARTS_VIEW);
  g_type_ensure (MTN_TYPE_DATA_VIEW);
  g_type_ensure (MTN_TYPE_PANES);
  g_type_ensure (MTN_TYPE_PICKER);
  g_type_ensure (MTN_TYPE_RESULTS);
  g_type_ensure (MTN_TYPE_SHY_BIN);
  g_type_ensure (MTN_TYPE_STRIP);
  g_type_ensure (MTN_TYPE_YOU_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, title);
  gtk_widget_class_bind_template_child_full (widget_class, "files_menu", TRUE, 0);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, profile_button);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, profile_label);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, engine_button);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, engine_label);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, engine_title);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, engine_description);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, storage_bar);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, storage_label);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, views);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, broken);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, shipped_button);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, pick_button);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, picker);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, you);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, results);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, models);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, charts);
  gtk_widget_class_bind_template_child (widget_class, MtnWindow, data_view);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, notice_response_cb);
  gtk_widget_class_bind_template_callback (widget_class, queue_layout);
}

static void
mtn_window_init (MtnWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

MtnWindow *
mtn_window_new (GtkApplication *application, MtnAppState *state)
{
  MtnWindow *self;

  g_return_val_if_fail (MTN_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (MTN_IS_APP_STATE (state), NULL);

  self = g_object_new (MTN_TYPE_WINDOW, "application", application, "state", state, NULL);
  mtn_models_page_set_stores (self->models, state,
                              mtn_application_get_model_store (MTN_APPLICATION (application)),
                              mtn_application_get_data_store (MTN_APPLICATION (application)),
                              mtn_application_get_evaluator (MTN_APPLICATION (application)));
  mtn_charts_view_set_store (self->charts, mtn_application_get_result_store (MTN_APPLICATION (application)));
  mtn_window_add_runs (self, self->models);

  return self;
}
