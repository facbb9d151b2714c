/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Random damage to a checkpoint, the same in every run: whatever is opened
 * must give an error of the two domains or be right; the sanitizers watch.
 */

#include "mtn-draft.h"
#include "mtn-random.h"
#include "mtn-test-model.h"

#include <string.h>

#ifndef N_MUTATIONS
#define N_MUTATIONS 2500
#endif

/* The start of the file is where its meaning is, so half of the changes go there. */
static void
mutate (MtnRandom *random, GByteArray *content)
{
  guint n_changes = 1 + mtn_random_below (random, 4);

  for (guint i = 0; i < n_changes && content->len > 0; i++)
    {
      guint bound = mtn_random_below (random, 2) == 0 ? MIN (content->len, 16) : content->len;
      guint position = mtn_random_below (random, bound);

      switch (mtn_random_below (random, 5))
        {
        case 0:
          content->data[position] ^= (guint8) (1u << mtn_random_below (random, 8));
          break;
        case 1:
          content->data[position] = (guint8) mtn_random_next (random);
          break;
        case 2:
          content->data[position] = (guint8) "{}[]\",:0919-\\"[mtn_random_below (random, 13)];
          break;
        case 3:
          g_byte_array_remove_index (content, position);
          break;
        default:
          g_byte_array_set_size (content, position);
        }
    }
}

static void
test_mutations (void)
{
  g_autoptr (GBytes) valid = mtn_test_checkpoint_bytes ();
  guint n_refused = 0;
  MtnRandom random;

  mtn_random_init (&random, 42, 1);
  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      GByteArray *content = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize size;
      gconstpointer data = g_bytes_get_data (valid, &size);

      g_byte_array_append (content, data, (guint) size);
      mutate (&random, content);
      bytes = g_byte_array_free_to_bytes (content);
      mtn_test_open_completely (mtn_checkpoint_new_for_bytes (bytes, "mutation", &error), &error);
      mtn_test_check_message (error);
      if (error != NULL)
        {
          n_refused++;
          g_assert_true (error->domain == MTN_SAFETENSORS_ERROR || error->domain == MTN_CHECKPOINT_ERROR);
        }
    }

  /* Else nothing was tested: nearly every change breaks something. */
  g_assert_cmpuint (n_refused, >, N_MUTATIONS * 9 / 10);
}

/* Changes one value of the metadata, in its text. */
static void
mutate_metadata (MtnRandom *random, MtnDraft *draft)
{
  static const char *const keys[] = { "architecture", "vocabulary", "genres", "format_version", "sha256" };
  static const char *const pieces[] = {
    "[",    "]",  "{",     "}",    "\"", ",",       ":",
    "0",    "-",  "1e999", "null", "[[", "\\u0000", "99999999999999999999",
    "true", ".5", "\\",    "ä",    "/*", "{}"
  };
  const char *key = keys[mtn_random_below (random, G_N_ELEMENTS (keys))];
  g_autoptr (GString) text = g_string_new (mtn_draft_get_metadata (draft, key));
  gsize position = mtn_random_below (random, (guint) text->len + 1);
  gsize length = mtn_random_below (random, 4);

  length = MIN (length, text->len - position);
  g_string_erase (text, (gssize) position, (gssize) length);
  if (mtn_random_below (random, 4) != 0)
    g_string_insert (text, (gssize) position, pieces[mtn_random_below (random, G_N_ELEMENTS (pieces))]);
  mtn_draft_set_metadata (draft, key, text->str);
}

/* Changes bytes of one tensor, with a liking for those of extreme numbers. */
static void
mutate_tensor (MtnRandom *random, MtnDraft *draft)
{
  static const guint8 extremes[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
  MtnTensor *tensor =
      &g_array_index (draft->tensors, MtnTensor, mtn_random_below (random, draft->tensors->len));
  guint8 *data = (guint8 *) tensor->data;

  for (guint i = 1 + mtn_random_below (random, 8); i > 0 && tensor->n_bytes > 0; i--)
    data[mtn_random_below (random, (guint) tensor->n_bytes)] = extremes[mtn_random_below (random, 5)];
}

/* Damage behind a header that is right, where random bytes in the file would not come. */
static void
test_content_mutations (void)
{
  g_autoptr (GBytes) valid = mtn_test_checkpoint_bytes ();
  guint n_refused = 0;
  MtnRandom random;

  mtn_random_init (&random, 42, 2);
  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      g_autoptr (MtnDraft) draft = mtn_draft_new (valid);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      if (i % 2 == 0)
        mutate_metadata (&random, draft);
      else
        mutate_tensor (&random, draft);
      bytes = mtn_draft_to_bytes (draft);
      mtn_test_open_completely (mtn_checkpoint_new_for_bytes (bytes, "mutation", &error), &error);
      mtn_test_check_message (error);
      if (error != NULL)
        {
          n_refused++;
          g_assert_true (error->domain == MTN_CHECKPOINT_ERROR);
        }
    }

  g_assert_cmpuint (n_refused, >, N_MUTATIONS / 2);
}

/* Flips each byte of the data in turn; only the checksum can notice most of these. */
static void
test_every_data_byte (void)
{
  g_autoptr (GBytes) valid = mtn_test_checkpoint_bytes ();
  gsize size;
  const guint8 *data = g_bytes_get_data (valid, &size);
  guint64 header_size;

  memcpy (&header_size, data, sizeof header_size);
  for (gsize i = sizeof header_size + header_size; i < size; i++)
    {
      guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      copy[i] ^= 1;
      bytes = g_bytes_new_take (copy, size);
      mtn_test_open_completely (mtn_checkpoint_new_for_bytes (bytes, "flipped", &error), &error);
      g_assert_nonnull (error);
    }
}

/* Each shorter file is refused. */
static void
test_every_truncation (void)
{
  g_autoptr (GBytes) valid = mtn_test_checkpoint_bytes ();

  for (gsize size = 0; size < g_bytes_get_size (valid); size++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (valid, 0, size);
      g_autoptr (GError) error = NULL;

      g_assert_null (mtn_checkpoint_new_for_bytes (bytes, "cut", &error));
      g_assert_true (error->domain == MTN_SAFETENSORS_ERROR);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/damage/mutations", test_mutations);
  g_test_add_func ("/damage/content-mutations", test_content_mutations);
  g_test_add_func ("/damage/every-data-byte", test_every_data_byte);
  g_test_add_func ("/damage/every-truncation", test_every_truncation);

  return g_test_run ();
}
