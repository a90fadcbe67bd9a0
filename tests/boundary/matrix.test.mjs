// The current step in matrix form, as JavaScript gets it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Trainer } from "./package.mjs";
