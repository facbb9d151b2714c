/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* There is no AdwBreakpoint at our floor. The form is decided where the width is
 * known, while sizes are given; there a part may be hidden only by
 * gtk_widget_set_child_visible(), which starts no new layout. What must follow
 * (style class, labels of others) waits for `narrow`, from an idle.
 *
 * The minimum is that of the narrow form in both forms, or a window could never
 * be made narrow. */

#include "mtn-panes.h"

#include "mtn-text-scale.h"

/* From here on two columns are comfortable: 45 em. */
#define WIDE_FROM 720
/* The picker's share. */
#define PICKER_SHARE 0.55
#define NATURAL_WIDTH 960
#define NATURAL_HEIGHT 640

enum
{
  PROP_0,
  PROP_SWITCHER,
  PROP_PICKER,
  PROP_STRIP,
  PROP_YOU,
  PROP_RESULTS,
  PROP_PAGE,
  PROP_NARROW,
  N_PROPS
};

struct _MtnPanes
{
  GtkWidget parent_instance;

  GtkWidget *parts[PROP_RESULTS + 1]; /* by property */
  GtkWidget *separator;
  char *page;

  gboolean narrow;   /* as last laid out */
  gboolean reported; /* as last notified */
  guint notify_source;
};

G_DEFINE_FINAL_TYPE (MtnPanes, mtn_panes, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static int
minimum_of (GtkWidget *part, GtkOrientation orientation, int for_size)
{
  int minimum = 0;

  if (part != NULL)
    gtk_widget_measure (part, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

static gboolean
is_narrow (MtnPanes *self, int width)
{
  int needed = minimum_of (self->parts[PROP_PICKER], GTK_ORIENTATION_HORIZONTAL, -1) +
               minimum_of (self->parts[PROP_RESULTS], GTK_ORIENTATION_HORIZONTAL, -1);

  return width < MAX (needed, WIDE_FROM * mtn_text_scale (GTK_WIDGET (self)));
}

static GtkSizeRequestMode
mtn_panes_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mtn_panes_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  MtnPanes *self = MTN_PANES (widget);

  *minimum = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (guint i = PROP_SWITCHER; i <= PROP_RESULTS; i++)
        if (i != PROP_STRIP)
          *minimum = MAX (*minimum, minimum_of (self->parts[i], orientation, -1));
      *natural = MAX (*minimum, NATURAL_WIDTH);
      return;
    }

  for (guint i = PROP_PICKER; i <= PROP_RESULTS; i++)
    if (i != PROP_STRIP)
      *minimum = MAX (*minimum, minimum_of (self->parts[i], orientation, -1));
  *minimum += minimum_of (self->parts[PROP_SWITCHER], orientation, -1);
  *natural = MAX (*minimum, NATURAL_HEIGHT);
}

static void
place (MtnPanes *self, GtkWidget *part, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (part == NULL)
    return;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_set_child_visible (part, TRUE);
  gtk_widget_size_allocate (part, &allocation, -1);
}

static void
hide (GtkWidget *part)
{
  if (part != NULL)
    gtk_widget_set_child_visible (part, FALSE);
}

static gboolean
notify_narrow_cb (gpointer user_data)
{
  MtnPanes *self = user_data;

  self->notify_source = 0;
  if (self->reported == self->narrow)
    return G_SOURCE_REMOVE;

  self->reported = self->narrow;
  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);

  return G_SOURCE_REMOVE;
}

static void
place_narrow (MtnPanes *self, int width, int height)
{
  static const struct
  {
    guint part;
    const char *page;
  } pages[] = {
    { PROP_PICKER, "pick" },
    { PROP_YOU, "you" },
    { PROP_RESULTS, "results" },
  };
  int top = minimum_of (self->parts[PROP_SWITCHER], GTK_ORIENTATION_VERTICAL, width);

  place (self, self->parts[PROP_SWITCHER], 0, 0, width, top);
  hide (self->parts[PROP_STRIP]);
  hide (self->separator);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (self->page, pages[i].page))
      place (self, self->parts[pages[i].part], 0, top, width, MAX (0, height - top));
    else
      hide (self->parts[pages[i].part]);
}

static void
place_wide (MtnPanes *self, int width, int height)
{
  int line = minimum_of (self->separator, GTK_ORIENTATION_HORIZONTAL, -1);
  int left = width * PICKER_SHARE;
  int bottom;

  left = MAX (left, minimum_of (self->parts[PROP_PICKER], GTK_ORIENTATION_HORIZONTAL, -1));
  left = MIN (left, width - line - minimum_of (self->parts[PROP_RESULTS], GTK_ORIENTATION_HORIZONTAL, -1));
  bottom = minimum_of (self->parts[PROP_STRIP], GTK_ORIENTATION_VERTICAL, left);

  hide (self->parts[PROP_SWITCHER]);
  hide (self->parts[PROP_YOU]);
  place (self, self->parts[PROP_PICKER], 0, 0, left, MAX (0, height - bottom));
  place (self, self->parts[PROP_STRIP], 0, MAX (0, height - bottom), left, bottom);
  place (self, self->separator, left, 0, line, height);
  place (self, self->parts[PROP_RESULTS], left + line, 0, width - left - line, height);
}

static void
mtn_panes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MtnPanes *self = MTN_PANES (widget);

  self->narrow = is_narrow (self, width);
  if (self->narrow)
    place_narrow (self, width, height);
  else
    place_wide (self, width, height);

  if (self->narrow != self->reported && self->notify_source == 0)
    self->notify_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_narrow_cb, self, NULL);
}

/* The Tab key follows the order of the children. GTK's own rule, from top to
 * bottom, would visit the results before the strip below the picker, and leave
 * the window from the strip. */
static gboolean
mtn_panes_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (direction != GTK_DIR_TAB_FORWARD && !back)
    return GTK_WIDGET_CLASS (mtn_panes_parent_class)->focus (widget, direction);

  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  for (; child != NULL;
       child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child) && gtk_widget_child_focus (child, direction))
      return TRUE;

  return FALSE;
}

static void
set_part (MtnPanes *self, guint property, GtkWidget *part)
{
  if (self->parts[property] == part)
    return;

  g_clear_pointer (&self->parts[property], gtk_widget_unparent);
  self->parts[property] = part;
  if (part != NULL)
    {
      GtkWidget *after = NULL;

      /* In the order of the properties, which is that of the Tab key. */
      for (guint i = PROP_SWITCHER; i < property; i++)
        after = self->parts[i] != NULL ? self->parts[i] : after;
      gtk_widget_insert_after (part, GTK_WIDGET (self), after);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
mtn_panes_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnPanes *self = MTN_PANES (object);

  switch (prop_id)
    {
    case PROP_SWITCHER:
    case PROP_PICKER:
    case PROP_STRIP:
    case PROP_YOU:
    case PROP_RESULTS:
      g_value_set_object (value, self->parts[prop_id]);
      break;
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_panes_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnPanes *self = MTN_PANES (object);

  switch (prop_id)
    {
    case PROP_SWITCHER:
    case PROP_PICKER:
    case PROP_STRIP:
    case PROP_YOU:
    case PROP_RESULTS:
      set_part (self, prop_id, g_value_get_object (value));
      break;
    case PROP_PAGE:
      mtn_panes_set_page (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_panes_dispose (GObject *object)
{
  MtnPanes *self = MTN_PANES (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);
  for (guint i = PROP_SWITCHER; i <= PROP_RESULTS; i++)
    g_clear_pointer (&self->parts[i], gtk_widget_unparent);
  g_clear_pointer (&self->separator, gtk_widget_unparent);
  g_clear_pointer (&self->page, g_free);

  G_OBJECT_CLASS (mtn_panes_parent_class)->dispose (object);
}

static void
mtn_panes_class_init (MtnPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const parts[] = { NULL, "switcher", "picker", "strip", "you", "results" };
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->dispose = mtn_panes_dispose;
  object_class->get_property = mtn_panes_get_property;
  object_class->set_property = mtn_panes_set_property;

  widget_class->get_request_mode = mtn_panes_get_request_mode;
  widget_class->measure = mtn_panes_measure;
  widget_class->size_allocate = mtn_panes_size_allocate;
  widget_class->focus = mtn_panes_focus;

  for (guint i = PROP_SWITCHER; i <= PROP_RESULTS; i++)
    properties[i] = g_param_spec_object (parts[i], NULL, NULL, GTK_TYPE_WIDGET, writable);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "pick", writable);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "panes");
}

static void
mtn_panes_init (MtnPanes *self)
{
  self->page = g_strdup ("pick");
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->separator, GTK_WIDGET (self));
}

gboolean
mtn_panes_get_narrow (MtnPanes *self)
{
  g_return_val_if_fail (MTN_IS_PANES (self), FALSE);

  return self->narrow;
}

const char *
mtn_panes_get_page (MtnPanes *self)
{
  g_return_val_if_fail (MTN_IS_PANES (self), NULL);

  return self->page;
}

void
mtn_panes_set_page (MtnPanes *self, const char *page)
{
  g_return_if_fail (MTN_IS_PANES (self));
  g_return_if_fail (page != NULL);

  if (g_str_equal (self->page, page))
    return;

  g_free (self->page);
  self->page = g_strdup (page);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}
