/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* AdwWrapBox came with libadwaita 1.7, and GtkFlowBox lines children up in
 * columns. Traps met on the way:
 * - the natural width must have a bound, or a popover becomes one line of 1,500 px;
 * - GtkPopover 4.8 asks for the height at a width larger than it then gives, so
 *   the height is computed for no more than the natural width;
 * - folded, children are hidden by gtk_widget_set_child_visible(), which
 *   is allowed while sizes are given and starts no new layout. */

#include "mtn-wrap-box.h"

#define SPACING 6
/* Natural width of a box with many children: four or five chips. */
#define NATURAL_WIDTH 480

struct _MtnWrapBox
{
  GtkWidget parent_instance;

  GtkWidget *overflow; /* (nullable): a child, always the last */
  gboolean forced;
  gboolean folded;
  gboolean centered;
  gboolean wide;

  guint n_hidden;
  guint reported; /* n-hidden as last notified */
  guint notify_source;
};

static void mtn_wrap_box_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MtnWrapBox,
                               mtn_wrap_box,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, mtn_wrap_box_buildable_init))

enum
{
  PROP_0,
  PROP_OVERFLOW,
  PROP_OVERFLOW_FORCED,
  PROP_FOLDED,
  PROP_N_HIDDEN,
  PROP_CENTERED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
takes_part (MtnWrapBox *self, GtkWidget *child)
{
  return gtk_widget_should_layout (child) && (child != self->overflow || self->forced);
}

/* A child and where it goes. */
typedef struct
{
  GtkWidget *child;
  int x;
  int y;
  int width;
  int height;
} Place;

static int
natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static int
minimum_width (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static int
natural_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* Gives the places [first, places->len) one line at @y. Returns its height. */
static int
finish_line (MtnWrapBox *self, GArray *places, guint first, int y, int width)
{
  int height = 0;
  int used = 0;

  for (guint i = first; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      place->height = natural_height (place->child, place->width);
      height = MAX (height, place->height);
      used = place->x + place->width;
    }

  for (guint i = first; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      place->y = y + (height - place->height) / 2;
      if (self->centered)
        place->x += MAX (0, width - used) / 2;
    }

  return height;
}

static GArray *
place_paragraph (MtnWrapBox *self, int width, int *height)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint first = 0;
  int x = 0;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      Place place = { .child = child };

      if (!takes_part (self, child))
        continue;

      place.width = MAX (minimum_width (child), MIN (natural_width (child), width));
      if (x > 0 && x + place.width > width)
        {
          y += finish_line (self, places, first, y, width) + SPACING;
          first = places->len;
          x = 0;
        }
      place.x = x;
      x += place.width + SPACING;
      g_array_append_val (places, place);
    }

  *height = y + finish_line (self, places, first, y, width);

  return places;
}

static GArray *
place_line (MtnWrapBox *self, int width, int *height, guint *n_hidden)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  Place more = { .child = self->overflow };
  gboolean fits;
  int total = 0;
  int x = 0;

  *n_hidden = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != self->overflow && gtk_widget_should_layout (child))
      total += MIN (natural_width (child), width) + SPACING;
  fits = !self->forced && total - SPACING <= width;
  more.width = fits ? 0 : natural_width (self->overflow);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      Place place = { .child = child };
      int room = fits ? width : MAX (0, width - more.width - SPACING);

      if (child == self->overflow || !gtk_widget_should_layout (child))
        continue;

      /* The first is always there, ellipsized when it must be. */
      place.width = MAX (minimum_width (child), MIN (natural_width (child), room));
      place.x = x;
      if (*n_hidden > 0 || (places->len > 0 && x + place.width > room))
        {
          *n_hidden += 1;
          continue;
        }
      x += place.width + SPACING;
      g_array_append_val (places, place);
    }

  if (!fits)
    {
      more.x = x;
      g_array_append_val (places, more);
    }
  *height = finish_line (self, places, 0, 0, width);

  return places;
}

static gboolean
notify_hidden_cb (gpointer user_data)
{
  MtnWrapBox *self = user_data;

  self->notify_source = 0;
  if (self->reported != self->n_hidden)
    {
      self->reported = self->n_hidden;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_HIDDEN]);
    }

  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
mtn_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (MtnWrapBox *self, int *minimum, int *natural)
{
  int total = 0;

  *minimum = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!takes_part (self, child))
        continue;
      *minimum = MAX (*minimum, minimum_width (child));
      total += natural_width (child) + SPACING;
    }
  if (self->folded && self->overflow != NULL && *minimum > 0)
    *minimum += SPACING + natural_width (self->overflow);

  *natural = MAX (*minimum, MIN (total - SPACING, NATURAL_WIDTH));
}

static void
mtn_wrap_box_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  MtnWrapBox *self = MTN_WRAP_BOX (widget);
  g_autoptr (GArray) places = NULL;
  guint n_hidden;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }

  if (self->folded)
    places = place_line (self, for_size >= 0 ? for_size : NATURAL_WIDTH, minimum, &n_hidden);
  else
    places = place_paragraph (self,
                              for_size < 0 ? NATURAL_WIDTH
                              : self->wide ? for_size
                                           : MIN (for_size, NATURAL_WIDTH),
                              minimum);
  *natural = *minimum;
}

static void
show_placed (MtnWrapBox *self, GArray *places)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean placed = FALSE;

      for (guint i = 0; i < places->len && !placed; i++)
        placed = g_array_index (places, Place, i).child == child;
      gtk_widget_set_child_visible (child, placed);
    }
}

static void
mtn_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MtnWrapBox *self = MTN_WRAP_BOX (widget);
  g_autoptr (GArray) places = NULL;
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int used;

  self->n_hidden = 0;
  if (self->folded)
    places = place_line (self, width, &used, &self->n_hidden);
  else
    places = place_paragraph (self, width, &used);
  show_placed (self, places);
  if (self->n_hidden != self->reported && self->notify_source == 0)
    self->notify_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_hidden_cb, self, NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      GtkAllocation allocation = { place->x, place->y, place->width, place->height };

      if (mirrored)
        allocation.x = width - place->x - place->width;
      gtk_widget_size_allocate (place->child, &allocation, -1);
    }
}

static void
mtn_wrap_box_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnWrapBox *self = MTN_WRAP_BOX (object);

  switch (prop_id)
    {
    case PROP_OVERFLOW:
      g_value_set_object (value, self->overflow);
      break;
    case PROP_OVERFLOW_FORCED:
      g_value_set_boolean (value, self->forced);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_N_HIDDEN:
      g_value_set_uint (value, self->n_hidden);
      break;
    case PROP_CENTERED:
      g_value_set_boolean (value, self->centered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_wrap_box_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnWrapBox *self = MTN_WRAP_BOX (object);

  switch (prop_id)
    {
    case PROP_OVERFLOW:
      mtn_wrap_box_set_overflow (self, g_value_get_object (value));
      break;
    case PROP_OVERFLOW_FORCED:
      mtn_wrap_box_set_overflow_forced (self, g_value_get_boolean (value));
      break;
    case PROP_FOLDED:
      mtn_wrap_box_set_folded (self, g_value_get_boolean (value));
      break;
    case PROP_CENTERED:
      mtn_wrap_box_set_centered (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_wrap_box_dispose (GObject *object)
{
  MtnWrapBox *self = MTN_WRAP_BOX (object);
  GtkWidget *child;

  g_clear_handle_id (&self->notify_source, g_source_remove);
  self->overflow = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mtn_wrap_box_parent_class)->dispose (object);
}

static void
mtn_wrap_box_class_init (MtnWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->dispose = mtn_wrap_box_dispose;
  object_class->get_property = mtn_wrap_box_get_property;
  object_class->set_property = mtn_wrap_box_set_property;

  widget_class->get_request_mode = mtn_wrap_box_get_request_mode;
  widget_class->measure = mtn_wrap_box_measure;
  widget_class->size_allocate = mtn_wrap_box_size_allocate;

  properties[PROP_OVERFLOW] = g_param_spec_object ("overflow", NULL, NULL, GTK_TYPE_WIDGET, writable);
  properties[PROP_OVERFLOW_FORCED] = g_param_spec_boolean ("overflow-forced", NULL, NULL, FALSE, writable);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, writable);
  properties[PROP_N_HIDDEN] = g_param_spec_uint ("n-hidden", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_CENTERED] = g_param_spec_boolean ("centered", NULL, NULL, FALSE, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "wrapbox");
}

static void
mtn_wrap_box_init (MtnWrapBox *self)
{
}

static void
mtn_wrap_box_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  g_return_if_fail (GTK_IS_WIDGET (child));

  mtn_wrap_box_append (MTN_WRAP_BOX (buildable), GTK_WIDGET (child));
}

static void
mtn_wrap_box_buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = mtn_wrap_box_add_child;
}

GtkWidget *
mtn_wrap_box_new (void)
{
  return g_object_new (MTN_TYPE_WRAP_BOX, NULL);
}

void
mtn_wrap_box_append (MtnWrapBox *self, GtkWidget *child)
{
  mtn_wrap_box_insert (self, child, G_MAXUINT);
}

void
mtn_wrap_box_insert (MtnWrapBox *self, GtkWidget *child, guint position)
{
  GtkWidget *before;

  g_return_if_fail (MTN_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  before = gtk_widget_get_first_child (GTK_WIDGET (self));
  while (before != NULL && before != self->overflow && position-- > 0)
    before = gtk_widget_get_next_sibling (before);
  gtk_widget_insert_before (child, GTK_WIDGET (self), before);
}

void
mtn_wrap_box_remove (MtnWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (MTN_IS_WRAP_BOX (self));
  g_return_if_fail (gtk_widget_get_parent (child) == GTK_WIDGET (self));

  gtk_widget_unparent (child);
}

void
mtn_wrap_box_set_overflow (MtnWrapBox *self, GtkWidget *overflow)
{
  g_return_if_fail (MTN_IS_WRAP_BOX (self));

  if (self->overflow == overflow)
    return;

  if (self->overflow != NULL)
    gtk_widget_unparent (self->overflow);
  self->overflow = overflow;
  if (overflow != NULL)
    gtk_widget_insert_before (overflow, GTK_WIDGET (self), NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVERFLOW]);
}

guint
mtn_wrap_box_get_n_hidden (MtnWrapBox *self)
{
  g_return_val_if_fail (MTN_IS_WRAP_BOX (self), 0);

  return self->n_hidden;
}

static void
set_flag (MtnWrapBox *self, gboolean *flag, gboolean value, guint property)
{
  value = !!value;
  if (*flag == value)
    return;

  *flag = value;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
mtn_wrap_box_set_overflow_forced (MtnWrapBox *self, gboolean forced)
{
  g_return_if_fail (MTN_IS_WRAP_BOX (self));

  set_flag (self, &self->forced, forced, PROP_OVERFLOW_FORCED);
}

void
mtn_wrap_box_set_folded (MtnWrapBox *self, gboolean folded)
{
  g_return_if_fail (MTN_IS_WRAP_BOX (self));

  set_flag (self, &self->folded, folded, PROP_FOLDED);
}

void
mtn_wrap_box_set_centered (MtnWrapBox *self, gboolean centered)
{
  g_return_if_fail (MTN_IS_WRAP_BOX (self));

  set_flag (self, &self->centered, centered, PROP_CENTERED);
}

void
mtn_wrap_box_set_wide (MtnWrapBox *self, gboolean wide)
{
  g_return_if_fail (MTN_IS_WRAP_BOX (self));

  self->wide = wide;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
