/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-inspect.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-inspect-print.h"
#include "mtn-cli-io.h"

#define CATALOG_PREFIX "catalog."

typedef struct
{
  MtnCliCommon common;
  gboolean engines;
  char **words;
} Options;

static const MtnCliCommand command = {
  .name = "inspect",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Verifies a model file completely, its checksum included, and says what is in it: parts,\n"
                 "tensors, catalogue, and where it comes from."),
  .examples = N_ ("Example:\n"
                  "  matinee inspect models/default.safetensors\n"
                  "  matinee inspect --engines        what computes here, tested"),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  g_clear_pointer (&self->words, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

gsize
mtn_cli_inspect_get_n_bytes (MtnCheckpoint *checkpoint)
{
  MtnSafetensors *file = mtn_checkpoint_get_file (checkpoint);
  gsize n_data;

  mtn_safetensors_get_data (file, &n_data);

  return sizeof (guint64) + mtn_safetensors_get_header_size (file) + n_data;
}

gsize
mtn_cli_inspect_get_n_weights (MtnCheckpoint *checkpoint)
{
  MtnSafetensors *file = mtn_checkpoint_get_file (checkpoint);
  gsize n = 0;

  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);

      if (!g_str_has_prefix (tensor->name, CATALOG_PREFIX))
        n += tensor->n_values;
    }

  return n;
}

gboolean
mtn_cli_inspect_is_of_part (const MtnPart *part, const MtnTensor *tensor)
{
  gsize length = strlen (part->name);

  /* The one part without a name is a network, whose tensors have no prefix. */
  if (length == 0)
    return g_str_has_prefix (tensor->name, "fc");

  return strncmp (tensor->name, part->name, length) == 0 && tensor->name[length] == '.';
}

static int
inspect_file (const char *path, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnCheckpoint) checkpoint = mtn_checkpoint_open (path, &error);
  g_autoptr (GString) out = NULL;

  if (checkpoint == NULL || !mtn_checkpoint_verify (checkpoint, &error))
    return mtn_cli_fail (error);

  out = g_string_new (NULL);
  if (as_json)
    mtn_cli_inspect_append_json (out, checkpoint);
  else
    mtn_cli_inspect_append_text (out, checkpoint);
  mtn_cli_write (out->str, (gssize) out->len);

  return MTN_CLI_DONE;
}

static int
inspect_engines (gboolean as_json)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean passed = mtn_cli_inspect_append_engines (out, as_json);

  mtn_cli_write (out->str, (gssize) out->len);

  return passed ? MTN_CLI_DONE : MTN_CLI_FAILED;
}

static int
inspect (const Options *options)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_autoptr (GError) error = NULL;
  guint n_words = options->words != NULL ? g_strv_length (options->words) : 0;
  int format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);

  if (format < 0)
    return mtn_cli_misuse (command.name, "%s", error->message);
  if (options->engines && n_words > 0)
    return mtn_cli_misuse (command.name, _ ("--engines takes no file"));
  if (options->engines)
    return inspect_engines (format == 1);
  if (n_words != 1)
    return mtn_cli_misuse (command.name, "%s",
                           n_words == 0 ? _ ("which file? Name a model") : _ ("one file at a time"));

  return inspect_file (options->words[0], format == 1);
}

int
mtn_cli_inspect (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT };
  const GOptionEntry entries[] = {
    { "engines", 0, 0, G_OPTION_ARG_NONE, &options.engines,
      N_ ("List what can compute here and test it, instead of a file"), NULL },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("How to print the result (default: text)"), "text|json" },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, &options.words);

  return status >= 0 ? status : inspect (&options);
}
