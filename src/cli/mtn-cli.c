/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli.h"

gboolean
mtn_cli_wants (int argc, char **argv)
{
  return argc > 1;
}

int
mtn_cli_run (int argc, char **argv)
{
  return 2;
}
