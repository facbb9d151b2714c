/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-network-options.h"

G_BEGIN_DECLS

/**
 * MtnRunKind:
 * @MTN_RUN_MODEL: one model, `matinee train`
 * @MTN_RUN_GRID: the seed's eight networks, `matinee train --grid`
 * @MTN_RUN_TUNING: going on with networks of a grid, `matinee tune`
 */
typedef enum
{
  MTN_RUN_MODEL,
  MTN_RUN_GRID,
  MTN_RUN_TUNING,
} MtnRunKind;

/**
 * MtnRunSpec:
 *
 * What a training was asked for, so that it can be begun again at any time. A plain value;
 * initialise with %MTN_RUN_SPEC_INIT, strings are owned.
 */
typedef struct
{
  MtnRunKind         kind;
  char              *name;             /* for people */
  char             **data;             /* paths: one, or two that make a union */
  char              *model;            /* of mtn_train_get_models(); a grid or tuning: "mlp" */
  guint              rank;             /* of the shared eigenbasis */
  MtnNetworkOptions  network;          /* with seed and threads, which all models have. Of a tuning the epochs count, the
                                        * rest is the networks' own */
  gboolean           features_chosen;  /* else those that the data were prepared for, if they were */
  char              *grid;             /* (nullable): of a tuning: the folder of the networks */
} MtnRunSpec;

#define MTN_RUN_SPEC_INIT { .rank = 160, .network = MTN_NETWORK_OPTIONS_INIT }

void        mtn_run_spec_clear     (MtnRunSpec        *self);
/* @copy: uninitialised */
void        mtn_run_spec_copy      (const MtnRunSpec  *self,
                                    MtnRunSpec        *copy);

/* Whether it is trained in epochs, and can go on where it was stopped. */
gboolean    mtn_run_spec_has_epochs (const MtnRunSpec *self);

/**
 * mtn_run_spec_check:
 * @error: %MTN_ERROR_USAGE
 *
 * What can be known to be wrong without the data.
 */
gboolean    mtn_run_spec_check     (const MtnRunSpec  *self,
                                    GError           **error);

/* Appends members of a JSON object, without the braces. */
void        mtn_run_spec_append    (const MtnRunSpec  *self,
                                    GString           *out);
/* Reads such members; %MTN_ERROR_FORMAT. @self: initialised; @what names the source. */
gboolean    mtn_run_spec_read      (MtnRunSpec        *self,
                                    JsonObject        *object,
                                    const char        *what,
                                    GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnRunSpec, mtn_run_spec_clear)

G_END_DECLS
