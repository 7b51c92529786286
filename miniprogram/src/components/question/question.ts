/** One question of a form, drawn as the site says it is. */
import type { Field } from "../../lib/fields";
import { words } from "../../lib/words";

const FEW = 6;
type Choice = { id: string; name: string };

Component({
  properties: {
    field: { type: Object, value: {} as Field },
    value: { type: null, value: "" as unknown },
    fault: { type: String, value: "" },
  },
  data: {
    w: words(),
    how: "line",
    choices: [] as Choice[],
    chosen: "",
  },
  observers: {
    "field, value": function (field: Field, value: unknown) {
      const choices = choicesOf(field);
      const given = value === undefined || value === null ? "" : String(value);
      const chosen = choices.find((one) => one.id === given);
      this.setData({ w: words(), how: drawnAs(field, choices), choices, chosen: chosen ? chosen.name : given });
    },
  },
  methods: {
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.tell(event.detail.value);
    },
    tapped(event: WechatMiniprogram.BaseEvent<Record<string, never>, { id: string }>) {
      this.tell(event.currentTarget.dataset.id);
    },
    picked(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const one = this.data.choices[Number(event.detail.value)];
      if (one) {
        this.tell(one.id);
      }
    },
    tell(value: string) {
      const yes_no = this.data.field.type === "yes_no";
      this.triggerEvent("change", { id: this.data.field.id, value: yes_no ? value === "true" : value });
    },
  },
});

function choicesOf(field: Field): Choice[] {
  const w = words();
  return field.type === "yes_no" ? [{ id: "true", name: w.yes }, { id: "false", name: w.no }] : (field.choices ?? []);
}

function drawnAs(field: Field, choices: Choice[]): string {
  if (choices.length > 0) {
    return choices.length > FEW ? "picker" : "options";
  }
  if (field.type === "date") {
    return "date";
  }
  if (field.type === "long_text") {
    return "long";
  }
  return field.type === "number" || field.type === "money" ? "number" : "line";
}
