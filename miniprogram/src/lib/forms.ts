/** The forms of the city: fetched, kept for when there is no network. */
import { call, Gives } from "../api/calls";
import { isOffline } from "./faults";
import { keep, read } from "./kept";

export async function forms(): Promise<Gives<"forms">> {
  try {
    const fresh = await call("forms");
    keep("forms", fresh);
    return fresh;
  } catch (fault) {
    const known = read("forms");
    if (known && isOffline(fault)) {
      return known;
    }
    throw fault;
  }
}
