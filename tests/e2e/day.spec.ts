// A manager's day from the first lead to the plan for tomorrow, by keyboard alone: not one press of a pointer.
import type { Page } from "@playwright/test";
import { board, card, column, openExample, saved } from "./support/app";
import { dialog, enter, toast, write } from "./support/desk";
import { expect, test } from "./support/test";

/** Thursday, 2026-11-26, 09:20 in Moscow. */
const THURSDAY = new Date("2026-11-26T06:20:00Z");
