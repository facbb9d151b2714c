/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine.h"

G_BEGIN_DECLS

typedef struct
{
  char    *name;        /* "NVIDIA GeForce RTX 3060"; "" where it could not be asked */
  char    *bus;
  int      major, minor;                 /* compute capability */
  guint    n_processors;
  guint64  n_free, n_total;              /* bytes of memory; 0: was not asked */
  gboolean is_tested, passed;            /* the self-test */
  char    *problem;     /* (nullable): why it is not used */
} MtnCudaSurveyCard;

/**
 * MtnCudaSurvey:
 *
 * All that there is to say about CUDA on this computer.
 */
typedef struct
{
  char      *problem;   /* (nullable): why no card can be asked at all */
  int        driver;    /* newest CUDA that the driver knows, 12040: 12.4; 0: no driver, or not asked */
  int        runtime;   /* that the module has; 0: no module */
  GPtrArray *cards;     /* (element-type MtnCudaSurveyCard) */
} MtnCudaSurvey;

/* Tests every card now, whatever has been found out before, and remembers what came of it. */
MtnCudaSurvey *mtn_cuda_survey_new  (void);
void           mtn_cuda_survey_free (MtnCudaSurvey *self);

/* "12.4" (transfer full) */
char          *mtn_cuda_survey_format_version (int version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCudaSurvey, mtn_cuda_survey_free)

G_END_DECLS
