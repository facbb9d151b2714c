/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From the module to an engine that can be believed: which card, whether it may be used, and the words for
 * why not. */

#include "mtn-cuda-engine.h"

#include <glib/gi18n-lib.h>

#include "mtn-cuda-cache.h"
#include "mtn-cuda-loader.h"
#include "mtn-cuda-survey.h"
#include "mtn-cuda-verdict.h"
#include "mtn-engine-private.h"
#include "mtn-engine-self-test.h"

#define MIB ((guint64) 1 << 20)

/* Milliseconds that compiling the kernels may take: a second is much, on an old processor. */
#define LOAD_PATIENCE 60000u

char *
mtn_cuda_survey_format_version (int version)
{
  return g_strdup_printf ("%d.%d", version / 1000, version % 1000 / 10);
}

char *
mtn_cuda_engine_dup_system_problem (const MtnCudaSystem *system)
{
  g_autofree char *driver = mtn_cuda_survey_format_version (system->driver);
  g_autofree char *runtime = mtn_cuda_survey_format_version (system->runtime);

  switch (system->status)
    {
    case MTN_CUDA_NO_DRIVER:
      return g_strdup (_ ("no NVIDIA driver is installed"));
    case MTN_CUDA_OLD_DRIVER:
      /* Releases from which on a driver serves all of 13, or of 12. */
      return g_strdup_printf (_ ("the NVIDIA driver is too old: it supports CUDA %s, this build needs CUDA "
                                 "%s "
                                 "(driver %d or newer)"),
                              driver, runtime, system->runtime >= 13000 ? 580 : 525);
    case MTN_CUDA_NO_CARD:
      return g_strdup (_ ("the NVIDIA driver finds no graphics card"));
    case MTN_CUDA_READY:
      return NULL;
    case MTN_CUDA_OLD_CARD:
    case MTN_CUDA_LITTLE_MEMORY:
    case MTN_CUDA_FAILED:
    default:
      return g_strdup_printf (_ ("CUDA does not work: %s"), system->failure);
    }
}

char *
mtn_cuda_engine_dup_card_problem (const MtnCudaCard *card)
{
  switch (card->status)
    {
    case MTN_CUDA_OLD_CARD:
      return g_strdup_printf (_ ("%s is too old: it has compute capability %d.%d, at least %d.%d is needed"),
                              card->name, card->major, card->minor, MTN_CUDA_LEAST_MAJOR,
                              MTN_CUDA_LEAST_MINOR);
    case MTN_CUDA_LITTLE_MEMORY:
      return g_strdup_printf (_ ("%s has too little memory: %u MiB of %u are free, at least %u are needed"),
                              card->name, (guint) (card->n_free / MIB), (guint) (card->n_total / MIB),
                              (guint) (MTN_CUDA_LEAST_MEMORY / MIB));
    case MTN_CUDA_READY:
      return NULL;
    case MTN_CUDA_NO_DRIVER:
    case MTN_CUDA_OLD_DRIVER:
    case MTN_CUDA_NO_CARD:
    case MTN_CUDA_FAILED:
    default:
      return g_strdup_printf (_ ("%s does not work: %s"),
                              *card->name != '\0' ? card->name : _ ("the graphics card"), card->failure);
    }
}

/* The card that is to be used, or −1 and why none. */
static int
choose (const MtnCudaModule *module, const MtnCudaSystem *system, int device, char **message)
{
  MtnCudaCard card;
  guint64 most = 0;
  int best = -1;

  if (device >= (int) system->n_cards)
    {
      *message =
          g_strdup_printf (ngettext ("there is no card %d: %u card, numbered from 0",
                                     "there is no card %d: %u cards, numbered from 0", system->n_cards),
                           device, system->n_cards);
      return -1;
    }
  if (device >= 0)
    return device;
  if (system->n_cards == 1)
    return 0;

  for (guint i = 0; i < system->n_cards; i++)
    {
      module->get_card (i, TRUE, &card);
      if (card.status == MTN_CUDA_READY && (best < 0 || card.n_free > most))
        {
          best = (int) i;
          most = card.n_free;
        }
    }

  /* The first one then says what is wrong with it. */
  return MAX (best, 0);
}

MtnEngine *
mtn_cuda_engine_open (const MtnCudaModule *module,
                      guint device,
                      const MtnCudaSystem *system,
                      gboolean test_anew,
                      MtnCudaCard *card,
                      char **why)
{
  g_autoptr (MtnEngine) engine = NULL;
  g_autofree char *key = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *runtime = mtn_cuda_survey_format_version (system->runtime);
  g_autofree char *description = NULL;
  MtnCudaVerdict verdict;
  gpointer context;

  /* A card that was refused is not even opened. */
  module->get_card (device, FALSE, card);
  if (card->status != MTN_CUDA_READY)
    {
      *why = mtn_cuda_engine_dup_card_problem (card);
      return NULL;
    }
  key = mtn_cuda_verdict_dup_key (system, card);
  verdict = test_anew ? MTN_CUDA_UNTESTED : mtn_cuda_verdict_get (key, &reason);
  if (verdict == MTN_CUDA_REFUSED)
    {
      *why = g_strdup_printf (_ ("%s has failed the self-test before, with this driver and version of "
                                 "Matinee (%s); "
                                 "“matinee inspect --engines” tests it again"),
                              card->name, reason != NULL ? reason : _ ("no reason was kept"));
      return NULL;
    }

  mtn_cuda_cache_make ();
  context = module->open (device, MIN (20 * mtn_cuda_loader_get_patience (), LOAD_PATIENCE), card);
  if (context == NULL)
    {
      *why = mtn_cuda_engine_dup_card_problem (card);
      return NULL;
    }

  description = g_strdup_printf (_ ("%s, CUDA %s, %u MiB of memory, compute capability %d.%d"), card->name,
                                 runtime, (guint) (card->n_total / MIB), card->major, card->minor);
  engine = mtn_engine_new_for_vtable (module->vtable, context, MTN_ENGINE_CUDA, card->name, description);
  engine->verdict_key = g_steal_pointer (&key);
  engine->has_successor = TRUE;

  if (verdict == MTN_CUDA_UNTESTED)
    {
      module->set_patience (context, mtn_cuda_loader_get_patience ());
      if (!mtn_engine_self_test (engine, &reason))
        {
          mtn_cuda_verdict_set (engine->verdict_key, MTN_CUDA_REFUSED, reason);
          *why = g_strdup_printf (_ ("%s failed the self-test: %s"), card->name, reason);
          return NULL;
        }
      mtn_cuda_verdict_set (engine->verdict_key, MTN_CUDA_PASSED, NULL);
      module->set_patience (context, 0);
    }

  return g_steal_pointer (&engine);
}

MtnEngine *
mtn_cuda_engine_new (int device, char **message)
{
  const MtnCudaModule *module = mtn_cuda_loader_get (message);
  MtnCudaSystem system;
  MtnCudaCard card;

  if (module == NULL)
    return NULL;

  module->get_system (&system);
  *message = mtn_cuda_engine_dup_system_problem (&system);
  if (*message != NULL)
    return NULL;

  device = choose (module, &system, device, message);
  if (device < 0)
    return NULL;

  return mtn_cuda_engine_open (module, (guint) device, &system, FALSE, &card, message);
}
