/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What each kernel does for its work: a table for check-roofline. Only the first block runs, as others do the
 * same. */

#include <stdio.h>

#include "mtn-kernel-field.h"
#include "mtn-test-machine-ptx.h"

int
main (void)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  MtnPtxMachine *ptx = mtn_test_machine_get_ptx ();
  g_autoptr (MtnKernelField) field = mtn_kernel_field_new ();

  machine->set_order (MTN_TEST_FORWARD, 0);
  machine->set_blocks (0, 1);
  printf ("kernel\twork\tblocks\tresults\tbytes\toperations\twarp instructions\tload requests\tload sectors\t"
          "store requests\tstore sectors\tshared requests\tshared turns\tideal turns\tatomics\tbarriers\n");
  for (guint kernel = 0; kernel < MTN_CUDA_N_KERNELS; kernel++)
    {
      const MtnKernelWork work = mtn_kernel_work_get (kernel);
      const char *name = mtn_cuda_kernels[kernel].name;
      const MtnPtxCounters *count;

      if (mtn_kernel_field_run (field, kernel) != 0)
        g_error ("%s", machine->get_failure ());
      count = mtn_ptx_machine_get_counters (ptx, name);
      g_assert_cmpuint (count->launches, ==, 1);
      printf ("%s\t%s", name, work.shape);
      for (guint i = 0; i < 14; i++)
        printf ("\t%" G_GUINT64_FORMAT,
                (const guint64[]){ work.n_blocks, work.n_results, work.n_bytes, work.n_operations,
                                   count->warp_instructions, count->load_requests, count->load_sectors,
                                   count->store_requests, count->store_sectors, count->shared_requests,
                                   count->shared_wavefronts, count->shared_ideal, count->atomics,
                                   count->barriers }[i]);
      putchar ('\n');
    }

  return 0;
}
