/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A line with more points than pixels is what it covers of each column: upright strokes that touch their
 * neighbours. As one path of a line it would take cairo more than twice as long, and look the same. Into an
 * image the strokes are written directly: ten lines of ten thousand points are to be drawn anew within a
 * frame, and cairo sorts the edges of all strokes first.
 */

#include "mtn-chart-view-private.h"

#include <math.h>

/* A column of pixels that a line covers, with the halves of its width. */
typedef struct
{
  double column;
  double low, high;
} Span;

/* Columns that a line crosses between two points that are not neighbours. */
#define MOST_BETWEEN 6

static double
at (const MtnPlotPoint *one, const MtnPlotPoint *other, double x)
{
  return one->y + (other->y - one->y) * (x - one->x) / (other->x - one->x);
}

static void
add_span (GArray *spans, double column, double y, double other)
{
  Span *last = spans->len > 0 ? &g_array_index (spans, Span, spans->len - 1) : NULL;
  Span span = { column, MIN (y, other), MAX (y, other) };

  if (last != NULL && last->column == column)
    {
      last->low = MIN (last->low, span.low);
      last->high = MAX (last->high, span.high);
    }
  else
    g_array_append_val (spans, span);
}

/* Where the line comes to a column from one that is far, it is drawn as a line: @cr keeps it as a path. */
static GArray *
find_spans (cairo_t *cr, const MtnPlotPoint *points, gsize n, double line_width)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));

  for (gsize i = 0; i < n; i++)
    {
      const MtnPlotPoint *point = &points[i], *before = i > 0 ? &points[i - 1] : NULL;
      double column = floor (point->x);

      if (isnan (point->y))
        continue;
      if (before != NULL && !isnan (before->y) && before->x < column)
        {
          double first = floor (before->x);

          if (column - first > MOST_BETWEEN)
            {
              cairo_move_to (cr, before->x, before->y);
              cairo_line_to (cr, point->x, point->y);
            }
          else
            {
              for (double c = first; c < column; c++)
                add_span (spans, c, at (before, point, MAX (before->x, c)), at (before, point, c + 1));
              add_span (spans, column, at (before, point, column), point->y);
            }
        }
      add_span (spans, column, point->y, point->y);
    }

  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);

      span->low -= line_width / 2;
      span->high += line_width / 2;
    }

  return spans;
}

/* An image that can be written to as it lies: whole colours of four bytes, neither turned nor mirrored. */
static cairo_surface_t *
get_image (cairo_t *cr, cairo_matrix_t *matrix)
{
  cairo_surface_t *surface = cairo_get_group_target (cr);
  cairo_format_t format;
  double red, green, blue, alpha, dx, dy;

  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE)
    return NULL;
  format = cairo_image_surface_get_format (surface);
  if (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24)
    return NULL;
  if (cairo_pattern_get_rgba (cairo_get_source (cr), &red, &green, &blue, &alpha) != CAIRO_STATUS_SUCCESS ||
      alpha < 1)
    return NULL;
  cairo_get_matrix (cr, matrix);
  if (matrix->xy != 0 || matrix->yx != 0 || matrix->xx < 1 || matrix->yy <= 0)
    return NULL;

  cairo_surface_get_device_offset (surface, &dx, &dy);
  matrix->x0 += dx;
  matrix->y0 += dy;

  return surface;
}

static guint32
blend (guint32 below, guint32 color, double share)
{
  guint32 result = 0;

  for (guint shift = 0; shift < 32; shift += 8)
    {
      double one = below >> shift & 0xFF, other = color >> shift & 0xFF;

      result |= (guint32) (one + share * (other - one) + 0.5) << shift;
    }

  return result;
}

/* One column of pixels of the image, its ends as much as is covered of them. */
static void
write_column (guint32 *pixels, gsize stride, double low, double high, int top, int bottom, guint32 color)
{
  int first = (int) floor (low), last = (int) floor (high);

  for (int y = MAX (first, top); y <= MIN (last, bottom - 1); y++)
    {
      guint32 *pixel = pixels + y * stride;
      double share = MIN (high, y + 1.) - MAX (low, (double) y);

      *pixel = share >= 1 ? color : blend (*pixel, color, share);
    }
}

static void
write_spans (cairo_surface_t *surface, const cairo_matrix_t *matrix, cairo_t *cr, const Span *spans, guint n)
{
  gsize stride;
  guint32 *pixels;
  double red, green, blue, alpha, left, top, right, bottom;
  int x_min, x_max, y_min, y_max;
  guint32 color;

  cairo_pattern_get_rgba (cairo_get_source (cr), &red, &green, &blue, &alpha);
  color = 0xFF000000 | (guint32) (red * 255 + 0.5) << 16 | (guint32) (green * 255 + 0.5) << 8 |
          (guint32) (blue * 255 + 0.5);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  x_min = MAX ((int) ceil (left * matrix->xx + matrix->x0), 0);
  x_max = MIN ((int) floor (right * matrix->xx + matrix->x0), cairo_image_surface_get_width (surface));
  y_min = MAX ((int) ceil (top * matrix->yy + matrix->y0), 0);
  y_max = MIN ((int) floor (bottom * matrix->yy + matrix->y0), cairo_image_surface_get_height (surface));

  cairo_surface_flush (surface);
  pixels = (guint32 *) cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface) / sizeof *pixels;
  for (guint i = 0; i < n; i++)
    {
      int start = (int) floor (spans[i].column * matrix->xx + matrix->x0 + 0.5);
      int end = (int) floor ((spans[i].column + 1) * matrix->xx + matrix->x0 + 0.5);
      double low = spans[i].low * matrix->yy + matrix->y0;
      double high = spans[i].high * matrix->yy + matrix->y0;

      /* Written so that NaN is nothing. */
      if (!(high > y_min && low < y_max))
        continue;
      for (int x = MAX (start, x_min); x < MIN (end, x_max); x++)
        write_column (pixels + x, stride, low, high, y_min, y_max, color);
    }
  cairo_surface_mark_dirty (surface);
}

void
mtn_chart_draw_dense (cairo_t *cr, const MtnPlotPoint *points, gsize n, double line_width)
{
  g_autoptr (GArray) spans = NULL;
  const Span *first;
  cairo_matrix_t matrix;
  cairo_surface_t *image = get_image (cr, &matrix);

  cairo_new_path (cr);
  spans = find_spans (cr, points, n, line_width);
  first = (const Span *) spans->data;
  if (image == NULL)
    for (guint i = 0; i < spans->len; i++)
      {
        cairo_move_to (cr, first[i].column + 0.5, first[i].low);
        cairo_line_to (cr, first[i].column + 0.5, first[i].high);
      }
  /* As wide as their column: boxes that do not overlap. */
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  if (image != NULL)
    write_spans (image, &matrix, cr, first, spans->len);
}
