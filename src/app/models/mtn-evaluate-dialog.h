/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-evaluator.h"

G_BEGIN_DECLS

typedef void (*MtnEvaluateFunc) (const MtnEvaluatorOptions *options,
                                 gpointer                   user_data);

/**
 * mtn_evaluate_dialog_ask:
 * @parent: the window that asks
 * @models: "EDLAE", "EDLAE and iALS": what is evaluated
 * @data: (nullable): name of the data set; NULL: there is none, and the dialog leads to the view Data
 * @user_data: an object; the answer does not come when it has gone meanwhile
 *
 * Asks by which protocol. @func is not called when the person cancels.
 */
void mtn_evaluate_dialog_ask (GtkWindow       *parent,
                              const char      *models,
                              const char      *data,
                              MtnEvaluateFunc  func,
                              gpointer         user_data);

G_END_DECLS
