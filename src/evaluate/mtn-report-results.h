/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One file of results. */
typedef struct
{
  char       *path;
  JsonNode   *node;
  JsonObject *object;   /* the node's */
} MtnReportFile;

/**
 * MtnReportResults:
 *
 * The results in a folder and the folders in it, told by what is in them.
 */
typedef struct
{
  char          *folder;
  GPtrArray     *evaluations;   /* (element-type MtnReportFile) of `matinee evaluate`; of one model, data set, protocol and
                                 * split the one with the last name, in the order of the best NDCG */
  GPtrArray     *trainings;     /* (element-type MtnReportFile) of `matinee train --grid` and `matinee tune` */
  GPtrArray     *answers;       /* (element-type MtnReportFile) of `matinee recommend --format json` */
  MtnReportFile *exploration;   /* (nullable): of `matinee explore` */
  MtnReportFile *published;     /* (nullable): figures that the seed published */
} MtnReportResults;

/**
 * mtn_report_results_load:
 * @error: %MTN_ERROR_FORMAT with the file's name for one that is no JSON or lacks what its kind must have,
 *   %G_FILE_ERROR for a folder or a file that cannot be read. Files that are of no kind are passed over
 */
MtnReportResults *mtn_report_results_load (const char        *folder,
                                           GError           **error);
void              mtn_report_results_free (MtnReportResults  *self);

/* Evaluations by that protocol and, unless it is NULL, split. (transfer container) */
GPtrArray        *mtn_report_results_select (const MtnReportResults *self,
                                             const char             *protocol,
                                             const char             *split);
/* Pictures in the folder of @file, by name; (transfer full): NULL-terminated paths. */
char            **mtn_report_file_dup_pictures (const MtnReportFile *file);

/* The member at a path as "10/ndcg"; NaN, NULL where it is not, or of another type. */
double            mtn_report_get_number (JsonObject *object, const char *path);
const char       *mtn_report_get_string (JsonObject *object, const char *path);
JsonObject       *mtn_report_get_object (JsonObject *object, const char *path);
JsonArray        *mtn_report_get_array  (JsonObject *object, const char *path);
/* The member of a list: NULL, NaN, "" where it is of another type. */
JsonObject       *mtn_report_get_element (JsonArray *array, guint position);
double            mtn_report_get_item    (JsonArray *array, guint position);
const char       *mtn_report_get_text    (JsonArray *array, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnReportResults, mtn_report_results_free)

G_END_DECLS
