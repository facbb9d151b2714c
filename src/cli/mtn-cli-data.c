/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-data.h"

#include <glib/gi18n.h>

#include "mtn-cli-args.h"

int
mtn_cli_data_check (const char *command, const char *const *paths, const char *why_one)
{
  if (paths == NULL || *paths[0] == '\0')
    return mtn_cli_misuse (command, _ ("--data is missing: a MovieLens folder or archive"));
  if (why_one != NULL && paths[1] != NULL)
    return mtn_cli_misuse (command, _ ("--data is given twice: %s"), why_one);
  if (paths[1] != NULL && paths[2] != NULL)
    return mtn_cli_misuse (command, _ ("--data is given more than twice; a union is made of two data sets"));

  return -1;
}
