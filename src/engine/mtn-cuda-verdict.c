/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-verdict.h"

#define KEY_PASSED "passed"
#define KEY_WHY "why"

/* Of the driver itself, "580.65.06", where Linux tells; several have the same version of CUDA. */
static char *
dup_driver_release (void)
{
  char *text = NULL;

  if (!g_file_get_contents ("/sys/module/nvidia/version", &text, NULL, NULL))
    return g_strdup ("");

  return g_strstrip (text);
}

char *
mtn_cuda_verdict_dup_key (const MtnCudaSystem *system, const MtnCudaCard *card)
{
  g_autofree char *release = dup_driver_release ();
  char *key =
      g_strdup_printf ("%s, %s, compute %d.%d, driver %d %s, runtime %d, Matinee %s", card->name, card->bus,
                       card->major, card->minor, system->driver, release, system->runtime, MTN_VERSION);

  /* Names of groups in a key file hold neither brackets nor control characters. */
  g_strdelimit (key, "[]", '|');
  for (char *c = key; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return key;
}

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "matinee", "cards.ini", NULL);
}

static GKeyFile *
load (void)
{
  g_autofree char *path = dup_path ();
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);

  return file;
}

MtnCudaVerdict
mtn_cuda_verdict_get (const char *key, char **why)
{
  g_autoptr (GKeyFile) file = load ();
  g_autoptr (GError) error = NULL;
  gboolean passed = g_key_file_get_boolean (file, key, KEY_PASSED, &error);

  *why = NULL;
  if (error != NULL)
    return MTN_CUDA_UNTESTED;
  if (passed)
    return MTN_CUDA_PASSED;

  *why = g_key_file_get_string (file, key, KEY_WHY, NULL);

  return MTN_CUDA_REFUSED;
}

void
mtn_cuda_verdict_set (const char *key, MtnCudaVerdict verdict, const char *why)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_key_file_set_boolean (file, key, KEY_PASSED, verdict == MTN_CUDA_PASSED);
  if (why != NULL)
    g_key_file_set_string (file, key, KEY_WHY, why);
  else
    g_key_file_remove_key (file, key, KEY_WHY, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_key_file_save_to_file (file, path, &error))
    g_info ("%s: the verdict about a card is not remembered: %s", path,
            error != NULL ? error->message : folder);
}
