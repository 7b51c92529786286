/** The questions of a class as the site asks them: which are shown, and what is still missing. */
import { Gives } from "../api/calls";
import { inTongue, say } from "./words";

type Forms = Gives<"forms">;
type Asked = Forms["classes"][number]["fields"][number];

/** A question in the reader's language. */
export interface Field extends Omit<Asked, "name" | "hint"> {
  name: string;
  hint: string;
}

/** What one can tell the city, in the reader's language. */
export interface Class {
  code: string;
  name: string;
  plain: string;
  anonymous: boolean;
  fields: Field[];
}

/** Every class begins with the reporter's own words. */
export const WORDS = "words";
const LONGEST = 8000;

export function classesOf(forms: Forms): Class[] {
  return forms.classes.map((one) => ({
    code: one.id,
    name: inTongue(one.name),
    plain: inTongue(one.plain),
    anonymous: one.anonymous,
    fields: [ownWords(), ...one.fields.map(inReach)],
  }));
}

function ownWords(): Field {
  const rest = { type: "long_text", required: true, length: LONGEST, choices: [], shown_when: null };
  return { id: WORDS, name: say("your_words"), hint: say("your_words_hint"), ...rest };
}

function inReach(one: Asked): Field {
  return { ...one, name: inTongue(one.name), hint: one.hint ? inTongue(one.hint) : "" };
}

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
