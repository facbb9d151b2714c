/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnNetworkFiles:
 *
 * What a training writes, by the name of its model: beside `NAME.safetensors`, the
 * best epoch, `NAME_latest.safetensors`, from which it can go on, and
 * `NAME_log.jsonl`. Of `NAME_best.safetensors` the others are `NAME_latest…` and `NAME_log…`. The
 * curves are drawn by who tells of the training.
 */
typedef struct
{
  char *best;
  char *latest;
  char *log;
  char *curves;   /* picture of the log, `NAME_log.svg` */
} MtnNetworkFiles;

/* @best: path of the model. */
MtnNetworkFiles *mtn_network_files_new   (const char             *best);
void             mtn_network_files_free  (MtnNetworkFiles        *self);

/* Path of the model whose latest state is @latest; NULL when that is not called `…_latest…`. (transfer full) */
char            *mtn_network_files_dup_best (const char          *latest);

/* Whether @path can be replaced, without changing it: the folder is there and may be written to. %G_FILE_ERROR. */
gboolean         mtn_output_check        (const char             *path,
                                          GError                **error);
/* Bytes of a checkpoint of so many parameters and films, with or without what going on needs; rather too many. */
guint64          mtn_network_files_get_size (gsize                n_parameters,
                                             guint                n_movies,
                                             gboolean             with_moments);
/* Whether the file system of @folder has room for so many bytes; %G_FILE_ERROR_NOSPC. */
gboolean         mtn_output_check_space (const char             *folder,
                                         guint64                 needed,
                                         GError                **error);
/**
 * mtn_network_files_check:
 * @n_parameters: of the network
 *
 * What can be known before the work: whether the folder can be written to, whether the file system, and the
 * limits of the process, have room for the checkpoints and for the one that is being replaced;
 * %G_FILE_ERROR.
 */
gboolean         mtn_network_files_check (const MtnNetworkFiles  *self,
                                          gsize                   n_parameters,
                                          guint                   n_movies,
                                          GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnNetworkFiles, mtn_network_files_free)

G_END_DECLS
