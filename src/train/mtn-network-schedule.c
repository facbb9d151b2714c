/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include <math.h>

#include "mtn-network-train.h"

double
mtn_network_schedule_get (MtnNetworkSchedule schedule,
                          double learning_rate,
                          guint64 step,
                          guint64 n_steps,
                          guint64 n_warm_up)
{
  double done;

  if (step < n_warm_up)
    return learning_rate * (double) (step + 1) / (double) n_warm_up;

  done = (double) (step - n_warm_up) / (double) MAX (n_steps - n_warm_up, 1);
  switch (schedule)
    {
    case MTN_NETWORK_SCHEDULE_COSINE:
      return learning_rate * 0.5 * (1.0 + cos (G_PI * done));

    case MTN_NETWORK_SCHEDULE_STEP:
      return learning_rate * (done < 0.5 ? 1.0 : done < 0.75 ? 0.1 : 0.01);

    case MTN_NETWORK_SCHEDULE_CONSTANT:
    default:
      return learning_rate;
    }
}
