/** Days as people write them. */
import { language } from "./words";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** `2024-11-18` or an instant with offset → 2024年11月18日, or 18 November 2024; the day as written. */
export function day(text: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (!found) {
    return text;
  }
  const [year, month, date] = found.slice(1).map(Number) as [number, number, number];
  return language() === "zh" ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`;
}

/** The day and the minute of an instant. */
export function moment(text: string): string {
  const time = /T(\d{2}:\d{2})/.exec(text);
  return time ? `${day(text)} ${time[1]}` : day(text);
}
