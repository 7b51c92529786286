/** The questions of a class as the site asks them: which are shown, and what is still missing. */
import { Gives } from "../api/calls";
import { say } from "./words";

export type Class = Gives<"forms">["classes"][number];
export type Field = Class["fields"][number];

/** A question is shown unless the answer that it depends on is another one. */
export function shown(fields: Field[], values: Record<string, unknown>): Field[] {
  return fields.filter((one) => {
    const condition = one.shown_when;
    return !condition || condition.values.includes(String(values[condition.field] ?? ""));
  });
}

/** Answers to the questions that are shown; what was typed into a hidden one stays on the phone. */
export function answers(fields: Field[], values: Record<string, unknown>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const one of shown(fields, values)) {
    if (values[one.id] !== undefined && values[one.id] !== "") {
      found[one.id] = values[one.id];
    }
  }
  return found;
}

/** A sentence for each question that must be answered and is not. */
export function missing(fields: Field[], values: Record<string, unknown>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const one of shown(fields, values)) {
    const given = values[one.id];
    if (one.required && (given === undefined || given === null || String(given).trim() === "")) {
      found[one.id] = say("fill_in", { name: one.name });
    }
  }
  return found;
}
