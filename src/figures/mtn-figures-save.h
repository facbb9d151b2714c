/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-figure.h"

G_BEGIN_DECLS

/* Writes a figure as SVG, whole or not at all: %MTN_FIGURE_ERROR, %G_FILE_ERROR. */
gboolean mtn_figures_save (MtnFigure   *figure,
                           const char  *path,
                           GError     **error);

G_END_DECLS
