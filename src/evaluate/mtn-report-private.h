/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-report-results.h"

G_BEGIN_DECLS

/* Inside of the report: a file a few sections. */
typedef struct
{
  const MtnReportResults *results;
  char                   *base;            /* folder that links start from */
  const char             *default_model;
  GString                *out;
} MtnReport;

void mtn_report_add_data        (MtnReport *self);
void mtn_report_add_models      (MtnReport *self);
void mtn_report_add_trade_offs  (MtnReport *self);
void mtn_report_add_training    (MtnReport *self);
void mtn_report_add_protocols   (MtnReport *self);
void mtn_report_add_headline    (MtnReport *self);
void mtn_report_add_seed_rows   (MtnReport *self);
void mtn_report_add_new_users   (MtnReport *self);
void mtn_report_add_favorites   (MtnReport *self);
void mtn_report_add_answers     (MtnReport *self);

/* "Not measured yet: `command` makes these figures." */
void        mtn_report_say_missing  (MtnReport           *self,
                                     const char          *command);
/* The pictures in the folder of a file, one below the other. */
void        mtn_report_add_pictures (MtnReport           *self,
                                     const MtnReportFile *file,
                                     const char          *caption);
/* A number with so many digits behind the point; "–" where there is none. */
void        mtn_report_add_number   (MtnReport           *self,
                                     double               value,
                                     int                  digits);
/* " 0.1234 |": a cell of a table. */
void        mtn_report_add_cell     (MtnReport           *self,
                                     double               value,
                                     int                  digits);
/* "[0.1, 0.2]"; nothing where there is none. */
void        mtn_report_add_interval (MtnReport           *self,
                                     JsonObject          *object,
                                     const char          *path);
/* Name of the model of an evaluation; the shipped one in bold. */
void        mtn_report_add_name     (MtnReport           *self,
                                     const MtnReportFile *file);
const char *mtn_report_get_name     (const MtnReportFile *file);
/* The evaluation of that model in @files, or NULL. */
const MtnReportFile *mtn_report_find (GPtrArray *files, const char *name);

G_END_DECLS
