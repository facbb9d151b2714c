/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-survey.h"

#include "mtn-cuda-engine.h"
#include "mtn-cuda-loader.h"

static void
card_free (gpointer data)
{
  MtnCudaSurveyCard *self = data;

  g_free (self->name);
  g_free (self->bus);
  g_free (self->problem);
  g_free (self);
}

static MtnCudaSurveyCard *
survey_card (const MtnCudaModule *module, const MtnCudaSystem *system, guint device)
{
  MtnCudaSurveyCard *self = g_new0 (MtnCudaSurveyCard, 1);
  g_autoptr (MtnEngine) engine = NULL;
  MtnCudaCard card;

  engine = mtn_cuda_engine_open (module, device, system, TRUE, &card, &self->problem);
  self->name = g_strdup (card.name);
  self->bus = g_strdup (card.bus);
  self->major = card.major;
  self->minor = card.minor;
  self->n_processors = card.n_processors;
  self->n_free = card.n_free;
  self->n_total = card.n_total;
  /* What could be opened was tested. */
  self->is_tested = card.status == MTN_CUDA_READY;
  self->passed = engine != NULL;

  return self;
}

MtnCudaSurvey *
mtn_cuda_survey_new (void)
{
  MtnCudaSurvey *self = g_new0 (MtnCudaSurvey, 1);
  const MtnCudaModule *module = mtn_cuda_loader_get (&self->problem);
  MtnCudaSystem system;

  self->cards = g_ptr_array_new_with_free_func (card_free);
  if (module == NULL)
    return self;

  module->get_system (&system);
  self->driver = system.driver;
  self->runtime = system.runtime;
  self->problem = mtn_cuda_engine_dup_system_problem (&system);
  for (guint i = 0; self->problem == NULL && i < system.n_cards; i++)
    g_ptr_array_add (self->cards, survey_card (module, &system, i));

  return self;
}

void
mtn_cuda_survey_free (MtnCudaSurvey *self)
{
  if (self == NULL)
    return;

  g_free (self->problem);
  g_ptr_array_unref (self->cards);
  g_free (self);
}
