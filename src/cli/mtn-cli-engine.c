/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-engine.h"

#include <glib/gi18n.h>

#include "mtn-cli-io.h"
#include "mtn-error.h"

MtnEngine *
mtn_cli_engine_open (const MtnCliCommon *common, gboolean is_used, GError **error)
{
  g_autofree char *message = NULL;
  g_autoptr (MtnEngine) engine = NULL;

  if (common->engine == MTN_ENGINE_CPU || (common->engine == MTN_ENGINE_AUTO && !is_used))
    return NULL;

  engine = mtn_engine_new (common->engine, common->device, &message);
  if (engine == NULL)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_ENGINE, message);
      return NULL;
    }
  if (is_used && common->verbose)
    mtn_cli_say (_ ("Engine: %s"), mtn_engine_get_description (engine));
  else if (common->verbose)
    mtn_cli_say (_ ("This kind of model is solved on the CPU; %s is not used"), mtn_engine_get_name (engine));

  return is_used ? g_steal_pointer (&engine) : NULL;
}

void
mtn_cli_engine_close (MtnEngine *engine)
{
  g_autofree char *notice = NULL;

  if (engine == NULL)
    return;

  notice = mtn_engine_take_notice (engine);
  if (notice != NULL)
    mtn_cli_complain ("%s", notice);
  mtn_engine_free (engine);
}
