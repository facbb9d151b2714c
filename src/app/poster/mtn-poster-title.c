/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Setting a title.
 *
 * For every number of lines the best split is found (narrowest widest line,
 * then the most even ones), then the number that gives the largest type wins,
 * with a bias to fewer lines.
 */

#include "mtn-poster-title.h"

#define MAX_LINES 5
#define SPACE 0.24 /* em */

/* Lines may differ that much before a stack looks like a ransom note. */
#define MAX_STACK_CONTRAST 1.75
#define MAX_STACK_SIZE 1.45
#define MAX_STACK_HEIGHT 1.25

#define TAIL_SCALE 0.5
#define TAIL_MIN 8.6
#define TAIL_MAX 13.0
#define TAIL_ASCENT 0.72
#define TAIL_LEADING 1.06

typedef struct
{
  guint first, end;
  double width;
} Line;

/* All of them in em. */
typedef struct
{
  double ascent;
  double leading;
  double descent;
} Metrics;

/* best[k][j] is the best split of the first j words into k lines. */
typedef struct
{
  const MtnPosterWord *words;
  const double *widths;
  guint n_words;
  struct
  {
    double widest;  /* with the penalties for small words in bad places */
    double squares; /* of the lines */
    guint8 cut;     /* where the last line begins */
  } best[MAX_LINES + 1][MTN_POSTER_MAX_WORDS + 1];
} Breaks;

static double
penalise (const Breaks *breaks, guint first, guint end, gboolean all_weak, double width)
{
  const MtnPosterWord *words = breaks->words;

  if (end < breaks->n_words && words[end - 1].weak && !all_weak)
    width *= 1.12;
  if (end - first == 1 && first > 0 && words[first].weak)
    width = width * 1.12 + 1.6;

  return width;
}

static void
find_breaks (Breaks *self, const MtnPosterWord *words, const double *widths, guint n_words)
{
  self->words = words;
  self->widths = widths;
  self->n_words = n_words;
  for (guint i = 0; i <= n_words; i++)
    self->best[0][i].widest = self->best[0][i].squares = i == 0 ? 0 : G_MAXDOUBLE;

  for (guint k = 1; k <= MIN (MAX_LINES, n_words); k++)
    for (guint end = k; end <= n_words; end++)
      {
        double width = 0;
        gboolean all_weak = TRUE;

        self->best[k][end].widest = self->best[k][end].squares = G_MAXDOUBLE;
        for (guint first = end; first-- > k - 1;)
          {
            double widest, squares;

            width += widths[first];
            all_weak &= words[first].weak;
            widest = MAX (self->best[k - 1][first].widest, penalise (self, first, end, all_weak, width));
            squares = self->best[k - 1][first].squares + width * width;
            if (widest < self->best[k][end].widest ||
                (widest == self->best[k][end].widest && squares <= self->best[k][end].squares))
              {
                self->best[k][end].widest = widest;
                self->best[k][end].squares = squares;
                self->best[k][end].cut = first;
              }
            /* Before this word, if the line has one more. */
            width += words[first].spaced ? SPACE : 0;
          }
      }
}

/* Returns the width of the widest line. */
static double
get_lines (const Breaks *self, guint n_lines, Line *lines)
{
  guint end = self->n_words;
  double widest = 0;

  for (guint k = n_lines; k > 0; k--)
    {
      Line *line = &lines[k - 1];

      line->first = self->best[k][end].cut;
      line->end = end;
      line->width = 0;
      for (guint i = line->first; i < end; i++)
        line->width += self->widths[i] + (i > line->first && self->words[i].spaced ? SPACE : 0);
      widest = MAX (widest, line->width);
      end = line->first;
    }

  return widest;
}

static Metrics
get_metrics (const MtnPosterWords *words, gboolean capitals)
{
  Metrics metrics = { 0.88, 1.2, 0.20 };

  if (!words->latin)
    {
      if (words->cjk)
        metrics.leading = 1.08;
    }
  else if (!capitals)
    {
      metrics.ascent = 0.72;
      metrics.leading = 0.98;
    }
  else
    {
      metrics.ascent = words->rising ? 0.90 : 0.72;
      metrics.leading = 0.87 + (words->rising ? 0.14 : words->hanging ? 0.04 : 0);
      metrics.descent = words->hanging ? 0.06 : 0.02;
    }

  return metrics;
}

static double
largest_size (const MtnPosterWords *words, double size)
{
  if (words->n_chars <= 2)
    return MAX (size, 92);
  if (words->n_chars <= 4)
    return MAX (size, 58);

  return size;
}

/* Sets every line to the full column. Returns whether that looks good. */
static gboolean
stack_lines (const Line *lines,
             guint n_lines,
             const Metrics *metrics,
             const MtnPosterTitleSpec *spec,
             double height,
             double largest,
             double *sizes)
{
  double low = G_MAXDOUBLE, high = 0, total = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      sizes[i] = spec->width / lines[i].width;
      low = MIN (low, sizes[i]);
      high = MAX (high, sizes[i]);
      total += sizes[i] * (i == 0 ? metrics->ascent : metrics->leading);
    }
  total += sizes[n_lines - 1] * metrics->descent;

  return high <= MAX_STACK_CONTRAST * low && high <= MAX_STACK_SIZE * largest &&
         total <= MAX_STACK_HEIGHT * height;
}

static void
add_row (MtnPosterTitle *self, const Line *line, guint first_word, double size, double advance)
{
  MtnPosterRow *row = &self->rows[self->n_rows++];

  self->height += advance;
  row->first = first_word + line->first;
  row->end = first_word + line->end;
  row->width = line->width;
  row->size = size;
  row->baseline = self->height;
}

/* Returns the size that a tail follows. */
static double
set_head (MtnPosterTitle *self, const MtnPosterTitleSpec *spec)
{
  static const double bias[MAX_LINES] = { 1.08, 1, 0.97, 0.88, 0.84 };
  const MtnPosterWords *words = &self->words;
  Metrics metrics = get_metrics (words, spec->capitals);
  double height = words->n_words > words->n_head ? spec->height * 0.66 : spec->height;
  double largest = largest_size (words, spec->size);
  double best_score = 0, best_size = 0;
  double best_sizes[MAX_LINES];
  Line best_lines[MAX_LINES];
  guint n_best = 0;
  Breaks breaks;

  find_breaks (&breaks, words->words, self->widths, words->n_head);
  for (guint n = 1; n <= MIN (words->n_head, MAX_LINES); n++)
    {
      Line lines[MAX_LINES];
      double sizes[MAX_LINES];
      double widest = get_lines (&breaks, n, lines);
      double fits = height / (metrics.ascent + metrics.descent + metrics.leading * (n - 1));
      double size = MIN (MIN (spec->width / widest, fits), largest);
      double wish = spec->width / MAX (widest, breaks.best[n][words->n_head].widest);
      double score = MIN (MIN (wish, fits), largest) * bias[n - 1];

      if (spec->stack && words->latin && n > 1 &&
          stack_lines (lines, n, &metrics, spec, height, largest, sizes))
        score *= 1.1;
      else
        for (guint i = 0; i < n; i++)
          sizes[i] = size;

      if (score <= best_score * 1.001)
        continue;
      best_score = score;
      best_size = size;
      n_best = n;
      for (guint i = 0; i < n; i++)
        {
          best_lines[i] = lines[i];
          best_sizes[i] = sizes[i];
        }
    }

  for (guint i = 0; i < n_best; i++)
    add_row (self, &best_lines[i], 0, best_sizes[i],
             best_sizes[i] * (i == 0 ? metrics.ascent : metrics.leading));
  self->height += best_sizes[n_best - 1] * metrics.descent;

  return best_size;
}

static void
set_tail (MtnPosterTitle *self, const MtnPosterTitleSpec *spec, double head_size)
{
  const MtnPosterWords *words = &self->words;
  guint n_words = words->n_words - words->n_head;
  double size = CLAMP (head_size * TAIL_SCALE, TAIL_MIN, TAIL_MAX);
  double widest = 0;
  guint n_lines = 0;
  Line lines[MAX_LINES];
  Breaks breaks;

  find_breaks (&breaks, words->words + words->n_head, self->widths + words->n_head, n_words);
  do
    widest = get_lines (&breaks, ++n_lines, lines);
  while (widest * size > spec->width && n_lines < MIN (n_words, MAX_LINES));

  self->height += size * 0.38;
  size = MIN (size, spec->width / widest);
  for (guint i = 0; i < n_lines; i++)
    add_row (self, &lines[i], words->n_head, size, size * (i == 0 ? TAIL_ASCENT : TAIL_LEADING));
  self->height += size * 0.22;
}

/* One word a line: one layout, one pass of shaping. */
static void
measure_words (MtnPosterTitle *self)
{
  GSList *line;
  guint i = 0;

  pango_layout_set_text (self->layout, self->words.text->str, self->words.text->len);
  line = pango_layout_get_lines_readonly (self->layout);
  for (; line != NULL && i < self->words.n_words; line = line->next)
    {
      PangoRectangle logical;

      pango_layout_line_get_extents (line->data, NULL, &logical);
      /* Not 0, whatever the font: widths are divided by. */
      self->widths[i++] = MAX (logical.width, 1) / (PANGO_SCALE * MTN_POSTER_REFERENCE_SIZE);
    }
  g_assert (i == self->words.n_words);
}

void
mtn_poster_title_init (MtnPosterTitle *self,
                       PangoLayout *layout,
                       const char *text,
                       const MtnPosterTitleSpec *spec)
{
  double head_size;

  mtn_poster_words_init (&self->words, text, spec->capitals);
  self->layout = layout;
  self->n_rows = 0;
  self->measure = spec->width;
  self->height = 0;

  measure_words (self);
  head_size = set_head (self, spec);
  if (self->words.n_words > self->words.n_head)
    set_tail (self, spec, head_size);
}

void
mtn_poster_title_clear (MtnPosterTitle *self)
{
  mtn_poster_words_clear (&self->words);
}

void
mtn_poster_title_draw (const MtnPosterTitle *self,
                       cairo_t *cr,
                       double x,
                       double y,
                       const MtnPosterColor *color)
{
  GSList *line = pango_layout_get_lines_readonly (self->layout);

  mtn_poster_color_set (color, cr);
  for (guint i = 0; i < self->n_rows; i++)
    {
      const MtnPosterRow *row = &self->rows[i];
      gboolean rtl = self->words.rtl;
      double scale = row->size / MTN_POSTER_REFERENCE_SIZE;
      double pen = rtl ? self->measure / row->size : 0; /* em */

      cairo_save (cr);
      cairo_translate (cr, x, y + row->baseline);
      cairo_scale (cr, scale, scale);
      for (guint j = row->first; j < row->end; j++, line = line->next)
        {
          double space = j > row->first && self->words.words[j].spaced ? SPACE : 0;

          pen += rtl ? -space - self->widths[j] : space;
          cairo_move_to (cr, pen * MTN_POSTER_REFERENCE_SIZE, 0);
          pango_cairo_show_layout_line (cr, line->data);
          if (!rtl)
            pen += self->widths[j];
        }
      cairo_restore (cr);
    }
}
