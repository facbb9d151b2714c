/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What the interpreter refuses, finds and counts, on kernels of a few lines that are wrong in one way each.
 */

#include <string.h>

#include "mtn-ptx.h"

#define HEAD ".version 6.3\n.target sm_75\n.address_size 64\n"
#define KERNEL                                                                         \
  ".visible .entry k(.param .u64 out, .param .u32 n)\n{\n"                             \
  ".shared .align 4 .b8 s[256];\n"                                                     \
  ".reg .pred %p<4>; .reg .b32 %r<12>; .reg .b64 %d<6>;\n"                             \
  "ld.param.u64 %d0, [out]; ld.param.u32 %r0, [n];\n"                                  \
  "mov.u32 %r1, %tid.x; mov.u32 %r2, s; shl.b32 %r3, %r1, 2; add.s32 %r4, %r2, %r3;\n" \
  "mul.wide.u32 %d1, %r1, 4; add.s64 %d2, %d0, %d1;\n"
#define STORE_OWN "st.global.u32 [%d2], %r5;\n"
#define TAIL "ret;\n}\n"

typedef struct
{
  const char *name;
  const char *body;
  guint n_threads;
  guint n_blocks;
  int code; /* −1: nothing is wrong */
  const char *message;
} Case;

static const Case cases[] = {
  { "good", "mov.u32 %r5, 7;\n" STORE_OWN, 64, 1, -1, NULL },
  { "behind-the-end", "add.s64 %d2, %d2, 256; mov.u32 %r5, 7;\n" STORE_OWN, 1, 1, MTN_PTX_ERROR_BOUNDS,
    "in no live allocation" },
  { "across-the-end", "st.global.u64 [%d0+252], %d0;\n", 1, 1, MTN_PTX_ERROR_BOUNDS, "across its end" },
  { "null", "mov.u64 %d2, 0; mov.u32 %r5, 7;\n" STORE_OWN, 1, 1, MTN_PTX_ERROR_BOUNDS,
    "in no live allocation" },
  { "behind-shared", "st.shared.u32 [%r4+256], %r1;\n", 1, 1, MTN_PTX_ERROR_BOUNDS,
    "outside of the block's" },
  { "misaligned", "st.global.u32 [%d0+2], %r1;\n", 1, 1, MTN_PTX_ERROR_ALIGNMENT, "not aligned" },
  { "misaligned-vector", "st.shared.v4.u32 [%r2+4], {%r1, %r1, %r1, %r1};\n", 1, 1, MTN_PTX_ERROR_ALIGNMENT,
    "not aligned" },
  { "unwritten-global", "ld.global.u32 %r5, [%d2];\n", 1, 1, MTN_PTX_ERROR_UNWRITTEN, "nothing was written" },
  { "unwritten-shared", "ld.shared.u32 %r5, [%r4];\n", 1, 1, MTN_PTX_ERROR_UNWRITTEN, "nothing was written" },
  { "unwritten-register", "add.s32 %r5, %r6, 1;\n", 1, 1, MTN_PTX_ERROR_UNWRITTEN, "register" },
  { "unwritten-in-some-lanes", "setp.lt.u32 %p0, %r1, 5;\n@%p0 mov.u32 %r5, 1;\nadd.s32 %r6, %r5, 1;\n", 32,
    1, MTN_PTX_ERROR_UNWRITTEN, "thread 5" },
  { "race-in-warp", "st.shared.u32 [%r2], %r1;\n", 2, 1, MTN_PTX_ERROR_RACE, "writes shared" },
  { "race-read-of-neighbour",
    "st.shared.u32 [%r4], %r1;\nxor.b32 %r6, %r3, 4; add.s32 %r6, %r6, %r2;\nld.shared.u32 %r5, [%r6];\n", 2,
    1, MTN_PTX_ERROR_RACE, "reads shared" },
  { "barrier-orders",
    "st.shared.u32 [%r4], %r1;\nbar.sync 0;\nxor.b32 %r6, %r3, 4; add.s32 %r6, %r6, %r2;\nld.shared.u32 %r5, "
    "[%r6];\n" STORE_OWN,
    64, 1, -1, NULL },
  { "warp-barrier-orders",
    "st.shared.u32 [%r4], %r1;\nbar.warp.sync -1;\nxor.b32 %r6, %r3, 4; add.s32 %r6, %r6, %r2;\n"
    "ld.shared.u32 %r5, [%r6];\n" STORE_OWN,
    64, 1, -1, NULL },
  { "warp-barrier-orders-only-the-warp",
    "st.shared.u32 [%r4], %r1;\nbar.warp.sync -1;\nxor.b32 %r6, %r3, 128; add.s32 %r6, %r6, %r2;\n"
    "ld.shared.u32 %r5, [%r6];\n",
    64, 1, MTN_PTX_ERROR_RACE, NULL },
  { "race-between-blocks", "mov.u32 %r5, 1;\n" STORE_OWN, 32, 2, MTN_PTX_ERROR_RACE, "of another block" },
  { "shared-is-of-the-block", "st.shared.u32 [%r4], %r1;\n", 32, 3, -1, NULL },
  { "read-then-written-by-another",
    "setp.eq.u32 %p0, %r1, 0;\n@%p0 st.shared.u32 [%r2], %r1;\nbar.sync 0;\nld.shared.u32 %r5, [%r2];\n"
    "@%p0 st.shared.u32 [%r2], %r5;\n",
    64, 1, MTN_PTX_ERROR_RACE, NULL },
  { "atomics-among-themselves",
    "mov.u32 %r5, 0;\nsetp.eq.u32 %p0, %r1, 0;\n@%p0 st.shared.u32 [%r2], %r5;\n"
    "bar.sync 0;\natom.shared.add.u32 %r6, [%r2], 1;\nbar.sync 0;\nld.shared.u32 %r5, [%r2];\n" STORE_OWN,
    64, 1, -1, NULL },
  { "atomic-and-read",
    "mov.u32 %r5, 0;\nsetp.eq.u32 %p0, %r1, 0;\n@%p0 st.shared.u32 [%r2], %r5;\n"
    "bar.sync 0;\natom.shared.add.u32 %r6, [%r2], 1;\nld.shared.u32 %r5, [%r2];\n",
    64, 1, MTN_PTX_ERROR_RACE, NULL },
  { "constant-written-before", "mov.u32 %r5, 1;\n" STORE_OWN "ld.global.nc.u32 %r6, [%d2];\n", 1, 1,
    MTN_PTX_ERROR_RACE, "as constant" },
  { "barrier-after-leaving", "setp.eq.u32 %p0, %r1, 3;\n@%p0 ret;\nbar.sync 0;\n", 64, 1,
    MTN_PTX_ERROR_DIVERGENCE, "have left" },
  { "two-barriers", "setp.lt.u32 %p0, %r1, 32;\n@%p0 bra $A;\nbar.sync 0;\nbra $B;\n$A:\nbar.sync 0;\n$B:\n",
    64, 1, MTN_PTX_ERROR_DIVERGENCE, "other threads are at this barrier" },
  { "shuffle-in-a-branch",
    "setp.lt.u32 %p0, %r1, 16;\n@!%p0 bra $A;\nshfl.sync.up.b32 %r5, %r1, 1, 0, -1;\n$A:\n", 32, 1,
    MTN_PTX_ERROR_DIVERGENCE, NULL },
  { "shuffle-not-in-its-mask", "shfl.sync.up.b32 %r5, %r1, 1, 0, 255;\n", 32, 1, MTN_PTX_ERROR_DIVERGENCE,
    "mask" },
  { "shuffle-from-outside",
    "setp.lt.u32 %p0, %r1, 16;\n@!%p0 bra $A;\n"
    "shfl.sync.down.b32 %r5, %r1, 1, 31, 65535;\n$A:\n",
    32, 1, MTN_PTX_ERROR_DIVERGENCE, "takes no part" },
  { "two-shuffles",
    "setp.lt.u32 %p0, %r1, 16;\n@%p0 bra $A;\nshfl.sync.up.b32 %r5, %r1, 1, 0, -1;\nbra $B;\n$A:\n"
    "shfl.sync.up.b32 %r5, %r1, 1, 0, -1;\n$B:\n",
    32, 1, MTN_PTX_ERROR_DIVERGENCE, "waits at line" },
  { "deadlock",
    "setp.lt.u32 %p0, %r1, 16;\n@%p0 bra $A;\nbar.sync 0;\nbra $B;\n$A:\n"
    "bar.warp.sync -1;\n$B:\n",
    32, 1, MTN_PTX_ERROR_DIVERGENCE, NULL },
  { "deadlock-of-warps",
    "setp.lt.u32 %p0, %r1, 40;\n@%p0 bra $A;\nbar.sync 0;\n$A:\nsetp.lt.u32 %p1, %r1, 32;\n"
    "@%p1 bra $B;\nsetp.lt.u32 %p2, %r1, 36;\n@!%p2 bra $B;\nbar.warp.sync 255;\n$B:\n",
    64, 1, MTN_PTX_ERROR_DIVERGENCE, NULL },
  { "division-by-zero", "mov.u32 %r5, 0;\ndiv.u32 %r6, %r1, %r5;\n", 1, 1, MTN_PTX_ERROR_ARITHMETIC,
    "by zero" },
  { "trap", "trap;\n", 1, 1, MTN_PTX_ERROR_ARITHMETIC, "trap" },
};

static void
check_schedule (const Case *c, MtnPtxSchedule schedule, guint seed)
{
  g_autofree char *text = g_strconcat (HEAD KERNEL, c->body, TAIL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnPtxModule) module = mtn_ptx_module_new (text, strlen (text), &error);
  g_autoptr (MtnPtxMachine) machine = mtn_ptx_machine_new (schedule, seed);
  guint32 *out = g_malloc (256);
  guint n = 3;
  void *parameters[] = { &out, &n };

  g_assert_no_error (error);
  mtn_ptx_machine_add (machine, out, 256);
  mtn_ptx_machine_launch (machine, mtn_ptx_module_find (module, "k"), (guint[]){ c->n_blocks, 1, 1 },
                          (guint[]){ c->n_threads, 1, 1 }, 0, parameters, &error);
  if (c->code < 0)
    g_assert_no_error (error);
  else if ((c->code == MTN_PTX_ERROR_RACE && error != NULL && error->code == MTN_PTX_ERROR_UNWRITTEN) ||
           (c->code == MTN_PTX_ERROR_DIVERGENCE && error != NULL && error->code == MTN_PTX_ERROR_DEADLOCK))
    /* By the order, who loses a race reads before anything is there; and who is missed at a meeting has left,
     * or waits elsewhere. */
    g_clear_error (&error);
  else
    {
      g_assert_error (error, MTN_PTX_ERROR, c->code);
      if (schedule == MTN_PTX_LOCKSTEP && c->message != NULL && strstr (error->message, c->message) == NULL)
        g_error ("%s: %s", c->name, error->message);
    }
  g_free (out);
}

/* Faults that are there are there in every order. */
static void
test_case (gconstpointer data)
{
  const Case *c = data;

  check_schedule (c, MTN_PTX_LOCKSTEP, 0);
  for (guint seed = 0; seed < 4; seed++)
    {
      check_schedule (c, MTN_PTX_RANDOM_WARP, seed);
      check_schedule (c, MTN_PTX_RANDOM_LANES, seed);
    }
}

static const struct
{
  const char *statement;
  const char *message;
} unknown[] = {
  { "add.ftz.f32 %r5, %r1, %r1;", "unknown instruction add.ftz.f32" },
  { "div.approx.f32 %r5, %r1, %r1;", "unknown instruction div.approx.f32" },
  { "add.f64 %d3, %d1, %d1;", "unknown instruction add.f64" },
  { "add.s32.sat %r5, %r1, %r1;", "unknown instruction add.s32.sat" },
  { "frob.s32 %r5, %r1;", "unknown instruction frob.s32" },
  { "ld.u32 %r5, [%d2];", "unknown instruction ld.u32" },
  { "ld.local.u32 %r5, [%d2];", "unknown instruction" },
  { "ld.volatile.global.u32 %r5, [%d2];", "unknown instruction" },
  { "st.shared.u8 [%r4], %r5;", "unknown instruction" },
  { "atom.global.add.f32 %r5, [%d2], %r1;", "unknown instruction" },
  { "setp.ltu.s32 %p0, %r1, %r1;", "unknown instruction" },
  { "setp.lt.b32 %p0, %r1, %r1;", "unknown instruction" },
  { "cvt.s32.f32 %r5, %r1;", "unknown instruction" },
  { "cvt.rn.s32.u32 %r5, %r1;", "unknown instruction" },
  { "call f;", "unknown instruction call" },
  { "bar.sync 1;", "another number than 0" },
  { "bar.sync 0, 32;", "number of operands" },
  { "add.s32 %r5, %r1;", "number of operands" },
  { "add.s32 %r5, %r1, %d1;", "another width" },
  { "add.s32 %r99, %r1, %r1;", "unknown register %r99" },
  { "add.s32 %r5, %r1, 0d3FF0000000000000;", "bad constant" },
  { "bra $NOWHERE;", "no label $NOWHERE" },
  { ".local .align 4 .b8 depot[4];", "unknown directive" },
  { "ld.param.u64 %d3, [n];", "outside of its parameter" },
};

static void
test_unknown (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      /* The statement stands on line 11. */
      g_autofree char *text = g_strconcat (HEAD KERNEL, unknown[i].statement, "\n" TAIL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (mtn_ptx_module_new (text, strlen (text), &error));
      g_assert_error (error, MTN_PTX_ERROR, MTN_PTX_ERROR_SYNTAX);
      if (strstr (error->message, unknown[i].message) == NULL || strstr (error->message, "line 11:") == NULL)
        g_error ("%s: %s", unknown[i].statement, error->message);
    }
}

/* Texts that end anywhere are refused, and nothing is read behind their end. */
static void
test_truncated (void)
{
  const char *text = HEAD KERNEL "mov.u32 %r5, 7;\n" STORE_OWN TAIL;

  for (gsize length = 0; length < strlen (text) - 2; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mtn_ptx_module_new (text, length, &error));
      g_assert_error (error, MTN_PTX_ERROR, MTN_PTX_ERROR_SYNTAX);
    }
}

static void
run_counted (const char *body, guint n_threads, MtnPtxCounters *out_counters)
{
  g_autofree char *text = g_strconcat (HEAD KERNEL, body, TAIL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnPtxModule) module = mtn_ptx_module_new (text, strlen (text), &error);
  g_autoptr (MtnPtxMachine) machine = mtn_ptx_machine_new (MTN_PTX_LOCKSTEP, 0);
  guint32 *out = NULL;
  guint8 *memory = g_malloc (8192);
  guint n = 0;
  void *parameters[] = { &out, &n };

  g_assert_no_error (error);
  out = (guint32 *) ((GPOINTER_TO_SIZE (memory) + 255) / 256 * 256);
  mtn_ptx_machine_add (machine, out, 7000);
  mtn_ptx_machine_launch (machine, mtn_ptx_module_find (module, "k"), (guint[]){ 1, 1, 1 },
                          (guint[]){ n_threads, 1, 1 }, 0, parameters, &error);
  g_assert_no_error (error);
  *out_counters = *mtn_ptx_machine_get_counters (machine, "k");
  g_free (memory);
}

static void
test_counters (void)
{
  MtnPtxCounters c;

  /* 32 neighbours: 4 sectors. Then 128 bytes apart: a sector each, and with 10 lanes 10. */
  run_counted ("mov.u32 %r5, 7;\n" STORE_OWN, 32, &c);
  g_assert_cmpuint (c.store_requests, ==, 1);
  g_assert_cmpuint (c.store_sectors, ==, 4);
  g_assert_cmpuint (c.store_bytes, ==, 128);
  g_assert_cmpuint (c.warp_instructions, ==, 8 + 2 + 1);
  g_assert_cmpuint (c.thread_instructions, ==, 32 * c.warp_instructions);
  run_counted ("mul.wide.u32 %d1, %r1, 128; add.s64 %d2, %d0, %d1; mov.u32 %r5, 7;\n" STORE_OWN, 10, &c);
  g_assert_cmpuint (c.store_sectors, ==, 10);

  /* Each its own bank; all one word; two words a bank; by vectors of 4, as many turns as there are bytes. */
  run_counted ("st.shared.u32 [%r4], %r1;\n", 32, &c);
  g_assert_cmpuint (c.shared_wavefronts, ==, 1);
  run_counted ("setp.eq.u32 %p0, %r1, 0;\n@%p0 st.shared.u32 [%r2], %r1;\nbar.sync 0;\nld.shared.u32 %r5, "
               "[%r2];\n",
               32, &c);
  g_assert_cmpuint (c.shared_wavefronts, ==, 2);
  g_assert_cmpuint (c.shared_ideal, ==, 2);
  g_assert_cmpuint (c.barriers, ==, 1);
  run_counted ("shl.b32 %r3, %r1, 3; add.s32 %r4, %r2, %r3;\nst.shared.u32 [%r4], %r1;\n", 32, &c);
  g_assert_cmpuint (c.shared_wavefronts, ==, 2);
  g_assert_cmpuint (c.shared_ideal, ==, 1);
  run_counted ("shl.b32 %r3, %r1, 4; add.s32 %r4, %r2, %r3;\nst.shared.v4.u32 [%r4], {%r1, %r1, %r1, %r1};\n",
               16, &c);
  g_assert_cmpuint (c.shared_wavefronts, ==, 2);
  g_assert_cmpuint (c.shared_ideal, ==, 2);
}

/* What lanes get from one another, worked out by hand. */
static void
test_meetings (void)
{
  static const struct
  {
    const char *statement;
    guint32 lane_0, lane_5, lane_31;
  } meetings[] = {
    { "shfl.sync.up.b32 %r5, %r1, 2, 0, -1;", 0, 3, 29 },
    { "shfl.sync.down.b32 %r5, %r1, 2, 31, -1;", 2, 7, 31 },
    { "shfl.sync.bfly.b32 %r5, %r1, 16, 31, -1;", 16, 21, 15 },
    { "shfl.sync.idx.b32 %r5, %r1, 3, 31, -1;", 3, 3, 3 },
    /* Segments of 8 lanes: bits 8 … 12 of the last but one are ~7. */
    { "shfl.sync.idx.b32 %r5, %r1, 1, 6175, -1;", 1, 1, 25 },
    { "setp.lt.u32 %p0, %r1, 6; vote.sync.ballot.b32 %r5, %p0, -1;", 63, 63, 63 },
    { "setp.lt.u32 %p0, %r1, 6; vote.sync.any.pred %p1, %p0, -1; selp.b32 %r5, 1, 0, %p1;", 1, 1, 1 },
    { "setp.lt.u32 %p0, %r1, 6; vote.sync.all.pred %p1, %p0, -1; selp.b32 %r5, 1, 0, %p1;", 0, 0, 0 },
    { "setp.lt.u32 %p0, %r1, 6; vote.sync.uni.pred %p1, %p0, -1; selp.b32 %r5, 1, 0, %p1;", 0, 0, 0 },
    { "shr.u32 %r6, %r1, 4; match.any.sync.b32 %r5, %r6, -1;", 0xffff, 0xffff, 0xffff0000 },
    { "setp.lt.u32 %p0, %r1, 6; bar.red.popc.u32 %r5, 0, %p0;", 6, 6, 6 },
    { "setp.lt.u32 %p0, %r1, 6; bar.red.or.pred %p1, 0, %p0; selp.b32 %r5, 1, 0, %p1;", 1, 1, 1 },
    { "setp.lt.u32 %p0, %r1, 6; bar.red.and.pred %p1, 0, !%p0; selp.b32 %r5, 1, 0, %p1;", 0, 0, 0 },
    { "mov.u32 %r5, %laneid;", 0, 5, 31 },
    { "mov.u32 %r5, %lanemask_lt;", 0, 31, 0x7fffffff },
  };

  for (guint i = 0; i < G_N_ELEMENTS (meetings); i++)
    for (MtnPtxSchedule schedule = MTN_PTX_LOCKSTEP; schedule <= MTN_PTX_RANDOM_LANES; schedule++)
      {
        g_autofree char *text = g_strconcat (HEAD KERNEL, meetings[i].statement, "\n" STORE_OWN TAIL, NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (MtnPtxModule) module = mtn_ptx_module_new (text, strlen (text), &error);
        g_autoptr (MtnPtxMachine) machine = mtn_ptx_machine_new (schedule, i);
        guint32 *out = g_malloc (256);
        guint n = 0;
        void *parameters[] = { &out, &n };

        g_assert_no_error (error);
        mtn_ptx_machine_add (machine, out, 256);
        mtn_ptx_machine_launch (machine, mtn_ptx_module_find (module, "k"), (guint[]){ 1, 1, 1 },
                                (guint[]){ 32, 1, 1 }, 0, parameters, &error);
        g_assert_no_error (error);
        g_assert_cmphex (out[0], ==, meetings[i].lane_0);
        g_assert_cmphex (out[5], ==, meetings[i].lane_5);
        g_assert_cmphex (out[31], ==, meetings[i].lane_31);
        g_free (out);
      }
}

static void
test_launch (void)
{
  const char *text = HEAD ".visible .entry k(.param .u32 n)\n.maxntid 64, 1, 1\n{\nret;\n}\n";
  static const struct
  {
    guint grid[3], block[3];
    gsize shared;
  } wrong[] = {
    { { 0, 1, 1 }, { 1, 1, 1 }, 0 }, { { 1, 65536, 1 }, { 1, 1, 1 }, 0 }, { { 1, 1, 1 }, { 65, 1, 1 }, 0 },
    { { 1, 1, 1 }, { 0, 1, 1 }, 0 }, { { 1, 1, 1 }, { 1, 1, 1 }, 49153 },
  };
  g_autoptr (MtnPtxModule) module = mtn_ptx_module_new (text, strlen (text), NULL);
  g_autoptr (MtnPtxMachine) machine = mtn_ptx_machine_new (MTN_PTX_LOCKSTEP, 0);
  guint n = 0;
  void *parameters[] = { &n };

  g_assert_nonnull (module);
  g_assert_cmpuint (mtn_ptx_kernel_get_max_threads (mtn_ptx_module_find (module, "k")), ==, 64);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (mtn_ptx_machine_launch (machine, mtn_ptx_module_find (module, "k"), wrong[i].grid,
                                              wrong[i].block, wrong[i].shared, parameters, &error));
      g_assert_error (error, MTN_PTX_ERROR, MTN_PTX_ERROR_LAUNCH);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ptx/machine/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/ptx/unknown", test_unknown);
  g_test_add_func ("/ptx/truncated", test_truncated);
  g_test_add_func ("/ptx/counters", test_counters);
  g_test_add_func ("/ptx/meetings", test_meetings);
  g_test_add_func ("/ptx/launch", test_launch);

  return g_test_run ();
}
