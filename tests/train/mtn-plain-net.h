/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-net.h"

G_BEGIN_DECLS

/*
 * A network as a textbook writes it, dense and in double, to compare the fast
 * one with. Parameters are in the order of mtn_net_get_state().
 */

/* The loss of a batch; @is_training: with the drop-out of the step behind @n_steps. @gradient: (nullable). */
double mtn_plain_net_loss (const MtnNetOptions *options,
                           const double        *parameters,
                           const MtnNetBatch   *batch,
                           gboolean             is_training,
                           guint64              n_steps,
                           double              *gradient);

/* One step of Adam number @step (from 1) on @n parameters; @gradient is clipped in place. */
void   mtn_plain_net_adam (const MtnNetOptions *options,
                           guint64              step,
                           double              *parameters,
                           double              *means,
                           double              *variances,
                           double              *gradient,
                           gsize                n);

gsize  mtn_plain_net_get_n_parameters (const MtnNetOptions *options);

G_END_DECLS
