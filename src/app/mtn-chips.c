/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The latest pick comes first: it must be seen to arrive. Only the first dozen
 * have widgets; the popover's are made when it opens. */

#include "mtn-chips.h"

#include <glib/gi18n.h>

#include "mtn-chip.h"
#include "mtn-wrap-box.h"

#define MAX_CHIPS 12

struct _MtnChips
{
  GtkWidget parent_instance;

  MtnWrapBox *box;
  GtkWidget *more;
  GtkLabel *more_label;
  GtkPopover *popover;
  GtkBox *rest;

  GListModel *films;
  GPtrArray *chips; /* (element-type MtnChip): as shown, owned by the box */
};

G_DEFINE_FINAL_TYPE (MtnChips, mtn_chips, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FILMS,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
get_n_films (MtnChips *self)
{
  return self->films != NULL ? g_list_model_get_n_items (self->films) : 0;
}

/* How many films have their chip on the page. */
static guint
get_n_shown (MtnChips *self)
{
  return self->chips->len - MIN (self->chips->len, mtn_wrap_box_get_n_hidden (self->box));
}

static void
removed_cb (MtnChips *self, MtnChip *chip)
{
  g_autoptr (MtnFilm) film = g_object_ref (mtn_chip_get_film (chip));

  g_signal_emit (self, signals[REMOVED], 0, film);
}

static GtkWidget *
make_chip (MtnChips *self, MtnFilm *film)
{
  GtkWidget *chip = mtn_chip_new (film);

  g_signal_connect_object (chip, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);

  return chip;
}

static void
fill_popover (MtnChips *self)
{
  guint n_films = get_n_films (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rest))) != NULL)
    gtk_box_remove (self->rest, child);

  for (guint i = get_n_shown (self); i < n_films; i++)
    {
      g_autoptr (MtnFilm) film = g_list_model_get_item (self->films, n_films - 1 - i);

      gtk_box_append (self->rest, make_chip (self, film));
    }

  if (gtk_widget_get_first_child (GTK_WIDGET (self->rest)) == NULL)
    gtk_popover_popdown (self->popover);
}

static void
update_more (MtnChips *self)
{
  guint n_films = get_n_films (self);
  guint n_more = n_films - MIN (n_films, get_n_shown (self));
  g_autofree char *label = g_strdup_printf (ngettext ("+%u More", "+%u More", n_more), n_more);
  g_autofree char *name = g_strdup_printf (ngettext ("%u more film", "%u more films", n_more), n_more);
  g_autofree char *total = g_strdup_printf (ngettext ("%u film", "%u films", n_films), n_films);

  gtk_label_set_label (self->more_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, total, -1);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->popover)))
    fill_popover (self);
}

static MtnChip *
find_chip (MtnChips *self, MtnFilm *film)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (mtn_chip_get_film (g_ptr_array_index (self->chips, i)) == film)
      return g_ptr_array_index (self->chips, i);

  return NULL;
}

static gboolean
is_in (MtnFilm *film, GPtrArray *films)
{
  return g_ptr_array_find (films, film, NULL);
}

/* When the focused chip goes, the next one that stays takes over, or else the one before. */
static GtkWidget *
find_heir (MtnChips *self, GPtrArray *staying)
{
  gboolean passed = FALSE;
  GtkWidget *before = NULL;

  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);

      if (is_in (mtn_chip_get_film (MTN_CHIP (chip)), staying))
        {
          if (passed)
            return chip;
          before = chip;
        }
      else if (gtk_widget_get_focus_child (GTK_WIDGET (self->box)) == chip)
        passed = TRUE;
    }

  return passed ? before : NULL;
}

static gboolean
loses_focus (MtnChips *self, GPtrArray *staying)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->box));

  return focus != NULL && MTN_IS_CHIP (focus) && !is_in (mtn_chip_get_film (MTN_CHIP (focus)), staying);
}

static void
update (MtnChips *self)
{
  guint n_films = get_n_films (self);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *heir = NULL;

  for (guint i = 0; i < MIN (n_films, MAX_CHIPS); i++)
    g_ptr_array_add (wanted, g_list_model_get_item (self->films, n_films - 1 - i));

  if (loses_focus (self, wanted))
    {
      heir = find_heir (self, wanted);
      /* None left: on to what the Tab key would reach, while there is a place to start from. */
      if (heir == NULL)
        g_signal_emit_by_name (gtk_widget_get_root (GTK_WIDGET (self)), "move-focus", GTK_DIR_TAB_FORWARD);
      else
        gtk_widget_child_focus (heir, GTK_DIR_TAB_FORWARD);
    }

  for (guint i = self->chips->len; i-- > 0;)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);

      if (is_in (mtn_chip_get_film (MTN_CHIP (chip)), wanted))
        continue;
      g_ptr_array_remove_index (self->chips, i);
      mtn_wrap_box_remove (self->box, chip);
    }
  for (guint i = 0; i < wanted->len; i++)
    if (find_chip (self, g_ptr_array_index (wanted, i)) == NULL)
      {
        GtkWidget *chip = make_chip (self, g_ptr_array_index (wanted, i));

        g_ptr_array_insert (self->chips, i, chip);
        mtn_wrap_box_insert (self->box, chip, i);
      }

  mtn_wrap_box_set_overflow_forced (self->box, n_films > MAX_CHIPS);
  update_more (self);
}

/* The Tab key comes in at one place and leaves from any; to "+3 More" it goes on. */
static gboolean
mtn_chips_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MtnChips *self = MTN_CHIPS (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->box));
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (tab && gtk_widget_get_focus_child (widget) != NULL &&
      !gtk_widget_get_mapped (GTK_WIDGET (self->popover)))
    {
      if (direction == GTK_DIR_TAB_FORWARD && focus != self->more && gtk_widget_get_mapped (self->more))
        return gtk_widget_child_focus (self->more, direction);
      if (direction == GTK_DIR_TAB_BACKWARD && focus == self->more && self->chips->len > 0)
        return gtk_widget_child_focus (g_ptr_array_index (self->chips, 0), GTK_DIR_TAB_FORWARD);
      return FALSE;
    }

  if (direction == GTK_DIR_TAB_BACKWARD && focus == NULL && !gtk_widget_get_mapped (self->more) &&
      self->chips->len > 0)
    return gtk_widget_child_focus (g_ptr_array_index (self->chips, 0), GTK_DIR_TAB_FORWARD);

  return GTK_WIDGET_CLASS (mtn_chips_parent_class)->focus (widget, direction);
}

static void
mtn_chips_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnChips *self = MTN_CHIPS (object);

  switch (prop_id)
    {
    case PROP_FILMS:
      g_value_set_object (value, self->films);
      break;
    case PROP_FOLDED:
      g_object_get_property (G_OBJECT (self->box), "folded", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_chips_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnChips *self = MTN_CHIPS (object);

  switch (prop_id)
    {
    case PROP_FILMS:
      mtn_chips_set_films (self, g_value_get_object (value));
      break;
    case PROP_FOLDED:
      mtn_chips_set_folded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_chips_dispose (GObject *object)
{
  MtnChips *self = MTN_CHIPS (object);
  GtkWidget *child;

  if (self->films != NULL)
    g_signal_handlers_disconnect_by_data (self->films, self);
  g_clear_object (&self->films);
  gtk_widget_dispose_template (GTK_WIDGET (self), MTN_TYPE_CHIPS);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mtn_chips_parent_class)->dispose (object);
}

static void
mtn_chips_finalize (GObject *object)
{
  g_clear_pointer (&MTN_CHIPS (object)->chips, g_ptr_array_unref);

  G_OBJECT_CLASS (mtn_chips_parent_class)->finalize (object);
}

static void
mtn_chips_class_init (MtnChipsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mtn_chips_dispose;
  object_class->finalize = mtn_chips_finalize;
  object_class->get_property = mtn_chips_get_property;
  object_class->set_property = mtn_chips_set_property;

  widget_class->focus = mtn_chips_focus;

  properties[PROP_FILMS] = g_param_spec_object ("films", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REMOVED] = g_signal_new ("removed", MTN_TYPE_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, MTN_TYPE_FILM);

  g_type_ensure (MTN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matinee_app/Matinee/ui/mtn-chips.ui");
  gtk_widget_class_bind_template_child (widget_class, MtnChips, box);
  gtk_widget_class_bind_template_child (widget_class, MtnChips, more);
  gtk_widget_class_bind_template_child (widget_class, MtnChips, more_label);
  gtk_widget_class_bind_template_child (widget_class, MtnChips, popover);
  gtk_widget_class_bind_template_child (widget_class, MtnChips, rest);
  gtk_widget_class_bind_template_callback (widget_class, update_more);
  gtk_widget_class_bind_template_callback (widget_class, fill_popover);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mtn_chips_init (MtnChips *self)
{
  self->chips = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mtn_chips_set_films (MtnChips *self, GListModel *films)
{
  g_return_if_fail (MTN_IS_CHIPS (self));
  g_return_if_fail (films == NULL || G_IS_LIST_MODEL (films));

  if (self->films == films)
    return;

  if (self->films != NULL)
    g_signal_handlers_disconnect_by_data (self->films, self);
  g_set_object (&self->films, films);
  if (films != NULL)
    g_signal_connect_swapped (films, "items-changed", G_CALLBACK (update), self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILMS]);
}

void
mtn_chips_set_folded (MtnChips *self, gboolean folded)
{
  g_return_if_fail (MTN_IS_CHIPS (self));

  mtn_wrap_box_set_folded (self->box, folded);
}
