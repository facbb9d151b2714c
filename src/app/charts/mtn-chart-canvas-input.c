/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-canvas-private.h"

#include <math.h>

/* One notch of the wheel, one press of a key. */
#define ZOOM_STEP 0.8
#define MOVE_STEP 0.1

static gboolean
zoom_at (MtnChartCanvas *self, double x, double y, double factor)
{
  int index;
  MtnCanvasPlace *place;

  mtn_chart_canvas_lay_out (self);
  index = mtn_chart_canvas_find_chart (self, x, y);
  if (index < 0 || self->preview)
    return FALSE;

  place = mtn_chart_canvas_get_place (self, index);
  if (!mtn_chart_zoom_by (&place->zoom, mtn_chart_canvas_get_chart (self, index), place->view,
                          x - place->rect.x, y - place->rect.y, factor))
    return FALSE;

  mtn_chart_canvas_zoom_changed (self);
  return TRUE;
}

static gboolean
move (MtnChartCanvas *self, guint index, double dx, double dy)
{
  MtnCanvasPlace *place;

  mtn_chart_canvas_lay_out (self);
  if (index >= self->places->len)
    return FALSE;

  place = mtn_chart_canvas_get_place (self, index);
  if (!mtn_chart_zoom_move (&place->zoom, mtn_chart_canvas_get_chart (self, index), place->view, dx, dy))
    return FALSE;

  mtn_chart_canvas_zoom_changed (self);
  return TRUE;
}

/* In the middle of what is read, or of the chart. */
static void
zoom_by_key (MtnChartCanvas *self, double factor)
{
  const MtnCanvasPlace *place;
  MtnPlotRect area;
  double x, y;

  mtn_chart_canvas_lay_out (self);
  if (self->current >= self->places->len)
    return;

  place = mtn_chart_canvas_get_place (self, self->current);
  area = mtn_chart_view_get_area (place->view);
  x = area.x + area.width / 2;
  y = area.y + area.height / 2;
  if (self->hits != NULL && self->hits->len > 0)
    x = CLAMP (g_array_index (self->hits, MtnChartHit, 0).px, area.x, area.x + area.width);
  zoom_at (self, place->rect.x + x, place->rect.y + y, factor);
}

static void
move_by_key (MtnChartCanvas *self, int x, int y)
{
  MtnPlotRect area;

  mtn_chart_canvas_lay_out (self);
  if (self->current >= self->places->len)
    return;

  area = mtn_chart_view_get_area (mtn_chart_canvas_get_place (self, self->current)->view);
  move (self, self->current, -x * MOVE_STEP * area.width, -y * MOVE_STEP * area.height);
}

static gboolean
key_pressed_cb (MtnChartCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if (self->figure == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      {
        int direction = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right ? 1 : -1;

        if (shift)
          move_by_key (self, direction, 0);
        else
          mtn_chart_canvas_step (self, direction, FALSE);
      }
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      {
        int direction = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1 : -1;

        if (shift)
          move_by_key (self, 0, direction);
        else if (self->current < self->places->len &&
                 mtn_chart_canvas_get_chart (self, self->current)->horizontal)
          mtn_chart_canvas_step (self, direction, FALSE);
        else
          return GDK_EVENT_PROPAGATE;
      }
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      mtn_chart_canvas_step (self, 1, TRUE);
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      mtn_chart_canvas_step (self, -1, TRUE);
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      mtn_chart_canvas_choose (self, 1);
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      mtn_chart_canvas_choose (self, -1);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_by_key (self, ZOOM_STEP);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by_key (self, 1 / ZOOM_STEP);
      break;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      mtn_chart_canvas_reset_zoom (self);
      break;
    case GDK_KEY_Escape:
      if (self->hits == NULL)
        return GDK_EVENT_PROPAGATE;
      mtn_chart_canvas_forget (self);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }

  return GDK_EVENT_STOP;
}

/* Pointer. */

static void
motion_cb (MtnChartCanvas *self, double x, double y)
{
  /* GTK also says that the pointer is where it was, after every new layout. */
  if (x == self->pointer_x && y == self->pointer_y)
    return;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->figure != NULL && !self->is_boxing && !self->is_moving)
    mtn_chart_canvas_read_pointer (self);
}

static void
leave_cb (MtnChartCanvas *self)
{
  self->pointer_x = self->pointer_y = NAN;
  if (!self->by_key)
    mtn_chart_canvas_forget (self);
}

static gboolean
scroll_cb (MtnChartCanvas *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  int index =
      self->figure != NULL ? mtn_chart_canvas_find_chart (self, self->pointer_x, self->pointer_y) : -1;
  MtnPlotRect area;

  if (index < 0 || self->preview ||
      (!(self->places->len == 1) && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0))
    return GDK_EVENT_PROPAGATE;

  mtn_chart_canvas_lay_out (self);
  area = mtn_chart_view_get_area (mtn_chart_canvas_get_place (self, index)->view);
  if ((state & GDK_SHIFT_MASK) != 0 || fabs (dx) > fabs (dy))
    {
      double way = dx != 0 ? dx : dy;

      return move (self, index, -way * MOVE_STEP * area.width, 0);
    }

  return zoom_at (self, self->pointer_x, self->pointer_y, pow (ZOOM_STEP, -dy));
}

/* Only fingers have a sequence; their device may well be that of the mouse. */
static gboolean
is_touch (GtkGestureDrag *gesture)
{
  return gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)) != NULL;
}

static void
drag_begin_cb (MtnChartCanvas *self, double x, double y, GtkGestureDrag *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  int index;

  mtn_chart_canvas_lay_out (self);
  index = self->figure != NULL ? mtn_chart_canvas_find_chart (self, x, y) : -1;
  if (index < 0 || self->preview || (button != GDK_BUTTON_PRIMARY && button != GDK_BUTTON_MIDDLE))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->current = index;
  self->drag_x = x;
  self->drag_y = y;
  self->drag_dx = self->drag_dy = 0;
  self->is_moving = button == GDK_BUTTON_MIDDLE || (state & GDK_SHIFT_MASK) != 0 || is_touch (gesture);
  self->is_boxing = !self->is_moving;
  /* A finger scrolls the page where there is nothing to move. */
  if (is_touch (gesture) && !mtn_chart_canvas_get_place (self, index)->zoom.is_on)
    {
      self->is_moving = FALSE;
      self->pointer_x = x;
      self->pointer_y = y;
      mtn_chart_canvas_read_pointer (self);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
    }
}

static void
drag_update_cb (MtnChartCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  if (hypot (dx, dy) > MTN_CANVAS_MEANT)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->is_moving)
    move (self, self->current, dx - self->drag_dx, dy - self->drag_dy);
  self->drag_dx = dx;
  self->drag_dy = dy;
  if (self->is_boxing)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (MtnChartCanvas *self, double dx, double dy)
{
  gboolean was_boxing = self->is_boxing;

  self->is_boxing = self->is_moving = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (was_boxing && hypot (dx, dy) > MTN_CANVAS_MEANT && self->figure != NULL &&
      self->current < self->places->len)
    {
      MtnCanvasPlace *place;
      MtnPlotRect box = { MIN (self->drag_x, self->drag_x + dx), MIN (self->drag_y, self->drag_y + dy),
                          fabs (dx), fabs (dy) };

      mtn_chart_canvas_lay_out (self);
      place = mtn_chart_canvas_get_place (self, self->current);
      box.x -= place->rect.x;
      box.y -= place->rect.y;
      if (mtn_chart_zoom_to (&place->zoom, mtn_chart_canvas_get_chart (self, self->current), place->view,
                             box))
        mtn_chart_canvas_zoom_changed (self);
    }
}

static void
drag_cancel_cb (MtnChartCanvas *self)
{
  self->is_boxing = self->is_moving = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (MtnChartCanvas *self, int n_press)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2 && !self->preview)
    mtn_chart_canvas_reset_zoom (self);
}

static void
pinch_begin_cb (MtnChartCanvas *self)
{
  self->is_boxing = self->is_moving = FALSE;
  self->pinch = 1;
}

static void
pinched_cb (MtnChartCanvas *self, double scale, GtkGesture *gesture)
{
  double x, y;

  if (scale > 0 && gtk_gesture_get_bounding_box_center (gesture, &x, &y) &&
      zoom_at (self, x, y, self->pinch / scale))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->pinch = scale;
}

static void
add_drag (MtnChartCanvas *self, guint button)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
mtn_chart_canvas_add_input (MtnChartCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  add_drag (self, GDK_BUTTON_PRIMARY);
  add_drag (self, GDK_BUTTON_MIDDLE);
}
