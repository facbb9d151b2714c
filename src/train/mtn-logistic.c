/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-logistic.h"

#include <math.h>

#define MAX_ITERATIONS 50
#define TOLERANCE 1e-10

/* Of the penalty ½·DOUBT·b² on standardised x. */
#define DOUBT 1.0

double
mtn_log_odds (double p)
{
  p = CLAMP (p, 1e-6, 1 - 1e-6);

  return log (p / (1 - p));
}

/* Negative log-likelihood, with its gradient and Hessian. */
static double
evaluate (const float *x,
          const gboolean *hit,
          gsize n,
          double center,
          double spread,
          const double parameters[2],
          double gradient[2],
          double hessian[3])
{
  double loss = 0.5 * DOUBT * parameters[1] * parameters[1];

  gradient[0] = 0;
  gradient[1] = DOUBT * parameters[1];
  hessian[0] = hessian[1] = 0;
  hessian[2] = DOUBT;

  for (gsize i = 0; i < n; i++)
    {
      double z = (x[i] - center) / spread;
      double t = parameters[0] + parameters[1] * z;
      double p = 1 / (1 + exp (-t));
      double error = p - (hit[i] ? 1 : 0);
      double curvature = p * (1 - p);

      loss += (t > 0 ? t + log1p (exp (-t)) : log1p (exp (t))) - (hit[i] ? t : 0);
      gradient[0] += error;
      gradient[1] += error * z;
      hessian[0] += curvature;
      hessian[1] += curvature * z;
      hessian[2] += curvature * z * z;
    }

  return loss;
}

void
mtn_logistic_fit (const float *x, const gboolean *hit, gsize n, double *a, double *b)
{
  double parameters[2] = { 0, 0 };
  double gradient[2], hessian[3];
  double sum = 0, squares = 0, center, spread, loss;
  gsize n_hits = 0;

  g_return_if_fail (n > 0);

  for (gsize i = 0; i < n; i++)
    {
      sum += x[i];
      squares += (double) x[i] * x[i];
      n_hits += hit[i] ? 1 : 0;
    }
  center = sum / n;
  spread = sqrt (MAX (squares / n - center * center, 0));
  if (!(spread > 1e-9))
    spread = 1;

  parameters[0] = mtn_log_odds ((n_hits + 0.5) / (n + 1.0));
  loss = evaluate (x, hit, n, center, spread, parameters, gradient, hessian);

  for (guint iteration = 0; iteration < MAX_ITERATIONS; iteration++)
    {
      /* A trace on the diagonal keeps it invertible when all are hits, or none. */
      double determinant = (hessian[0] + 1e-6) * hessian[2] - hessian[1] * hessian[1];
      double step[2] = { (hessian[2] * gradient[0] - hessian[1] * gradient[1]) / determinant,
                         ((hessian[0] + 1e-6) * gradient[1] - hessian[1] * gradient[0]) / determinant };
      double length = 1, before = loss;

      for (guint halving = 0; halving < 40; halving++, length /= 2)
        {
          double tried[2] = { parameters[0] - length * step[0], parameters[1] - length * step[1] };

          loss = evaluate (x, hit, n, center, spread, tried, gradient, hessian);
          if (loss <= before)
            {
              parameters[0] = tried[0];
              parameters[1] = tried[1];
              break;
            }
        }

      if (!(before - loss > TOLERANCE * n))
        break;
    }

  *b = parameters[1] / spread;
  *a = parameters[0] - *b * center;
}
