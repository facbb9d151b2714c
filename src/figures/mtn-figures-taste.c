/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-figures-taste.h"

#include <glib/gi18n.h>

#include "mtn-figures-explore.h"
#include "mtn-plot-scale.h"

/* Two bars for each name, in per cent. */
static MtnChart *
draw_shares (const char *title,
             const char *what,
             const char *const *names,
             const double *own,
             const double *everyone,
             guint n)
{
  MtnChart *chart = mtn_chart_new (title);
  const double *sides[] = { own, everyone };
  const char *series_names[] = { _ ("You"), _ ("Everyone") };

  mtn_chart_axis_set_categories (&chart->x, names);
  mtn_chart_axis_set (&chart->x, what, NULL, MTN_SCALE_CATEGORY);
  mtn_chart_axis_set (&chart->y, _ ("Share"), "%", MTN_SCALE_LINEAR);
  for (guint side = 0; side < MTN_TASTE_N_SIDES; side++)
    {
      g_autofree double *percent = g_new (double, n + 1);
      MtnChartSeries *series;

      for (guint i = 0; i < n; i++)
        percent[i] = 100 * sides[side][i];
      series = mtn_chart_add (chart, MTN_SERIES_BAR, series_names[side], NULL, percent, n);
      series->hatched = side == MTN_TASTE_EVERYONE;
    }

  return chart;
}

/* Those that somebody has, what everyone has most of on top. */
static MtnChart *
draw_genres (const MtnExploration *data, const MtnTaste *taste)
{
  MtnCatalog *catalog = data->dataset->catalog;
  guint n_genres = mtn_catalog_get_n_genres (catalog);
  g_autofree const char **names = g_new0 (const char *, n_genres + 2);
  g_autofree double *own = g_new (double, n_genres + 1);
  g_autofree double *everyone = g_new (double, n_genres + 1);
  guint n = 0;
  MtnChart *chart;

  for (guint g = 0; g <= n_genres; g++)
    {
      double share = taste->genres[MTN_TASTE_EVERYONE][g];
      guint at = n;

      if (share <= 0 && taste->genres[MTN_TASTE_OWN][g] <= 0)
        continue;
      for (; at > 0 && everyone[at - 1] < share; at--)
        {
          names[at] = names[at - 1];
          own[at] = own[at - 1];
          everyone[at] = everyone[at - 1];
        }
      names[at] = g == 0 ? _ ("no genre") : mtn_catalog_get_genres (catalog)[g - 1];
      own[at] = taste->genres[MTN_TASTE_OWN][g];
      everyone[at] = share;
      n++;
    }

  chart = draw_shares (_ ("Genres"), _ ("Genre"), names, own, everyone, n);
  chart->horizontal = TRUE;
  mtn_chart_set_note (chart, _ ("Share of your films, and of everyone’s ratings, that has the genre. A film "
                                "counts for each of its genres."));

  return chart;
}

static MtnChart *
draw_decades (const MtnTaste *taste)
{
  g_auto (GStrv) names = g_new0 (char *, taste->n_decades + 1);
  MtnChart *chart;

  for (guint i = 0; i < taste->n_decades; i++)
    names[i] = g_strdup_printf ("%d", taste->first_decade + (int) i * 10);

  chart = draw_shares (_ ("Decades"), _ ("From the year"), (const char *const *) names,
                       taste->decades[MTN_TASTE_OWN], taste->decades[MTN_TASTE_EVERYONE], taste->n_decades);
  mtn_chart_set_note (chart, _ ("Films whose year is known."));

  return chart;
}

static MtnChart *
draw_stars (const MtnTaste *taste)
{
  static const char *const names[] = { "½", "1", "1½", "2", "2½", "3", "3½", "4", "4½", "5", NULL };
  g_autofree char *own = mtn_plot_number_fixed (taste->mean_stars[MTN_TASTE_OWN], 2);
  g_autofree char *everyone = mtn_plot_number_fixed (taste->mean_stars[MTN_TASTE_EVERYONE], 2);
  g_autofree char *note = NULL;
  MtnChart *chart = draw_shares (_ ("Stars"), _ ("Rating"), names, taste->stars[MTN_TASTE_OWN],
                                 taste->stars[MTN_TASTE_EVERYONE], MTN_EXPLORATION_N_STARS);

  if (taste->n_starred > 0)
    note = g_strdup_printf (_ ("%u of your films have stars, %s in the mean; everyone gives %s."),
                            taste->n_starred, own, everyone);
  else
    note = g_strdup_printf (_ ("None of your films has stars; everyone gives %s in the mean."), everyone);
  mtn_chart_set_note (chart, note);

  return chart;
}

static MtnChart *
draw_tenths (const MtnTaste *taste)
{
  const char *names[] = { _ ("most rated"), "2", "3", "4", "5", "6", "7", "8", "9", _ ("least"), NULL };
  g_autofree char *own = mtn_plot_number_fixed (100 * taste->tenths[MTN_TASTE_OWN][0], 0);
  g_autofree char *everyone = mtn_plot_number_fixed (100 * taste->tenths[MTN_TASTE_EVERYONE][0], 0);
  g_autofree char *note = g_strdup_printf (_ ("The tenth of the films that is rated most has %s %% of your "
                                              "films and %s %% of everyone’s ratings."),
                                           own, everyone);
  MtnChart *chart =
      draw_shares (_ ("Popularity"), _ ("Tenths of the films, by their number of ratings"), names,
                   taste->tenths[MTN_TASTE_OWN], taste->tenths[MTN_TASTE_EVERYONE], MTN_TASTE_N_TENTHS);

  mtn_chart_set_note (chart, note);

  return chart;
}

MtnFigure *
mtn_figures_taste (const MtnExploration *data, const MtnTaste *taste, const char *name, guint n_unknown)
{
  g_autofree char *title = g_strdup_printf (_ ("%s against everyone"), name);
  MtnFigure *figure = mtn_figures_explore_begin (data, title);
  g_autoptr (GString) subtitle = g_string_new (mtn_figure_get_subtitle (figure));

  g_string_append (subtitle, " · ");
  g_string_append_printf (subtitle, g_dngettext (GETTEXT_PACKAGE, "%u pick", "%u picks", taste->n_picks),
                          taste->n_picks);
  if (n_unknown > 0)
    {
      g_string_append (subtitle, " · ");
      g_string_append_printf (subtitle,
                              g_dngettext (GETTEXT_PACKAGE, "%u more is not in these data",
                                           "%u more are not in these data", n_unknown),
                              n_unknown);
    }
  mtn_figure_set_subtitle (figure, subtitle->str);

  mtn_figure_take (figure, draw_genres (data, taste));
  mtn_figure_take (figure, draw_stars (taste));
  if (taste->n_decades > 0)
    mtn_figure_take (figure, draw_decades (taste));
  mtn_figure_take (figure, draw_tenths (taste));

  return figure;
}
