/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-inspect-print.h"

#include "mtn-cuda-survey.h"
#include "mtn-engine-self-test.h"
#include "mtn-json-tree.h"

#include <glib/gi18n.h>

static void
set_version (JsonObject *object, const char *name, int version)
{
  g_autofree char *text = version > 0 ? mtn_cuda_survey_format_version (version) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static const char *
get_result (gboolean is_tested, gboolean passed)
{
  if (!is_tested)
    return NULL;

  return passed ? "passed" : "failed";
}

static JsonObject *
create_engine (const char *id, MtnEngine *engine, const char *message, const char *self_test)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "engine", id);
  json_object_set_boolean_member (object, "available", engine != NULL);
  set_text (object, "name", engine != NULL ? mtn_engine_get_name (engine) : NULL);
  json_object_set_string_member (object, "description",
                                 engine != NULL ? mtn_engine_get_description (engine) : message);
  set_text (object, "self_test", self_test);

  return object;
}

static JsonObject *
create_card (const MtnCudaSurveyCard *card)
{
  JsonObject *object = json_object_new ();
  g_autofree char *capability = g_strdup_printf ("%d.%d", card->major, card->minor);

  json_object_set_string_member (object, "name", card->name);
  json_object_set_string_member (object, "bus", card->bus);
  json_object_set_string_member (object, "compute_capability", capability);
  json_object_set_int_member (object, "multiprocessors", card->n_processors);
  json_object_set_int_member (object, "memory_bytes", (gint64) card->n_total);
  json_object_set_int_member (object, "memory_free_bytes", (gint64) card->n_free);
  set_text (object, "self_test", get_result (card->is_tested, card->passed));
  set_text (object, "problem", card->problem);

  return object;
}

static void
append_json (GString *out,
             MtnEngine *cpu,
             gboolean cpu_passed,
             MtnEngine *cuda,
             const char *message,
             const MtnCudaSurvey *survey)
{
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonArray *engines = json_array_new ();
  JsonArray *cards = json_array_new ();
  JsonObject *object;
  gboolean any_tested = FALSE;

  json_array_add_object_element (engines, create_engine ("cpu", cpu, NULL, get_result (TRUE, cpu_passed)));

  for (guint i = 0; i < survey->cards->len; i++)
    {
      const MtnCudaSurveyCard *card = g_ptr_array_index (survey->cards, i);

      any_tested = any_tested || card->is_tested;
      json_array_add_object_element (cards, create_card (card));
    }
  object = create_engine ("cuda", cuda, message, get_result (any_tested, cuda != NULL));
  set_version (object, "driver", survey->driver);
  set_version (object, "runtime", survey->runtime);
  json_object_set_array_member (object, "cards", cards);
  json_array_add_object_element (engines, object);

  json_object_set_array_member (root, "engines", engines);
  json_node_init_object (node, root);
  mtn_json_tree_append (out, node);
}

static void
append_card (GString *out, guint i, const MtnCudaSurveyCard *card)
{
  g_autofree char *n_free = g_format_size_full (card->n_free, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *n_total = g_format_size_full (card->n_total, G_FORMAT_SIZE_IEC_UNITS);

  g_string_append_printf (out, _ ("  card %u: %s at %s, compute capability %d.%d, %u multiprocessors"), i,
                          card->name, card->bus, card->major, card->minor, card->n_processors);
  if (card->n_total > 0)
    g_string_append_printf (out, _ (", %s of %s of memory free"), n_free, n_total);
  if (card->passed)
    g_string_append_printf (out, "; %s\n", _ ("self-test passed"));
  else
    g_string_append_printf (out, _ ("; not used: %s\n"), card->problem);
}

static void
append_text (GString *out,
             MtnEngine *cpu,
             gboolean cpu_passed,
             MtnEngine *cuda,
             const char *message,
             const MtnCudaSurvey *survey)
{
  g_autofree char *driver = mtn_cuda_survey_format_version (survey->driver);
  g_autofree char *runtime = mtn_cuda_survey_format_version (survey->runtime);

  g_string_append_printf (out, "cpu: %s; %s\n", mtn_engine_get_description (cpu),
                          cpu_passed ? _ ("self-test passed") : _ ("self-test FAILED"));

  if (cuda != NULL)
    g_string_append_printf (out, "cuda: %s; %s\n", mtn_engine_get_description (cuda), _ ("self-test passed"));
  else
    g_string_append_printf (out, _ ("%s: not available: %s\n"), "cuda", message);
  if (survey->runtime > 0)
    g_string_append_printf (out, _ ("  runtime: CUDA %s; driver: %s%s\n"), runtime,
                            survey->driver > 0 ? "CUDA " : "", survey->driver > 0 ? driver : _ ("none"));
  for (guint i = 0; i < survey->cards->len; i++)
    append_card (out, i, g_ptr_array_index (survey->cards, i));
}

gboolean
mtn_cli_inspect_append_engines (GString *out, gboolean as_json)
{
  g_autoptr (MtnEngine) cpu = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  /* Before the engine is asked for: it tests the cards anew. */
  g_autoptr (MtnCudaSurvey) survey = mtn_cuda_survey_new ();
  g_autofree char *message = NULL;
  g_autofree char *why = NULL;
  g_autoptr (MtnEngine) cuda = mtn_engine_new (MTN_ENGINE_CUDA, -1, &message);
  gboolean cpu_passed = mtn_engine_self_test (cpu, &why);
  gboolean all_passed = cpu_passed;

  for (guint i = 0; i < survey->cards->len; i++)
    {
      const MtnCudaSurveyCard *card = g_ptr_array_index (survey->cards, i);

      all_passed = all_passed && (card->passed || !card->is_tested);
    }

  if (as_json)
    append_json (out, cpu, cpu_passed, cuda, message, survey);
  else
    append_text (out, cpu, cpu_passed, cuda, message, survey);

  return all_passed;
}
