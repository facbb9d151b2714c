/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-test-engine.h"
#include "mtn-test-machine.h"

G_BEGIN_DECLS

/* Runs what follows in every order of threads and blocks, some of them random. */
#define MTN_TEST_N_RUNS 4
void       mtn_test_set_run       (guint run);
#define MTN_TEST_FOREACH_RUN(run) for (guint run = 0; run < MTN_TEST_N_RUNS && (mtn_test_set_run (run), TRUE); run++)

/* Memory of the machine, with what it holds. NULL for NULL. (transfer full) */
gpointer   mtn_test_to_card       (gconstpointer values, gsize n_bytes);
/* Undefined memory. (transfer full) */
gpointer   mtn_test_on_card       (gsize n_bytes);
void       mtn_test_free_on_card  (gpointer memory);
/* (transfer full) */
gpointer   mtn_test_from_card     (gconstpointer memory, gsize n_bytes);

/* The launch was without fault. */
void       mtn_test_assert_ran    (int status);
/* What is on the card has the same bits as @wanted, NaN as a class. */
void       mtn_test_assert_on_card (const float *memory, const float *wanted, gsize n_values);

/* Numbers of a kind that is asked for; the same for the same seed. (transfer full) */
typedef enum
{
  MTN_TEST_ORDINARY,     /* −2 … 2 */
  MTN_TEST_TINY,         /* denormals, and zeros of both signs */
  MTN_TEST_ANYTHING,     /* all of these, infinities, the largest, NaN */
  MTN_TEST_TIES,         /* few different whole numbers */
  MTN_TEST_EQUAL,        /* all the same */
  MTN_TEST_NOTHING,      /* NaN and −∞ only */
  MTN_TEST_N_KINDS,
} MtnTestKind;
float     *mtn_test_values        (gsize n_values, MtnTestKind kind, guint32 seed);
guint     *mtn_test_numbers       (gsize n_values, guint below, guint32 seed);

/* Sparse rows with so many entries each, values of the kind. A column may come twice. */
void       mtn_test_rows_of_lengths (MtnTestRows *self, guint n_rows, const guint *lengths, guint n_columns,
                                     MtnTestKind kind, guint32 seed);

typedef struct
{
  guint *offsets;
  guint *columns;
  float *values;
} MtnTestCardRows;

void       mtn_test_card_rows_init  (MtnTestCardRows *self, const MtnRows *rows);
void       mtn_test_card_rows_clear (MtnTestCardRows *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnTestCardRows, mtn_test_card_rows_clear)

/* Memory of the machine until the end of the block: mtn_test_card float *out = mtn_test_on_card (…). */
#define mtn_test_card __attribute__ ((cleanup (mtn_test_card_clear)))
static inline void
mtn_test_card_clear (void *place)
{
  mtn_test_free_on_card (*(gpointer *) place);
}

G_END_DECLS
