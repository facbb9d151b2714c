/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-figure.h"

G_BEGIN_DECLS

typedef enum
{
  MTN_CHART_FORMAT_SVG,
  MTN_CHART_FORMAT_PNG,
  MTN_CHART_FORMAT_PDF,
  MTN_CHART_FORMAT_CSV,
} MtnChartFormat;

/**
 * MtnChartExport:
 * @scale: of PNG: pixels of the image a pixel of the figure
 *
 * What a figure is to become.
 */
typedef struct
{
  MtnChartFormat format;
  double         scale;
} MtnChartExport;

/* "svg", "png", "png2", "png4", "pdf", "csv"; FALSE for anything else. */
gboolean mtn_chart_export_parse       (const char           *name,
                                       MtnChartExport       *export);

/**
 * mtn_chart_export_render_async:
 * @figure: copied: it may change meanwhile
 * @theme: copied
 * @path: (nullable): a file to write, whole or not at all
 *
 * Draws in a thread of its own. The bytes are the same whenever they are drawn.
 */
void     mtn_chart_export_render_async (MtnFigure            *figure,
                                        const MtnPlotTheme   *theme,
                                        const MtnChartExport *export,
                                        const char           *path,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* (transfer full): %MTN_FIGURE_ERROR, %G_FILE_ERROR. */
GBytes  *mtn_chart_export_render_finish (GAsyncResult        *result,
                                        GError              **error);

/**
 * mtn_chart_export_save:
 * @parent: in whose window the file is chosen
 * @callback: (nullable): told on the main thread: the path that was written and NULL, or NULL and the error; not called
 *   when the person changes their mind
 *
 * Asks where to, draws, and writes the file whole or not at all.
 */
typedef void (*MtnChartExportDone) (GtkWidget    *parent,
                                    const char   *path,
                                    const GError *error);
void     mtn_chart_export_save        (GtkWidget            *parent,
                                       MtnFigure            *figure,
                                       const MtnPlotTheme   *theme,
                                       const MtnChartExport *export,
                                       MtnChartExportDone    done);

/* Puts the figure on the clipboard: as an image, as SVG, and its numbers as text. */
void     mtn_chart_export_copy        (GtkWidget            *parent,
                                       MtnFigure            *figure,
                                       const MtnPlotTheme   *theme,
                                       MtnChartExportDone    done);

G_END_DECLS
